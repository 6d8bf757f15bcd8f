import { dirname, resolve } from "node:path";
import type { FitMeteorsOptions } from "../fit-meteors.node";
import { allIn, firstBeside } from "../meteor-input/beside-data.node";
import type { FoundEvent } from "../meteor-input/find-events.node";
import { openPrior, type Prior } from "../prior.node";
import { runsIn } from "../run-folder/run-name.node";
import { copiedPrior } from "./start-files.node";

type Extension = ".prior" | ".extraprior";

/**
 * The prior of an event: the one that is named, else what lies beside the data, else what earlier runs of the same event
 * were begun with, of which copies are in its folder, else the built-in default. Copies may be several: the first with
 * which a run can go on is meant.
 */
export function candidatePriors(found: FoundEvent, folder: string, options: FitMeteorsOptions): Prior[] {
  const hasRun = !options.fresh && runsIn(folder, found.name).length > 0;
  const choose = (named: string | undefined, extension: Extension): (string | undefined)[] => {
    if (named !== undefined) return [named];
    const beside = firstBeside(found.places, extension);
    const isCopy = beside === undefined || resolve(dirname(beside)) === resolve(folder);
    const paths = hasRun && isCopy ? allIn(folder, extension) : beside === undefined ? [] : [beside];
    const priors = paths.map(copiedPrior);
    // A run may have been begun without an extraprior, but never without a prior.
    const mayLack = priors.length === 0 || (extension === ".extraprior" && hasRun && isCopy);
    return mayLack ? [...priors, undefined] : priors;
  };
  const extras = choose(options.extraprior, ".extraprior");
  return choose(options.prior, ".prior").flatMap((prior) =>
    extras.map((extra) => openPrior(prior ?? "default", { extra })),
  );
}

/** The first candidate that is accepted; when there is none, why the first one is not. */
export function firstThatFits<T>(candidates: readonly Prior[], attempt: (prior: Prior) => T): T {
  let failure: unknown;
  for (const prior of candidates) {
    try {
      return attempt(prior);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
