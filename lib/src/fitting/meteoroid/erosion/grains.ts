import { spreadGrains } from "./grain-bins";
import type { Run } from "./run";

/**
 * Turns lost mass into grains, which start out with their parent's motion and only ablate.
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
  const bins = run.bins(massIndex, massMin, massMax);
  spreadGrains(bins, mass, (count, i) => {
    newGrains(run, parent, count, bins.mass[i], bins.inverseRoot[i], entry);
  });
}

/**
 * Adds equal grains with the speed and the place of a fragment, as one row.
 *
 * @param run the run
 * @param parent row of the fragment that they leave
 * @param count how many
 * @param mass of one, kg
 * @param inverseRoot mass^(−1/3)
 * @param entry fragmentation entry that releases them
 */
export function newGrains(
  run: Run,
  parent: number,
  count: number,
  mass: number,
  inverseRoot: number,
  entry: number,
): void {
  run.checkRoom();
  const { constants: c, fragments: f, grains: g } = run;
  const i = g.add();
  g.mass[i] = mass;
  g.inverseRoot[i] = inverseRoot;
  g.speed[i] = f.speed[parent];
  g.vertical[i] = f.vertical[parent];
  g.horizontal[i] = f.horizontal[parent];
  g.height[i] = f.height[parent];
  g.length[i] = f.length[parent];
  g.drop[i] = f.drop[parent];
  g.density[i] = c.rho_grain;
  g.gamma[i] = f.gamma[parent];
  g.shapeDensity[i] = run.grainShapeDensity(f.gamma[parent]);
  g.sigma[i] = f.sigma[parent];
  g.count[i] = f.count[parent] * count;
  g.entry[i] = entry;
  g.luminosity[i] = 0;
  c.total_fragments += 1;
  c.n_active += 1;
}
