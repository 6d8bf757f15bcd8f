import { join } from "node:path";
import { NightbookError } from "../../core/errors";
import { type LedgerConfiguration, ledgerConfiguration, type RunOptions } from "../../fitting/nested-sampling";
import { differences } from "../../fitting/nested-sampling/ledger/ledger-configuration";
import type { MeteorFit } from "../meteor-fit.node";
import { configurationOfRun } from "../run-folder/run-folder.node";
import { nextRun, type RunName, runFiles, runsIn } from "../run-folder/run-name.node";

/** What decides which run of an event is meant. */
export interface RunWish {
  readonly folder: string;
  readonly event: string;
  /** Begin a new run. */
  readonly fresh?: boolean;
  /** Only look at a run, whatever its seed and its other options. */
  readonly plot?: boolean;
  /** Options of the sampler; a seed that is left out may be any. */
  readonly sampling: Omit<RunOptions, "seed"> & { seed?: RunOptions["seed"] };
}

/**
 * The run of an event that is meant: with `fresh` the next one; else the newest that was begun with this data, this prior
 * and these options; else, in a folder without runs, the first.
 *
 * @throws {NightbookError} `LEDGER_OTHER_FIT` when all runs are of other fits
 */
export function chooseRun(fit: MeteorFit, { folder, event, fresh, plot, sampling }: RunWish): RunName {
  if (fresh && !plot) return nextRun(folder, event);
  const runs = runsIn(folder, event);
  let newest: string[] | undefined;
  for (const run of runs) {
    const then = configurationOfRun(folder, run);
    const different = then === null ? [] : differences(configurationNow(fit, plot ? undefined : sampling, then), then);
    if (different.length === 0) return run;
    newest ??= different;
  }
  if (newest === undefined) return { stem: event, number: 0 };
  throw new NightbookError(`The run here is of another fit: ${newest.join("; ")}`, {
    code: "LEDGER_OTHER_FIT",
    place: { path: join(folder, runFiles(runs[0]).ledger) },
    hint: "Use another folder, go on with what the run was begun with, or start anew with --new",
  });
}

/** What the run would be begun with now; without options those that it has. */
function configurationNow(
  fit: MeteorFit,
  sampling: RunWish["sampling"] | undefined,
  then: LedgerConfiguration,
): LedgerConfiguration {
  const shape = { parameters: fit.resolved.variables, derived: [], wrapped: [] };
  const { model, parameters, ...now } = ledgerConfiguration(
    shape,
    { ...sampling, seed: sampling?.seed ?? then.seed },
    fit.identity(),
  );
  return sampling === undefined ? { ...then, model, parameters } : { ...now, model, parameters };
}
