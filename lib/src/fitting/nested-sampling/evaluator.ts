import type { RemoteCores } from "../../core/progress";
import type { StopSignal } from "./model";

/** A likelihood call that threw or returned no number; the point counts as `-Infinity`. */
export interface LikelihoodFailure {
  /** What went wrong, in one line. */
  readonly reason: string;
  /** The parameter vector; NaN where the prior transform itself failed. */
  readonly parameters: Float64Array;
  /** True when the call was ended because it took too long. */
  readonly timedOut?: true;
}

/** Answer to a batch of `n` points. */
export interface Evaluations {
  /** Parameter vectors, shape `[n, ndim]`. */
  readonly v: Float64Array;
  /** Log-likelihoods, shape `[n]`; finite or `-Infinity`. */
  readonly logl: Float64Array;
  /** Derived quantities, shape `[n, nderived]`; NaN where a point failed. */
  readonly derived: Float64Array;
  readonly failures: readonly LikelihoodFailure[];
}

/** Names of the samplers that move a live point by a Markov chain inside the contour. */
export type ChainSampler = "rslice" | "slice" | "rwalk";

/** A Markov chain inside a likelihood contour: a pure function of these fields and the model. */
export interface ChainTask {
  readonly sampler: ChainSampler;
  /** Key of the random numbers. */
  readonly key: readonly [number, number];
  /** Counter of the random numbers: stage, round and point. */
  readonly counter: readonly [number, number, number];
  /** Where it starts, shape `[ndim]`, in the unit cube and above the contour. */
  readonly start: Float64Array;
  readonly startLogl: number;
  /** Columns are the axes of the proposal, shape `[ndim, ndim]`, row-major. */
  readonly axes: Float64Array;
  readonly scale: number;
  /** The contour: every accepted point lies above it. */
  readonly loglstar: number;
  /** Slices (`rslice`), sweeps over all axes (`slice`) or steps (`rwalk`). */
  readonly steps: number;
}

/** Where a chain ended. */
export interface ChainOutcome {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly logl: number;
  /** Derived quantities where it ended, shape `[nderived]`; NaN when it did not move. */
  readonly derived: Float64Array;
  /** Likelihood calls spent. */
  readonly calls: number;
  /** False when every step was refused, so that the end is the start. */
  readonly moved: boolean;
  /** Slice samplers: times the interval grew. Random walk: accepted steps. */
  readonly grown: number;
  /** Slice samplers: times the interval shrank. Random walk: refused steps. */
  readonly shrunk: number;
  readonly failures: readonly LikelihoodFailure[];
}

/**
 * Computes likelihoods: in this thread, in worker threads, or on other machines. Answers come in the
 * order of the questions and do not depend on how many hands worked on them.
 */
export interface Evaluator {
  readonly parameters: readonly string[];
  /** Names of the derived quantities; empty when there are none. */
  readonly derived: readonly string[];
  /** Indices of periodic parameters: coordinates 0 and 1 of the unit cube are the same place. */
  readonly wrapped: readonly number[];
  /** How many computations go on at the same time; for the display only. */
  readonly workers: number;
  /** Those of them on other machines; for the display only. */
  readonly remote?: readonly RemoteCores[];
  /**
   * Log-likelihoods of points of the unit cube.
   * @param u shape `[n, ndim]`
   * @param signal when it is aborted, the promise may reject and the answer is not waited for
   */
  evaluate(u: Float64Array, signal?: StopSignal): Promise<Evaluations>;
  /** Whole Markov chains, each one in one place because its steps follow from each other. */
  chains(tasks: readonly ChainTask[], signal?: StopSignal): Promise<ChainOutcome[]>;
}
