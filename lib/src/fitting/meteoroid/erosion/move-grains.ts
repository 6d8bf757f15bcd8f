import * as at from "./grain-layout";
import { columnOf, type StepRow } from "./result-columns";
import type { Run } from "./run";

/**
 * Moves the first grains by one step, adds them to the sums of the step, finds the brightest and the leading one, and
 * takes the dead out. Grains that were made in this step count by their mass only.
 *
 * @param run the run
 * @param row the step so far; changed
 * @param moving number of grains that move
 * @param othersPower luminosity of the brightest other fragment, W
 * @param othersLength length of path of the leading other fragment, m
 */
export function moveGrains(run: Run, row: StepRow, moving: number, othersPower: number, othersLength: number): void {
  const { grains, constants: c } = run;
  if (grains.size === 0) return;
  const { memory, height, length, speed } = grains;
  memory[at.othersPower] = othersPower;
  memory[at.othersLength] = othersLength;
  grains.step(moving);
  row[columnOf.luminosity] += sum(memory, at.powerSum);
  row[columnOf.tau_total] += sum(memory, at.tauPowerSum);
  row[columnOf.luminosity_eroded] += sum(memory, at.erodedPowerSum);
  row[columnOf.tau_eroded] += sum(memory, at.erodedTauPowerSum);
  row[columnOf.mass_total_active] += sum(memory, at.massSum);
  row[columnOf.electron_density_total] += sum(memory, at.electronSum) / (c.dt * c.mu);
  for (let i = moving; i < grains.size; i++) row[columnOf.mass_total_active] += grains.mass[i] * grains.count[i];
  const brightest = memory[at.brightest];
  if (brightest >= 0) {
    row[columnOf.brightest_height] = height[brightest];
    row[columnOf.brightest_length] = length[brightest];
    row[columnOf.brightest_vel] = speed[brightest];
  }
  const leading = memory[at.leading];
  if (leading >= 0) {
    row[columnOf.leading_frag_height] = height[leading];
    row[columnOf.leading_frag_length] = length[leading];
    row[columnOf.leading_frag_vel] = speed[leading];
    row[columnOf.leading_frag_dyn_press] = grains.air[leading] * speed[leading] * speed[leading];
  }
  run.fragmentSteps += moving;
  const deaths = memory[at.deaths];
  if (c.fragmentation_show_individual_lcs) addToEntries(run, moving, deaths);
  c.n_active -= deaths;
  // From the last on: what fills a gap is then never dead itself.
  for (let n = deaths - 1; n >= 0; n--) grains.remove(grains.dead(n));
}

/** A sum over the grains of even rows and one over the others. */
function sum(memory: Float64Array, which: number): number {
  return memory[at.sums + which] + memory[at.sums + which + 1];
}

/** Adds the living grains of fragmentation entries to the light curves of these. */
function addToEntries({ grains, entries, constants: c }: Run, moving: number, deaths: number): void {
  let n = 0;
  for (let i = 0; i < moving; i++) {
    if (n < deaths && grains.dead(n) === i) n++;
    else if (grains.entry[i] >= 0)
      entries[grains.entry[i]].grains.add(c.total_time, grains.luminosity[i], grains.tau[i]);
  }
}
