import { join } from "node:path";
import { isNightbookError } from "../../core/errors";
import {
  type Evaluator,
  memoryStore,
  type NestedSamplingResult,
  type RunOptions,
  recordedRun,
} from "../../fitting/nested-sampling";
import { nestedSamplingResult } from "../../fitting/nested-sampling/nested-sampling-result";
import { exists, readInput } from "../files.node";
import type { FitConfiguration } from "../fit-result.node";
import type { MeteorFit } from "../meteor-fit.node";
import { configurationOfRun, resultInFile } from "../run-folder/run-folder.node";
import { type RunName, runFiles } from "../run-folder/run-name.node";

/** Fewer effective samples give no 95 % interval. */
const fewEffective = 100;

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
  return nested?.importanceWeights().some((weight) => weight > 0) ? { nested: notEnded(nested), configuration } : null;
}

/** Says of a run that goes on, or can go on, that this is not its end: nobody has stopped it. */
function notEnded(nested: NestedSamplingResult): NestedSamplingResult {
  const { diagnostics } = nested;
  if (diagnostics.outcome !== "stopped") return nested;
  const effective = Math.round(diagnostics.nEffective);
  const message = "The run has not ended: this is where it stands";
  const few = `${effective} effective sample${effective === 1 ? "" : "s"}: intervals and densities are not to be relied on yet`;
  // In place of the engine's word that it was stopped.
  const warnings = diagnostics.warnings.filter((warning) => !warning.startsWith(diagnostics.message ?? "\n"));
  const doubts = effective < fewEffective ? [few, ...warnings] : warnings;
  return nestedSamplingResult({ ...nested, diagnostics: { ...diagnostics, message, warnings: doubts } });
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
