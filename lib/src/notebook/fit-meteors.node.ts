import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import { dynestyFilesIn, dynestyNotices } from "./event-folder/dynesty-notices.node";
import { folderOfEvent } from "./event-folder/event-folder.node";
import { fitEvent, notBegun } from "./event-folder/fit-event.node";
import { MeteorBatch } from "./meteor-batch";
import { findEvents } from "./meteor-input/find-events.node";
import type { MeteorOptions } from "./meteor-input/open-event.node";
import { noEvent } from "./meteor-input/open-meteor.node";
import { openPrior } from "./prior.node";
import type { FitOptions } from "./run-fit.node";

/** Options of {@link fitMeteors}: those of a fit, which data count, priors, and what is written where. */
export interface FitMeteorsOptions
  extends Omit<FitOptions, "folder" | "runName" | "label">,
    Pick<MeteorOptions, "all" | "pickPos" | "addNoise"> {
  /** Folder below which each event gets its own. Default the folder of its files; the common one of several. */
  outputDir?: string;
  /** Prior file or name of a shipped prior. Default the `.prior` beside the data, else the built-in one. */
  prior?: string;
  /** The same of an extraprior. Default the `.extraprior` beside the data, else none. */
  extraprior?: string;
  /** Do not fit: draw the data, or the present state of a run, which goes on undisturbed. */
  plot?: boolean;
  /** Make the backup of the posterior and its bands, which take a run of the model per sample. Default true. */
  backup?: boolean;
}

/**
 * Fits the erosion model to all meteors among files and folders, one after the other, each in a folder of its own. What
 * fails leaves `log_error_<event>.txt` there, and the others go on. Called again, it goes on where it was.
 *
 * @param inputs folders, which are searched for trajectory pickles to any depth; trajectory pickles; JSON of observations
 *   or of simulated meteors. Several in one text are separated by commas
 * @param options of the fits; `fresh` begins new runs beside the earlier ones
 * @returns what became of each event, which draws itself as a table
 * @throws {NightbookError} `INPUT_EMPTY` when there is nothing to fit, and when a prior that is named cannot be read
 *
 * @example
 * ```ts
 * import { mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { fitting } from "nightbook";
 *
 * const outputDir = mkdtempSync(join(tmpdir(), "meteors-"));
 * const batch = await fitting.meteors("notebooks/data/meteor", { outputDir, plot: true });
 * batch.events[0].state; // => "plotted"
 * ```
 */
export async function fitMeteors(
  inputs: string | readonly string[],
  options: FitMeteorsOptions = {},
): Promise<MeteorBatch> {
  const { prior, extraprior, signal, onNotice = () => {} } = options;
  // A prior that is named and cannot be read is a mistake of the call, not of each event.
  if (prior !== undefined || extraprior !== undefined) openPrior(prior ?? "default", { extra: extraprior });
  const { events, notices, dynestyFiles } = findEvents(inputs);
  const inFolders = events.flatMap((event) => dynestyFilesIn(folderOfEvent(event, options.outputDir)));
  const checkpoints = new Map([...dynestyFiles, ...inFolders].map((path) => [resolve(path), path]));
  for (const notice of [...notices, ...dynestyNotices([...checkpoints.values()])]) onNotice(notice);
  if (events.length === 0) throw noEvent({ path: typeof inputs === "string" ? inputs : inputs.join(", ") });
  const seed = options.seed ?? randomInt(2 ** 32);
  const outcomes = [];
  for (const [i, event] of events.entries()) {
    const place = `${i + 1} of ${events.length}`;
    outcomes.push(
      signal?.aborted ? notBegun(event, options) : await fitEvent(event, options, { drawnSeed: seed, place }),
    );
  }
  return new MeteorBatch(outcomes);
}
