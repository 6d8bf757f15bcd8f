import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import { failureLines, issueLine } from "../failure-lines";
import type { FitMeteorsOptions } from "../fit-meteors.node";
import type { EventOutcome } from "../meteor-batch";
import { MeteorFit } from "../meteor-fit.node";
import { firstBeside } from "../meteor-input/beside-data.node";
import type { FoundEvent } from "../meteor-input/find-events.node";
import { openEvent } from "../meteor-input/open-event.node";
import { resultsPlace } from "../meteor-products/write-products.node";
import { MeteorResult } from "../meteor-result.node";
import { openPrior, type Prior } from "../prior.node";
import { configurationOfRun } from "../run-folder/run-folder.node";
import { newestRun, runSuffix, runsIn } from "../run-folder/run-name.node";
import { chooseRun } from "./choose-run.node";
import { removeErrorLog, writeErrorLog } from "./error-log.node";
import { folderOfEvent } from "./event-folder.node";
import { copiedPrior, writeStartFiles } from "./start-files.node";
import { stateOfRun } from "./state-of-run.node";

/** Where an event stands in the row of all. */
export interface Turn {
  /** Seed for what has none yet. */
  readonly drawnSeed: number | string;
  /** For people: `2 of 5`. */
  readonly place: string;
}

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

/** An event whose turn never came. */
export function notBegun(event: FoundEvent, { outputDir }: FitMeteorsOptions): EventOutcome {
  return { event: event.name, state: "pending", folder: folderOfEvent(event, outputDir), ...nothingKnown };
}

/** Fits one event in its folder, or draws it; never throws: a failure goes to the event's error log. */
export async function fitEvent(found: FoundEvent, options: FitMeteorsOptions, turn: Turn): Promise<EventOutcome> {
  const folder = folderOfEvent(found, options.outputDir);
  const event = found.name;
  try {
    const outcome = await fitInFolder(found, folder, options, turn);
    if (outcome.state === "done") removeErrorLog(folder, event);
    const { state, ...known } = outcome;
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
  turn: Turn,
): Promise<Pick<EventOutcome, "state"> & Partial<EventOutcome>> {
  const { outputDir: _o, prior: _p, extraprior: _e, plot, backup, all, pickPos, addNoise, fresh, ...fitting } = options;
  const { onNotice = () => {} } = options;
  const event = found.name;
  const seed = options.seed ?? (fresh && !plot ? undefined : storedSeed(folder, event)) ?? turn.drawnSeed;
  const isMeasured = found.records.length > 0;
  if (isMeasured && addNoise) onNotice(`${event}: Noise is only added to simulated meteors; this one was measured.`);
  const meteor = openEvent(found, { all, pickPos, addNoise: isMeasured ? false : addNoise, seed });
  const prior = priorOf(found, folder, options);
  const fit = new MeteorFit(meteor, prior);
  const warnings = prior
    .resolutionFor(fit.observation)
    .issues.filter(({ severity }) => severity === "warning")
    .map(issueLine);
  const { cores, queue: _q, queueWait: _w, insecure: _i, onNotice: _n, seed: wantedSeed, ...sampling } = fitting;
  const run = chooseRun(fit, { folder, event, fresh, plot, sampling: { ...sampling, seed: wantedSeed } });
  const runSeed = wantedSeed ?? (configurationOfRun(folder, run)?.seed as typeof seed | undefined) ?? seed;

  const free = fit.resolved.variables.length;
  onNotice(`${event} (${turn.place}): ${free} free variables, prior ${prior.name}, seed ${runSeed}`);
  for (const warning of warnings) onNotice(`Warning: ${warning}`);
  const { engine, nlive, nEffective, maxCalls } = options;
  const settings = { seed: runSeed, engine, nlive, n_effective: nEffective, max_calls: maxCalls, ...meteor.options };
  const state = plot ? await stateOfRun(fit, folder, run, sampling) : null;
  await writeStartFiles({ fit, folder, run, settings, warnings, keepLog: state !== null });
  const finish = async (result: MeteorResult) => {
    const suffix = runSuffix(run);
    const { truths } = meteor;
    // The backup belongs to a run that has ended.
    const keep = { backup: backup !== false && !plot, bands: backup !== false };
    onNotice(`${event}: Writing the results of ${result.nested.logl.length} samples`);
    await result.writeProducts(folder, { event, suffix, truths, cores, ...keep });
    return { ...figures(result.nested), results: resultsPlace({ folder, event, suffix }).folder };
  };
  if (plot) {
    if (state === null) return { state: "plotted", seed: runSeed };
    return { state: "plotted", ...(await finish(new MeteorResult(fit, state.nested, state.configuration))) };
  }
  const result = await fit.run({ ...fitting, seed: runSeed, folder, runName: run, label: event });
  for (const warning of result.nested.diagnostics.warnings) onNotice(`Warning: ${warning}`);
  if (result.nested.diagnostics.outcome === "stopped") return { state: "stopped", ...figures(result.nested) };
  return { state: "done", ...(await finish(result)) };
}

function figures(nested: NestedSamplingResult): Partial<EventOutcome> {
  const { engine, seed, diagnostics } = nested;
  const { logz, calls, nEffective } = diagnostics;
  return { engine, seed, logz: logz.value, logzerr: logz.error, ncall: calls, n_effective: nEffective };
}

function storedSeed(folder: string, event: string): number | string | undefined {
  return configurationOfRun(folder, newestRun(folder, event))?.seed;
}

/**
 * The prior of an event: the one that is named, else what lies beside the data, else what an earlier run of the same
 * event was begun with, else the built-in default.
 */
function priorOf(found: FoundEvent, folder: string, { prior, extraprior, fresh }: FitMeteorsOptions): Prior {
  const hasRun = !fresh && runsIn(folder, found.name).length > 0;
  const choose = (named: string | undefined, extension: ".prior" | ".extraprior") => {
    if (named !== undefined) return named;
    const beside = firstBeside(found.places, extension) ?? (hasRun ? firstBeside([folder], extension) : undefined);
    return beside === undefined ? undefined : copiedPrior(beside);
  };
  return openPrior(choose(prior, ".prior") ?? "default", { extra: choose(extraprior, ".extraprior") });
}
