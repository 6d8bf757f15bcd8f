import { join } from "node:path";
import { NightbookError } from "../../core/errors";
import {
  type Evaluator,
  memoryStore,
  type NestedSamplingResult,
  type RunOptions,
  recordedRun,
} from "../../fitting/nested-sampling";
import { exists, readInput } from "../files.node";
import type { MeteorFit } from "../meteor-fit.node";
import { configurationOfRun, posteriorOfFile } from "../run-folder/run-folder.node";
import { type RunName, runFiles } from "../run-folder/run-name.node";

/**
 * Where a run stands, running or not, without disturbing it: its result when it has one, else what its ledger gives when
 * it is gone through again in memory; null when that is not enough for a result yet.
 *
 * @param ending when the run is to end: `nEffective`, `maxCalls`, …
 * @throws {NightbookError} `LEDGER_OTHER_FIT` when the run is of another fit, and as reading a ledger does
 */
export async function stateOfRun(
  fit: MeteorFit,
  folder: string,
  run: RunName,
  ending: Omit<RunOptions, "seed">,
): Promise<NestedSamplingResult | null> {
  const files = runFiles(run);
  if (exists(join(folder, files.result))) return posteriorOfFile(join(folder, files.result));
  const begun = configurationOfRun(folder, run);
  if (begun === null) return null;
  const store = memoryStore(readInput(join(folder, files.ledger)).bytes);
  const stop = new AbortController();
  const options = { ...ending, ...begun.options, engine: begun.engine, seed: begun.seed, signal: stop.signal };
  try {
    const evaluator = silent(fit.resolved.variables, () => stop.abort());
    return await recordedRun(evaluator, options as RunOptions, store, fit.identity());
  } catch (error) {
    if (error instanceof NightbookError) throw error;
    // Stopped before there was anything to conclude from.
    return null;
  }
}

/** Answers nothing: whoever asks it is at the end of what was recorded. */
function silent(parameters: readonly string[], whenAsked: () => void): Evaluator {
  const never = <T>(): Promise<T> => {
    whenAsked();
    return new Promise<T>(() => {});
  };
  return { parameters, derived: [], wrapped: [], workers: 1, evaluate: () => never(), chains: () => never() };
}
