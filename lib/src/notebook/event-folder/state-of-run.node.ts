import { join } from "node:path";
import { isNightbookError } from "../../core/errors";
import {
  type Evaluator,
  memoryStore,
  type NestedSamplingResult,
  type RunOptions,
  recordedRun,
} from "../../fitting/nested-sampling";
import { exists, readInput } from "../files.node";
import type { FitConfiguration } from "../fit-result.node";
import type { MeteorFit } from "../meteor-fit.node";
import { configurationOfRun, resultInFile } from "../run-folder/run-folder.node";
import { type RunName, runFiles } from "../run-folder/run-name.node";

/** Samples and evidence so far, and the options that led to them. */
export interface RunState {
  readonly nested: NestedSamplingResult;
  readonly configuration: FitConfiguration;
}

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
): Promise<RunState | null> {
  const files = runFiles(run);
  const resultFile = join(folder, files.result);
  const begun = configurationOfRun(folder, run);
  if (begun === null) return null;
  const configuration = { ...ending, engine: begun.engine as RunOptions["engine"], ...begun.options };
  const finished = () => {
    const { result, configuration: ended } = resultInFile(resultFile);
    return { nested: result, configuration: { engine: configuration.engine, ...ended.options, ...ended.end } };
  };
  if (exists(resultFile)) return finished();
  const store = memoryStore(readInput(join(folder, files.ledger)).bytes);
  const stop = new AbortController();
  const evaluator = silent(fit.resolved.variables, () => stop.abort());
  const options = { ...configuration, seed: begun.seed, signal: stop.signal };
  const nested = await recordedRun(evaluator, options, store, fit.identity()).catch(nothingYet);
  // The run may have ended meanwhile.
  if (exists(resultFile)) return finished();
  return nested?.importanceWeights().some((weight) => weight > 0) ? { nested, configuration } : null;
}

/** A run that is stopped before there is anything to conclude from fails. */
function nothingYet(error: unknown): null {
  if (isNightbookError(error) && error.code.startsWith("LEDGER_")) throw error;
  return null;
}

/** Answers nothing: whoever asks it is at the end of what was recorded. */
function silent(parameters: readonly string[], whenAsked: () => void): Evaluator {
  const never = <T>(): Promise<T> => {
    whenAsked();
    return new Promise<T>(() => {});
  };
  return { parameters, derived: [], wrapped: [], workers: 1, evaluate: () => never(), chains: () => never() };
}
