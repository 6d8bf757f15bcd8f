import { releaseGrains } from "./grains";
import type { Run } from "./run";

/**
 * Sets the erosion coefficient that a fragment erodes with in the next step, and applies the erosion change to the
 * main fragment once. Fragments of fragmentation entries keep their own coefficients.
 */
export function updateErosion(run: Run, i: number): void {
  const { constants: c, fragments: f } = run;
  const height = f.height[i];
  if (!c.erosion_on || f.eroding[i] === 0 || f.entry[i] >= 0 || !(height < c.erosion_height_start)) return;
  const changed = c.erosion_height_change >= height;
  if (f.disrupted[i] === 0) f.erosionCoeff[i] = changed ? c.erosion_coeff_change : c.erosion_coeff;
  if (i === 0 && changed && !run.changed) {
    run.changed = true;
    f.density[0] = c.erosion_rho_change;
    f.shapeDensity[0] = run.shapeDensity(f.gamma[0], f.density[0]);
    f.sigma[0] = c.erosion_sigma_change;
  }
}

/** Turns the mass that a fragment eroded in this step into grains, and notes the state in which erosion began. */
export function releaseEroded(run: Run, i: number): void {
  const { constants: c, fragments: f } = run;
  const eroded = Math.abs(f.eroded[i]);
  if (f.eroding[i] === 0 || !(eroded > 0)) return;
  releaseGrains(run, i, eroded, f.massIndex[i], f.massMin[i], f.massMax[i]);
  if (i !== 0) return;
  if (c.erosion_beg_vel === null) {
    c.erosion_beg_vel = f.speed[0];
    c.erosion_beg_mass = f.mass[0];
    c.erosion_beg_dyn_press = f.dynamicPressure[0];
  } else if (c.erosion_height_change >= f.height[0] && c.mass_at_erosion_change === null) {
    c.mass_at_erosion_change = f.mass[0];
  }
}
