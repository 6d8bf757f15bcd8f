import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import { failureLines } from "../failure-lines";
import type { FitMeteorsOptions } from "../fit-meteors.node";
import type { EventOutcome } from "../meteor-batch";
import type { FoundEvent } from "../meteor-input/find-events.node";
import { resultsPlace } from "../meteor-products/write-products.node";
import { MeteorResult } from "../meteor-result.node";
import { runSuffix, runsIn } from "../run-folder/run-name.node";
import { removeErrorLog, writeErrorLog } from "./error-log.node";
import { folderOfEvent } from "./event-folder.node";
import { type PreparedEvent, prepareEvent } from "./prepare-event.node";
import { writeStartFiles } from "./start-files.node";
import { stateOfRun } from "./state-of-run.node";

/** Where an event stands in the row of all. */
export interface Turn {
  /** Seed for what has none yet. */
  readonly drawnSeed: number | string;
  /** For people: `2 of 5`. */
  readonly place: string;
}

/** What is known of an event of which nothing is known. */
const nothingKnown = {
  results: null,
  errorLog: null,
  reasons: [],
  seed: null,
  engine: null,
  logz: null,
  logzerr: null,
  ncall: null,
  n_effective: null,
} as const;

/** What a fit adds to that. */
type Achieved = Pick<EventOutcome, "state"> & Partial<EventOutcome>;

/** An event whose turn never came. */
export function notBegun(event: FoundEvent, { outputDir }: FitMeteorsOptions): EventOutcome {
  return { event: event.name, state: "pending", folder: folderOfEvent(event, outputDir), ...nothingKnown };
}

/** Fits one event in its folder, or draws it; never throws: a failure goes to the event's error log. */
export async function fitEvent(found: FoundEvent, options: FitMeteorsOptions, turn: Turn): Promise<EventOutcome> {
  const folder = folderOfEvent(found, options.outputDir);
  const event = found.name;
  try {
    const { state, ...known } = await fitInFolder(found, folder, options, turn);
    if (state === "done") removeErrorLog(folder, event);
    return { event, state, folder, ...nothingKnown, ...known };
  } catch (error) {
    return { event, state: "failed", folder, ...nothingKnown, ...told(error, found, folder) };
  }
}

/** Writes down why an event failed; when that fails, too, both is told. */
function told(error: unknown, { name, inputs }: FoundEvent, folder: string) {
  const reasons = failureLines(error);
  const paths = inputs.map(({ path }) => path);
  try {
    return { reasons, errorLog: writeErrorLog(folder, name, error, paths) };
  } catch (unwritable) {
    return { reasons: [...reasons, ...failureLines(unwritable)] };
  }
}

async function fitInFolder(
  found: FoundEvent,
  folder: string,
  options: FitMeteorsOptions,
  { drawnSeed, place }: Turn,
): Promise<Achieved> {
  const { onNotice = () => {}, plot = false } = options;
  const { name: event, solutions } = found;
  const prepared = prepareEvent(found, folder, options, drawnSeed);
  const { fit, run, seed, fitting, sampling, warnings, settings } = prepared;
  const free = fit.resolved.variables.length;
  onNotice(`${event} (${place}): ${free} free variables, prior ${fit.prior.name}, seed ${seed}`);
  for (const warning of warnings) onNotice(`Warning: ${warning}`);
  const keepLog = plot && runsIn(folder, event).length > 0;
  await writeStartFiles({ fit, folder, run, solutions, settings, warnings, keepLog });
  if (plot) {
    const state = await stateOfRun(fit, folder, run, sampling);
    if (state === null) return { state: "plotted", seed };
    const soFar = new MeteorResult(fit, state.nested, state.configuration);
    return { state: "plotted", ...(await finish(soFar, prepared, found, folder, options)) };
  }
  const result = await fit.run({ ...fitting, seed, folder, runName: run, label: event });
  const { outcome, warnings: doubts } = result.nested.diagnostics;
  for (const doubt of doubts) onNotice(`Warning: ${doubt}`);
  if (outcome === "stopped") return { state: "stopped", ...figures(result.nested) };
  return { state: "done", ...(await finish(result, prepared, found, folder, options)) };
}

/** Writes the products of a result. Only a run that has ended makes a backup. */
async function finish(
  result: MeteorResult,
  { fit, run }: PreparedEvent,
  { solutions }: FoundEvent,
  folder: string,
  { backup = true, plot = false, cores, onNotice = () => {} }: FitMeteorsOptions,
): Promise<Partial<EventOutcome>> {
  const place = { folder, event: run.stem, suffix: runSuffix(run) };
  const { truths } = fit.meteor;
  onNotice(`${place.event}: Writing the results of ${result.nested.logl.length} samples`);
  await result.writeProducts(folder, { ...place, truths, solutions, cores, backup: backup && !plot, bands: backup });
  return { ...figures(result.nested), results: resultsPlace(place).folder };
}

function figures(nested: NestedSamplingResult): Partial<EventOutcome> {
  const { engine, seed, diagnostics } = nested;
  const { logz, calls, nEffective } = diagnostics;
  return { engine, seed, logz: logz.value, logzerr: logz.error, ncall: calls, n_effective: nEffective };
}
