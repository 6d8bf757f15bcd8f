import { columnOf as at, type StepRow } from "./result-columns";
import type { Run } from "./run";

/**
 * Adds all moved grains to the sums of the step, finds the brightest and the leading one, and takes the dead out. New
 * grains count by their mass only.
 *
 * @param run the run
 * @param row the step so far; changed
 * @param othersPower luminosity of the brightest other fragment, W
 * @param othersLength length of path of the leading other fragment, m
 */
export function tallyGrains(run: Run, row: StepRow, othersPower: number, othersLength: number): void {
  const { grains, constants: c } = run;
  const { moving, mass, speed, height, length, count, entry, tau, luminosity, dead } = grains;
  const { m_kill: massLimit, v_kill: speedLimit, h_kill: heightLimit } = c;
  const lengthLimit = c.len_kill > 0 ? c.len_kill : Number.POSITIVE_INFINITY;
  let power = 0;
  let tauPower = 0;
  let erodedPower = 0;
  let erodedTauPower = 0;
  let massActive = 0;
  // Without the plus signs the compiler puts these on the heap, whenever they change.
  let brightestPower = +othersPower;
  let leadingLength = +othersLength;
  let brightest = -1;
  let leading = -1;
  let deaths = 0;
  for (let i = 0; i < moving; i++) {
    const light = luminosity[i];
    power += light;
    tauPower += tau[i] * light;
    if (light > brightestPower) {
      brightestPower = light;
      brightest = i;
    }
    if (length[i] > leadingLength) {
      leadingLength = length[i];
      leading = i;
    }
    if (
      mass[i] <= massLimit ||
      speed[i] < speedLimit ||
      height[i] < heightLimit ||
      light < 0 ||
      length[i] > lengthLimit
    ) {
      dead[deaths++] = i;
      continue;
    }
    massActive += mass[i] * count[i];
    if (entry[i] < 0) {
      erodedPower += light;
      erodedTauPower += tau[i] * light;
    } else if (c.fragmentation_show_individual_lcs) {
      run.entries[entry[i]].grains.add(c.total_time, light, tau[i]);
    }
  }
  for (let i = moving; i < grains.size; i++) massActive += mass[i] * count[i];
  row[at.luminosity] += power;
  row[at.tau_total] += tauPower;
  row[at.luminosity_eroded] += erodedPower;
  row[at.tau_eroded] += erodedTauPower;
  row[at.mass_total_active] += massActive;
  if (brightest >= 0) {
    row[at.brightest_height] = height[brightest];
    row[at.brightest_length] = length[brightest];
    row[at.brightest_vel] = speed[brightest];
  }
  if (leading >= 0) {
    row[at.leading_frag_height] = height[leading];
    row[at.leading_frag_length] = length[leading];
    row[at.leading_frag_vel] = speed[leading];
    row[at.leading_frag_dyn_press] = grains.air[leading] * speed[leading] * speed[leading];
  }
  c.n_active -= deaths;
  // From the last on: what fills a gap is then never dead itself.
  while (deaths > 0) grains.remove(dead[--deaths]);
}
