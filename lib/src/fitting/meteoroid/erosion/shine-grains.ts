import type { GrainMassEffect } from "./grain-laws";
import type { GrainTable } from "./grain-table";
import type { Run } from "./run";

/** Light of all grains: luminous efficiency times the kinetic energy that they lost, by ablation and by drag. */
export function shineGrains({ grains, constants, laws }: Run): void {
  const { moving, mass, speed, count, lost, slowed, tau, luminosity } = grains;
  const perTime = 1 / constants.dt;
  laws.efficiency.evaluate(speed, tau, moving);
  if (laws.massEffect !== null) weighByMass(grains, laws.massEffect);
  for (let i = 0; i < moving; i++) {
    const v = speed[i];
    luminosity[i] = tau[i] * v * (0.5 * lost[i] * v + mass[i] * slowed[i]) * perTime * count[i];
  }
}

/** Carries the power q of the mass through the step and applies the effect of the mass. */
function weighByMass(
  { moving, step, tau, efficiencyPower, scratch, factor }: GrainTable,
  effect: GrainMassEffect,
): void {
  effect.fading.evaluate(step, scratch, moving);
  for (let i = 0; i < moving; i++) {
    const q = efficiencyPower[i] * scratch[i];
    efficiencyPower[i] = q;
    scratch[i] = (q - 1) / (q + 1);
  }
  effect.factor.evaluate(scratch, factor, moving);
  for (let i = 0; i < moving; i++) tau[i] *= factor[i];
}

/** Electrons per metre of path that all grains set free. */
export function grainElectrons({ grains, constants, laws }: Run): number {
  const { moving, speed, lost, count, scratch } = grains;
  laws.ionization.evaluate(speed, scratch, moving);
  let sum = 0;
  for (let i = 0; i < moving; i++) sum += scratch[i] * lost[i] * count[i];
  return sum / (constants.dt * constants.mu);
}
