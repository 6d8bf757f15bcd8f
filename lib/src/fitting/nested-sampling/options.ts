import type { FitStatus } from "../../core/progress";
import type { StopSignal } from "./model";

/**
 * `importance`: exploration by shrinking bounds, then independent draws from a frozen proposal, from which evidence
 * and posterior follow. `static`: nested sampling in one pass with a constant number of live points. `dynamic`: the
 * same with further batches where the posterior is.
 */
export const engines = ["importance", "static", "dynamic"] as const;

/** One of {@link engines}. */
export type Engine = (typeof engines)[number];

/** How the region above a contour is enclosed: not at all, by one ellipsoid, by a union of ellipsoids. */
export type BoundKind = "none" | "single" | "multi";

/**
 * How a new point above the contour is found. `unif`: uniform draws from the bound, rejected below the
 * contour. `slice`: sweeps of slice sampling along the bound's principal axes. `rslice`: slices along random
 * directions, which is what DynestyMetSim uses. `rwalk`: random walk. `auto`: `unif` below ten dimensions as
 * long as it is cheaper than slices, else `slice` with two sweeps, which forgets its start sooner than as
 * many slices along random directions.
 */
export type SamplerKind = "auto" | "unif" | "rslice" | "slice" | "rwalk";

/** Options of {@link run}. Everything but the last block determines the result. */
export interface RunOptions {
  /** Default `"importance"`. Options that it does not have are not used, and the result warns of them. */
  engine?: Engine;
  /** A whole number from 0 to 2^53 − 1, or any text. */
  seed: number | string;
  /** Live points of the base run, default 500; of each exploration of the importance engine, default by dimension. */
  nlive?: number;
  /** Live points of a batch of the dynamic engine. Default `nlive`. */
  nliveBatch?: number;
  /** Wanted effective sample size (Kish) of the dynamic and the importance engine. Default 10 000. */
  nEffective?: number;
  /** Wanted error of the log-evidence of the importance engine. Default 0.1. */
  logzError?: number;
  /** Independent explorations of the importance engine, whose proposals are joined. Default 2. */
  explorations?: number;
  /** The base run ends when the live points could raise the log-evidence by no more than this. Default 0.01. */
  dlogz?: number;
  /** Most likelihood calls; the run then ends with what it has. Default no limit. */
  maxCalls?: number;
  /** Most batches of the dynamic engine, besides a look beyond the end of its base run; 0 leaves that out, too. Default no limit. */
  maxBatches?: number;
  /** Default `"multi"`. */
  bound?: BoundKind;
  /** Default `"auto"`. */
  sample?: SamplerKind;
  /** Slices of an `rslice` chain, default `3 + ndim`; sweeps over all axes of a `slice` chain, default 3, in `auto` 2. */
  slices?: number;
  /** Steps of an `rwalk` chain. Default `20 + ndim`. */
  walks?: number;
  /** Least factor by which the volume of a bounding ellipsoid is enlarged. Default 1.25. */
  enlarge?: number;
  /** Points or chains proposed together, from one state of the live points. Default `nlive / 32`, at least 4. */
  queueSize?: number;

  /** Most seconds by the clock `now`; the run then ends with what it has. Default no limit. */
  maxSeconds?: number;
  /** Identity of the fit in its status messages. Default `"fit"`. */
  id?: string;
  /** Name of the fit in its status messages. Default `"fit"`. */
  label?: string;
  /** Receives a full status a few times a second, at each change of phase, and at the end. */
  onProgress?: (status: FitStatus) => void;
  /** Aborting it ends the run after the current step; what was sampled so far is the result. */
  signal?: StopSignal;
  /** Lets other work of this thread have its turn; awaited every 20 ms by `now` when the likelihood is computed here. */
  yieldNow?: () => Promise<void>;
  /** Clock in milliseconds since 1970. Without one, times are 0 and the status comes every `nlive` points. */
  now?: () => number;
}
