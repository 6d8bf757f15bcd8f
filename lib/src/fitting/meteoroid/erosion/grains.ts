import { spreadGrains } from "./grain-bins";
import type { Run } from "./run";

/**
 * Turns lost mass into grains: copies of their parent with the grains' density, which no longer erode.
 *
 * @param run the run
 * @param parent row of the fragment that they leave
 * @param mass to put into grains, kg
 * @param massIndex mass index of the grains
 * @param massMin smallest grain, kg
 * @param massMax largest grain, kg
 * @param entry fragmentation entry that releases them; default that of the parent
 */
export function releaseGrains(
  run: Run,
  parent: number,
  mass: number,
  massIndex: number,
  massMin: number,
  massMax: number,
  entry = run.fragments.entry[parent],
): void {
  const f = run.fragments;
  spreadGrains(run.bins(massIndex, massMin, massMax), mass, (count, grainMass) => {
    const i = newFragments(run, parent, count, grainMass);
    becomeGrains(run, i);
    f.grain[i] = 1;
    f.entry[i] = entry;
  });
}

/** Adds `count` equal copies of a fragment, each of the given mass, as one row; returns the row. */
export function newFragments(run: Run, parent: number, count: number, mass: number): number {
  const { constants: c, fragments: f } = run;
  const i = run.copyFragment(parent);
  f.count[i] *= count;
  f.mass[i] = mass;
  f.active[i] = 1;
  c.total_fragments += 1;
  c.n_active += 1;
  return i;
}

/** Gives a row the grains' density and ends its erosion. */
export function becomeGrains(run: Run, i: number): void {
  const f = run.fragments;
  f.density[i] = run.constants.rho_grain;
  f.shapeDensity[i] = run.shapeDensity(f.gamma[i], f.density[i]);
  f.eroding[i] = 0;
}
