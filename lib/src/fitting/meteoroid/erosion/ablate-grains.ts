import type { Run } from "./run";
import { inverseRootGrowth, lossPerE, saturated } from "./step-loss";

/**
 * Lets the air take mass off all grains, and notes the share of the speed that drag will take.
 *
 * With d = K ρ m^(−1/3) v dt, drag in the Runge–Kutta step of `deceleration` takes v times a polynomial in d; ablation
 * rests on e = σ v² d (see step-loss.ts).
 */
export function ablateGrains({ grains, constants, laws }: Run): void {
  const { moving, mass, inverseRoot, speed, height, shapeDensity, sigma, air, step, lost, dragShare, scratch } = grains;
  const { dt } = constants;
  laws.air.evaluate(height, air, moving);
  for (let i = 0; i < moving; i++) {
    const v = speed[i];
    const d = shapeDensity[i] * air[i] * inverseRoot[i] * v * dt;
    step[i] = Math.min(d * sigma[i] * v * v, saturated);
    // The stages of u' = −u² from u = 1.
    const u2 = 1 - d / 2;
    const k2 = d * u2 * u2;
    const u3 = 1 - k2 / 2;
    const k3 = d * u3 * u3;
    const u4 = 1 - k3;
    const k4 = d * u4 * u4;
    dragShare[i] = (d + 2 * (k2 + k3) + k4) * (1 / 6);
  }
  lossPerE.evaluate(step, lost, moving);
  inverseRootGrowth.evaluate(step, scratch, moving);
  for (let i = 0; i < moving; i++) {
    const m = mass[i];
    const loss = m * (step[i] * lost[i]);
    lost[i] = loss;
    mass[i] = m - loss;
    inverseRoot[i] *= scratch[i];
  }
}
