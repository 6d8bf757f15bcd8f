import { advance } from "./advance";
import { disrupt } from "./disruption";
import { releaseEroded, updateErosion } from "./erode";
import { fragment } from "./fragmentation";
import { moveGrains } from "./move-grains";
import { columnOf as at, type StepRow } from "./result-columns";
import type { Run } from "./run";
import { runFailure } from "./run-failure";
import type { WakeRecorder } from "./wake";

/**
 * One time step: moves every fragment, in the order in which they were made, and lets them shine, end, erode, break;
 * then all grains at once. Children move for the first time in the next step.
 *
 * @param run the run
 * @param row all zeros; gets the sums and leading values of this step
 * @param wakes where wakes go, if they are wanted
 * @throws {NightbookError} code `EROSION_RUN_BROKE` when the luminosity is no longer a number
 */
export function tick(run: Run, row: StepRow, wakes: WakeRecorder | null): void {
  const { constants: c, fragments: f, grains } = run;
  const startSize = f.size;
  const moving = grains.size;
  let brightest = 0;
  let leading = -1;
  for (let i = 0; i < startSize; i++) {
    if (f.active[i] === 0) continue;
    run.fragmentSteps++;
    advance(run, i);
    addLight(row, run, i);
    if (f.luminosity[i] > brightest) {
      brightest = f.luminosity[i];
      row[at.brightest_height] = f.height[i];
      row[at.brightest_length] = f.length[i];
      row[at.brightest_vel] = f.speed[i];
    }
    if (leading < 0 || f.length[i] > f.length[leading]) leading = i;
    if (hasEnded(run, i)) {
      run.kill(i);
      continue;
    }
    addReleasedLight(row, run, i);
    updateErosion(run, i);
    releaseEroded(run, i);
    if (i === 0) {
      disrupt(run);
      fragment(run);
    }
    if (f.mass[i] <= c.m_kill) {
      run.kill(i);
      continue;
    }
    row[at.mass_total_active] += f.mass[i] * f.count[i];
  }
  if (leading >= 0) {
    row[at.leading_frag_height] = f.height[leading];
    row[at.leading_frag_length] = f.length[leading];
    row[at.leading_frag_vel] = f.speed[leading];
    row[at.leading_frag_dyn_press] = f.dynamicPressure[leading];
  }
  for (let i = startSize; i < f.size; i++) row[at.mass_total_active] += f.mass[i] * f.count[i];
  moveGrains(run, row, moving, brightest, leading < 0 ? Number.NEGATIVE_INFINITY : f.length[leading]);
  if (Number.isNaN(row[at.luminosity])) throw runFailure("BROKE", `no luminosity at ${c.total_time} s`);
  wakes?.record(run.steps, row, f, startSize, grains);
  f.removeDead();
  c.total_time += c.dt;
  run.steps++;
  row[at.time] = c.total_time;
  row[at.tau_total] = row[at.luminosity] > 0 ? row[at.tau_total] / row[at.luminosity] : 0;
  row[at.tau_eroded] = row[at.luminosity_eroded] > 0 ? row[at.tau_eroded] / row[at.luminosity_eroded] : 0;
}

function addLight(row: StepRow, { fragments: f }: Run, i: number): void {
  row[at.luminosity] += f.luminosity[i];
  row[at.electron_density_total] += f.electrons[i];
  row[at.tau_total] += f.tau[i] * f.luminosity[i];
  if (i !== 0) return;
  row[at.luminosity_main] = f.luminosity[0];
  row[at.tau_main] = f.tau[0];
  row[at.main_mass] = f.mass[0];
  row[at.main_height] = f.height[0];
  row[at.main_length] = f.length[0];
  row[at.main_vel] = f.speed[0];
  row[at.main_dyn_press] = f.dynamicPressure[0];
}

/** Light of everything but the main fragment, in the column or in the light curves of the entry it stems from. */
function addReleasedLight(row: StepRow, { constants: c, fragments: f, entries }: Run, i: number): void {
  if (i === 0) return;
  if (f.entry[i] < 0) {
    row[at.luminosity_eroded] += f.luminosity[i];
    row[at.tau_eroded] += f.tau[i] * f.luminosity[i];
  } else if (c.fragmentation_show_individual_lcs) {
    entries[f.entry[i]].main.add(c.total_time, f.luminosity[i], f.tau[i]);
  }
}

function hasEnded({ constants: c, fragments: f }: Run, i: number): boolean {
  return (
    f.mass[i] <= c.m_kill ||
    f.speed[i] < c.v_kill ||
    f.height[i] < c.h_kill ||
    f.luminosity[i] < 0 ||
    (c.len_kill > 0 && f.length[i] > c.len_kill)
  );
}
