import { randomInt } from "node:crypto";
import { join } from "node:path";
import { isNightbookError } from "../../core/errors";
import {
  type Evaluator,
  ledgerConfiguration,
  type ModelIdentity,
  type NestedSamplingResult,
  type RunOptions,
  recordedRun,
  run,
} from "../../fitting/nested-sampling";
import { circumstances } from "../products.node";
import { posteriorJson } from "./posterior-json";
import { configurationOfRun, RunFolder } from "./run-folder.node";
import { newestRun, nextRun, type RunName, runFiles } from "./run-name.node";

/** Where a run is kept. */
export interface RunFolderOptions {
  /** Folder of the run: the same call again goes on where it was, also after a kill. Without one nothing is written. */
  folder?: string;
  /** Starts anew in a folder that holds a run, which stays as it is; the files of the new one bear `_n1`, `_n2`, … */
  fresh?: boolean;
  /** Which run of the folder is meant. Default the newest, and the next free one with `fresh`. */
  runName?: RunName;
}

/** The run that is meant; undefined without a folder. */
export function chosenRun({ folder, fresh, runName }: RunFolderOptions): RunName | undefined {
  if (folder === undefined) return undefined;
  return runName ?? (fresh ? nextRun(folder) : newestRun(folder));
}

/** What is fitted. */
export interface RunSubject {
  /** For `status.json`. */
  readonly kind: "meteor" | "model";
  readonly model: ModelIdentity;
  /** Parameters of which the sampler sees log10; for the display only. */
  readonly logarithmic?: readonly string[];
  /** Files that went in, for the record of the circumstances. */
  readonly inputs: readonly { readonly path: string }[];
}

/**
 * The seed of a run: the one that is asked for, else that of the run in the folder, else a new one.
 */
export function seedOfRun(seed: number | string | undefined, place: RunFolderOptions): number | string {
  if (seed !== undefined) return seed;
  const name = chosenRun(place);
  const stored = name === undefined || place.folder === undefined ? null : configurationOfRun(place.folder, name);
  return stored?.seed ?? randomInt(2 ** 32);
}

/**
 * A run that is kept in a folder: ledger, status and result.
 *
 * @param evaluator computes the likelihoods
 * @param options as for `run`
 * @param place folder, and which of its runs, or whether to start anew there; without a folder nothing is written
 * @param subject what is fitted
 */
export async function runInFolder(
  evaluator: Evaluator,
  options: RunOptions,
  place: RunFolderOptions,
  { kind, model, inputs }: RunSubject,
): Promise<NestedSamplingResult> {
  const path = place.folder;
  const name = chosenRun(place);
  if (path === undefined || name === undefined) return run(evaluator, options);
  const folder = await RunFolder.open(path, kind, name);
  try {
    const onProgress: RunOptions["onProgress"] = (status) => {
      folder.status(status);
      options.onProgress?.(status);
    };
    const result = await recordedRun(evaluator, { ...options, onProgress }, folder.store, model);
    if (result.diagnostics.outcome !== "stopped") {
      const { nEffective, logzError, maxCalls, maxBatches } = options;
      const end = JSON.parse(JSON.stringify({ nEffective, logzError, maxCalls, maxBatches }));
      const configuration = { ...ledgerConfiguration(evaluator, options, model), end };
      folder.writeResult(posteriorJson(result, configuration), circumstances(inputs, { timings: result.timings }));
    }
    return result;
  } catch (error) {
    throw isNightbookError(error) && error.code.startsWith("LEDGER_")
      ? error.at({ path: join(path, runFiles(name).ledger) })
      : error;
  } finally {
    await folder.close();
  }
}
