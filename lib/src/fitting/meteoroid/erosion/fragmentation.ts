import { releaseGrains } from "./grains";
import type { EntryState, Run } from "./run";

/** Lets every fragmentation entry act whose height the main fragment has passed. Called for the main fragment only. */
export function fragment(run: Run): void {
  for (const state of run.entries) {
    if (state.outcome.done || !isDue(run, state)) continue;
    const { constants: c, fragments: f } = run;
    const parentMass = f.mass[0];
    act(run, state, parentMass);
    state.outcome.done = true;
    state.outcome.time = c.total_time;
    state.outcome.dyn_pressure = f.dynamicPressure[0];
    state.outcome.velocity = f.speed[0];
    state.outcome.parent_mass = parentMass;
  }
}

function isDue(run: Run, { entry }: EntryState): boolean {
  const height = run.fragments.height[0];
  if (!entry.upward_only) return height < entry.height;
  return height > entry.height && height > run.constants.main_bottom_ht;
}

function act(run: Run, state: EntryState, parentMass: number): void {
  const type = state.entry.frag_type;
  if (type === "A") changeAll(run, state);
  else if (type === "M") changeMain(run, state);
  else if (type === "D") releaseDust(run, state);
  else splitOff(run, state, parentMass);
}

/** Every fragment there is, those born in this step included. */
function changeAll(run: Run, { entry }: EntryState): void {
  for (const table of [run.fragments, run.grains]) {
    if (entry.sigma !== null) table.sigma.fill(entry.sigma, 0, table.size);
    if (entry.gamma === null) continue;
    table.gamma.fill(entry.gamma, 0, table.size);
    for (let i = 0; i < table.size; i++) table.shapeDensity[i] = run.shapeDensity(entry.gamma, table.density[i]);
  }
}

function changeMain(run: Run, { entry }: EntryState): void {
  const f = run.fragments;
  f.sigma[0] = entry.sigma ?? f.sigma[0];
  f.erosionCoeff[0] = entry.erosion_coeff ?? f.erosionCoeff[0];
  f.massIndex[0] = entry.mass_index ?? f.massIndex[0];
  f.massMin[0] = entry.grain_mass_min ?? f.massMin[0];
  f.massMax[0] = entry.grain_mass_max ?? f.massMax[0];
}

/** Single bodies (F) or eroding fragments (EF), copies of the main fragment but for their mass. */
function splitOff(run: Run, { entry, outcome }: EntryState, parentMass: number): void {
  const { constants: c, fragments: f } = run;
  const number = entry.number ?? 1;
  const mass = (parentMass * (entry.mass_percent ?? 0)) / 100 / number;
  for (let n = 0; n < number; n++) {
    f.mass[0] -= mass;
    const i = run.copyFragment(0);
    f.setMass(i, mass);
    f.active[i] = 1;
    f.entry[i] = outcome.id;
    f.sigma[i] = entry.sigma ?? f.sigma[i];
    f.eroding[i] = entry.frag_type === "EF" ? 1 : 0;
    if (entry.frag_type === "EF") {
      f.erosionCoeff[i] = entry.erosion_coeff ?? f.erosionCoeff[i];
      f.massIndex[i] = entry.mass_index ?? f.massIndex[i];
      f.massMin[i] = entry.grain_mass_min ?? f.massMin[i];
      f.massMax[i] = entry.grain_mass_max ?? f.massMax[i];
    }
    c.n_active += 1;
  }
  f.setMass(0, f.mass[0]);
  outcome.mass = mass * number;
}

function releaseDust(run: Run, { entry, outcome }: EntryState): void {
  const f = run.fragments;
  const dust = (f.mass[0] * (entry.mass_percent ?? 0)) / 100;
  f.setMass(0, f.mass[0] - dust);
  const massIndex = entry.mass_index ?? f.massIndex[0];
  const massMin = entry.grain_mass_min ?? f.massMin[0];
  const massMax = entry.grain_mass_max ?? f.massMax[0];
  releaseGrains(run, 0, dust, massIndex, massMin, massMax, outcome.id);
  outcome.mass = dust;
}
