import type { RunOptions } from "./options";

/** The part of the options that determines the result, complete. */
export type ResolvedOptions = Required<
  Pick<
    RunOptions,
    | "engine"
    | "seed"
    | "nlive"
    | "nliveBatch"
    | "nEffective"
    | "dlogz"
    | "maxCalls"
    | "maxBatches"
    | "bound"
    | "sample"
    | "slices"
    | "walks"
    | "enlarge"
    | "queueSize"
  >
>;

/**
 * Fills in the defaults and checks every value. Live points, bounds, samplers with their lengths, the weight of
 * posterior and evidence in the choice of a batch, and the end of a dynamic run are those of dynesty 3. Other are:
 * - `dlogz` of a static run, 0.01 as of a dynamic one. There it rises with `nlive`, to 0.5 at 500 live points.
 * - `sample: "auto"`, which takes slices where uniform draws grow costly; there it is `rwalk` from 10 to 20 dimensions
 *   and `rslice` above. Walks take fewer calls, slices forget their start sooner.
 * - `queueSize`, which there is the number of workers; here no result depends on that.
 * - Ellipsoids reach as far as a point left out would lie, besides `enlarge`; there bootstraps tell for `unif`. They
 *   are renewed when a fifth of the live points is new; there after a number of calls.
 * - A random walk that did not move is no new point; there it is a copy of its start.
 * - Where the base run of a dynamic one ends, a tenth of its live points goes on for seven e-folds of the volume, lest a
 *   narrow peak is missed; that takes 2 to 5 % of the calls.
 * @throws {RangeError} for a value out of range
 */
export function resolveOptions(options: RunOptions, ndim: number): ResolvedOptions {
  if (ndim < 1) throw new RangeError(`A model needs at least one parameter: ${ndim}`);
  const sample = options.sample ?? "auto";
  const nlive = options.nlive ?? 500;
  // Fewer points do not tell the shape of a region.
  const fewest = Math.max(2 * ndim, ndim + 2);
  const resolved: ResolvedOptions = {
    engine: oneOf("engine", options.engine ?? "dynamic", ["static", "dynamic"]),
    seed: options.seed,
    nlive: whole("nlive", nlive, fewest),
    nliveBatch: whole("nliveBatch", options.nliveBatch ?? nlive, fewest),
    nEffective: atLeast("nEffective", options.nEffective ?? Math.max(10_000, ndim * ndim), 0),
    dlogz: atLeast("dlogz", options.dlogz ?? 0.01, Number.MIN_VALUE),
    maxCalls: atLeast("maxCalls", options.maxCalls ?? Number.POSITIVE_INFINITY, 1),
    maxBatches: atLeast("maxBatches", options.maxBatches ?? Number.POSITIVE_INFINITY, 0),
    bound: oneOf("bound", options.bound ?? "multi", ["none", "single", "multi"]),
    sample: oneOf("sample", sample, ["auto", "unif", "rslice", "slice", "rwalk"]),
    slices: whole("slices", options.slices ?? (sample === "rslice" ? 3 + ndim : sample === "slice" ? 3 : 2), 1),
    walks: whole("walks", options.walks ?? 20 + ndim, 1),
    enlarge: atLeast("enlarge", options.enlarge ?? 1.25, 1),
    queueSize: whole("queueSize", options.queueSize ?? Math.max(4, Math.round(nlive / 32)), 1),
  };
  return resolved;
}

function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (!allowed.includes(value)) throw new RangeError(`Option ${name} is not one of ${allowed.join(", ")}: ${value}`);
  return value;
}

function atLeast(name: string, value: number, least: number): number {
  if (!(value >= least)) throw new RangeError(`Option ${name} is not a number from ${least} up: ${value}`);
  return value;
}

function whole(name: string, value: number, least: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Option ${name} is not a whole number: ${value}`);
  return atLeast(name, value, least);
}
