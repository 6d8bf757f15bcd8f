import { issueLine } from "../failure-lines";
import type { FitMeteorsOptions } from "../fit-meteors.node";
import { MeteorFit } from "../meteor-fit.node";
import type { FoundEvent } from "../meteor-input/find-events.node";
import { openEvent } from "../meteor-input/open-event.node";
import type { FitOptions } from "../run-fit.node";
import { configurationOfRun } from "../run-folder/run-folder.node";
import { newestRun, type RunName } from "../run-folder/run-name.node";
import { candidatePriors, firstThatFits } from "./candidate-priors.node";
import { chooseRun } from "./choose-run.node";

/** Everything that is settled of an event before its files are written. */
export interface PreparedEvent {
  readonly fit: MeteorFit;
  readonly run: RunName;
  readonly seed: number | string;
  /** Options of the fit. */
  readonly fitting: FitOptions;
  /** Those of them that go to the sampler. */
  readonly sampling: Omit<FitOptions, "seed">;
  /** What the prior warns of. */
  readonly warnings: readonly string[];
  /** For the log: what was asked for. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Opens an event and its prior, and settles which run is meant.
 *
 * @param drawnSeed seed for a run that has none yet
 * @throws {NightbookError} whatever is wrong with data, prior or the runs in the folder
 */
export function prepareEvent(
  found: FoundEvent,
  folder: string,
  options: FitMeteorsOptions,
  drawnSeed: number | string,
): PreparedEvent {
  const { outputDir: _o, prior: _p, extraprior: _e, backup: _b, all, pickPos, addNoise, ...others } = options;
  const { plot, fresh, ...fitting } = others;
  const { cores: _c, queue: _q, queueWait: _w, insecure: _i, onNotice = () => {}, seed: wanted, ...sampling } = fitting;
  const event = found.name;
  const stored = fresh && !plot ? undefined : configurationOfRun(folder, newestRun(folder, event))?.seed;
  const likelySeed = wanted ?? stored ?? drawnSeed;
  const isMeasured = found.records.length > 0;
  if (isMeasured && addNoise) onNotice(`${event}: Noise is only added to simulated meteors; this one was measured.`);
  const meteor = openEvent(found, { all, pickPos, addNoise: isMeasured ? false : addNoise, seed: likelySeed });
  const wish = { folder, event, fresh, plot, sampling: { ...sampling, seed: wanted } };
  const { fit, run } = firstThatFits(candidatePriors(found, folder, options), (prior) => {
    const fit = new MeteorFit(meteor, prior);
    return { fit, run: chooseRun(fit, wish) };
  });
  const seed = wanted ?? configurationOfRun(folder, run)?.seed ?? likelySeed;
  const { issues } = fit.prior.resolutionFor(fit.observation);
  const warnings = issues.filter(({ severity }) => severity === "warning").map(issueLine);
  const { engine, nlive, nEffective, maxCalls } = options;
  const settings = { seed, engine, nlive, n_effective: nEffective, max_calls: maxCalls, ...meteor.options };
  return { fit, run, seed, fitting, sampling, warnings, settings };
}
