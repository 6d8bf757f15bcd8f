import type { Constants } from "../constants";
import { flyAlone } from "./fly-alone";
import { type Implementation, workspaceOf } from "./implementation";
import { positiveNumber } from "./readers";
import { columnOf as at, type ResultColumns } from "./result-columns";
import { Run, type RunLimits } from "./run";
import { runFailure } from "./run-failure";
import { tick } from "./tick";
import { type Wake, WakeRecorder } from "./wake";

/** What to do in a run besides following its fragments. */
export interface RunOptions extends Partial<RunLimits> {
  /** Take wakes. Default `false`. */
  wake?: boolean;
  /** Count electrons. Default `false`, which leaves their column at 0. */
  electrons?: boolean;
  /** What moves the grains. Default WebAssembly where it can be had. */
  implementation?: Implementation;
}

/** A run that has ended. */
export interface CompletedRun {
  run: Run;
  results: ResultColumns;
  wakes: Wake[];
}

const defaultLimits: RunLimits = { maxSteps: 500_000, maxFragments: 500_000, maxFragmentSteps: 100_000_000 };

/**
 * Follows a meteoroid from its start until nothing moves any more.
 *
 * @param constants complete and checked; the run writes its outputs into them
 * @param options limits and what is wanted
 */
export function completeRun(constants: Constants, options: RunOptions): CompletedRun {
  const workspace = workspaceOf(options.implementation);
  const run = new Run(constants, limitsOf(options), workspace, options.electrons ?? false);
  const wakes = options.wake ? new WakeRecorder(constants) : null;
  const { results } = workspace;
  while (constants.n_active > 0) {
    if (wakes === null) flyAlone(run, results);
    checkLimits(run);
    tick(run, results.row, wakes);
    const mainHeight = results.row[at.main_height];
    if (mainHeight > 0) constants.main_bottom_ht = Math.min(constants.main_bottom_ht, mainHeight);
    results.append();
  }
  return { run, results, wakes: wakes?.wakes ?? [] };
}

function limitsOf(options: Partial<RunLimits>): RunLimits {
  const limit = (name: keyof RunLimits) => positiveNumber(options[name] ?? defaultLimits[name], name);
  return {
    maxSteps: limit("maxSteps"),
    maxFragments: limit("maxFragments"),
    maxFragmentSteps: limit("maxFragmentSteps"),
  };
}

function checkLimits({ constants: c, limits, steps, fragmentSteps }: Run): void {
  if (steps >= limits.maxSteps) {
    throw runFailure("UNBOUNDED", `${c.n_active} fragments still move after ${steps} steps of ${c.dt} s`);
  }
  if (fragmentSteps >= limits.maxFragmentSteps) {
    throw runFailure(
      "UNBOUNDED",
      `${c.n_active} fragments still move after ${fragmentSteps} steps of single fragments`,
    );
  }
}
