import type { RunOptions } from "../options";

/** The part of the options that determines a result of the importance engine, complete. */
export interface ImportanceOptions {
  readonly engine: "importance";
  readonly seed: number | string;
  readonly nlive: number;
  readonly explorations: number;
  readonly nEffective: number;
  readonly logzError: number;
  readonly maxCalls: number;
}

/** Options of the other engines. */
const foreign = [
  "nliveBatch",
  "dlogz",
  "maxBatches",
  "bound",
  "sample",
  "slices",
  "walks",
  "enlarge",
  "queueSize",
] as const satisfies readonly (keyof RunOptions)[];

/** What to tell of options that this engine does not have, so that nobody believes in their effect. */
export function unusedOptions(options: RunOptions): string[] {
  const given = foreign.filter((name) => options[name] !== undefined);
  if (given.length === 0) return [];
  return [`The engine importance has no ${given.join(", ")}: not used; name the engine dynamic for them`];
}

/** An exploration ends when its live points hold less than this part of the evidence. */
export const liveFraction = 1e-4;

/**
 * Fills in the defaults and checks the values: live points of an exploration 500 up to 5 dimensions, 350 up to 14, and 25
 * per dimension above, two explorations, 10 000 effective samples, an error of the log-evidence of 0.1.
 * @throws {RangeError} for a value out of range
 */
export function importanceOptions(options: RunOptions, ndim: number): ImportanceOptions {
  if (ndim < 1) throw new RangeError(`A model needs at least one parameter: ${ndim}`);
  const nlive = options.nlive ?? Math.max(ndim <= 5 ? 500 : 350, 25 * ndim);
  const explorations = options.explorations ?? 2;
  const nEffective = options.nEffective ?? 10_000;
  const logzError = options.logzError ?? 0.1;
  const maxCalls = options.maxCalls ?? Number.POSITIVE_INFINITY;
  const fewest = 4 * ndim + 8;
  if (!Number.isSafeInteger(nlive) || nlive < fewest) {
    throw new RangeError(`Option nlive is not a whole number from ${fewest} up: ${nlive}`);
  }
  if (!Number.isSafeInteger(explorations) || explorations < 1 || explorations > 16) {
    throw new RangeError(`Option explorations is not a whole number from 1 to 16: ${explorations}`);
  }
  if (!(nEffective >= 0)) throw new RangeError(`Option nEffective is not a number from 0 up: ${nEffective}`);
  if (!(logzError > 0)) throw new RangeError(`Option logzError is not a number above 0: ${logzError}`);
  if (!(maxCalls >= 1)) throw new RangeError(`Option maxCalls is not a number from 1 up: ${maxCalls}`);
  return { engine: "importance", seed: options.seed, nlive, explorations, nEffective, logzError, maxCalls };
}
