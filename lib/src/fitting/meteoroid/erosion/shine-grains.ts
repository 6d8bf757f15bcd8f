import type { GrainTable } from "./grain-table";
import type { Run } from "./run";
import type { TabulatedFunction } from "./tabulated-function";

/** Light of all grains: luminous efficiency times the kinetic energy that they lost, by ablation and by drag. */
export function shineGrains({ grains, constants, laws }: Run): void {
  const { moving, mass, speed, count, lost, slowed, tau, luminosity } = grains;
  const perTime = 1 / constants.dt;
  laws.efficiency.evaluate(speed, tau, moving);
  if (laws.massFactor !== null) weighByMass(grains, laws.massFactor);
  for (let i = 0; i < moving; i++) {
    const v = speed[i];
    luminosity[i] = tau[i] * v * (0.5 * lost[i] * v + mass[i] * slowed[i]) * perTime * count[i];
  }
}

function weighByMass({ moving, mass, inverseRoot, tau, scratch, factor }: GrainTable, law: TabulatedFunction): void {
  for (let i = 0; i < moving; i++) scratch[i] = Math.sqrt(mass[i]) * inverseRoot[i];
  law.evaluate(scratch, factor, moving);
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
