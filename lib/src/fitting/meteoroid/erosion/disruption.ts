import { spreadGrains } from "./grain-bins";
import { newGrains, releaseGrains } from "./grains";
import type { Run } from "./run";

/**
 * Breaks the main fragment into pieces and grains once the dynamic pressure exceeds its strength. The pieces go on
 * eroding if erosion is on, else they get the grains' density, yet do not count as grains.
 */
export function disrupt(run: Run): void {
  const { constants: c, fragments: f } = run;
  if (!c.disruption_on || !(f.dynamicPressure[0] > c.compressive_strength)) return;
  const pieceMass = f.mass[0] * (1 - c.disruption_mass_grain_ratio);
  let inPieces = 0;
  if (pieceMass > 0) {
    inPieces = releasePieces(run, pieceMass);
    c.disruption_height = f.height[0];
  }
  const left = f.mass[0] - inPieces;
  if (left > 0) releaseGrains(run, 0, left, f.massIndex[0], f.massMin[0], f.massMax[0]);
  f.setMass(0, 0);
  run.kill(0);
}

/** Releases the pieces of a disruption and returns the mass that they took, kg. */
function releasePieces(run: Run, mass: number): number {
  const { constants: c, fragments: f } = run;
  const smallest = c.disruption_mass_min_ratio * mass;
  const largest = c.disruption_mass_max_ratio * mass;
  let taken = 0;
  const bins = run.bins(c.disruption_mass_index, smallest, largest);
  spreadGrains(bins, mass, (count, i) => {
    const pieceMass = bins.mass[i];
    if (c.erosion_on) releasePiece(run, count, pieceMass, bins.inverseRoot[i]);
    else newGrains(run, 0, count, pieceMass, bins.inverseRoot[i], f.entry[0]);
    taken += f.count[0] * count * pieceMass;
  });
  return taken;
}

/** Adds `count` equal eroding pieces as one row. */
function releasePiece(run: Run, count: number, mass: number, inverseRoot: number): void {
  const { constants: c, fragments: f } = run;
  const i = run.copyFragment(0);
  f.count[i] *= count;
  f.mass[i] = mass;
  f.inverseRoot[i] = inverseRoot;
  f.active[i] = 1;
  f.disrupted[i] = 1;
  f.erosionCoeff[i] = c.disruption_erosion_coeff;
  c.total_fragments += 1;
  c.n_active += 1;
}
