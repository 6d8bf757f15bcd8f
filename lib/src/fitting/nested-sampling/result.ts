import type { MeanAndCovariance } from "../../core/linalg";
import type { ImportanceRecord } from "./importance/importance-record";
import type { Engine } from "./options";
import type { RunAgreement } from "./transform-run/run-agreement";

/** Data of a nested-sampling result, under dynesty's names. */
export interface NestedSamplingRecord {
  readonly engine: Engine;
  readonly parameters: readonly string[];
  /** Names of the derived quantities in `blob`. */
  readonly derived: readonly string[];
  readonly ndim: number;
  readonly seed: number | string;
  /** Version of the package that made it. */
  readonly version: string;

  /** Log-likelihood of each sample, ascending, shape `[n]`. */
  readonly logl: Float64Array;
  /** Log-likelihood above which each sample was drawn, `-Infinity` for the prior, shape `[n]`. */
  readonly logl_birth: Float64Array;
  /** Iteration at which each sample was drawn, shape `[n]`. */
  readonly samples_it: Int32Array;
  /** Slot of the live set that each sample occupied, shape `[n]`. */
  readonly samples_id: Int32Array;
  /** Number of live points when each sample died, shape `[n]`. */
  readonly samples_n: Int32Array;
  /** Samples in the unit cube, shape `[n, ndim]`, row-major. */
  readonly samples_u: Float64Array;
  /** Samples in sampler coordinates, shape `[n, ndim]`, row-major; the same array as `samples`. */
  readonly samples_v: Float64Array;
  readonly samples: Float64Array;
  /** Iterations; a static run appends its live points to the samples but does not count them here. */
  readonly niter: number;
  /** Likelihood calls that each sample took; they add up to all calls of the run, shape `[n]`. */
  readonly ncall: Int32Array;
  /** Cumulative log-evidence; the last is the result, shape `[n]`. */
  readonly logz: Float64Array;
  /** Cumulative error of the log-evidence, shape `[n]`. */
  readonly logzerr: Float64Array;
  /** Log-weight of each sample; `exp(logwt − logz[n − 1])` is its importance weight, shape `[n]`. */
  readonly logwt: Float64Array;
  /** Samples per likelihood call, percent. */
  readonly eff: number;
  /** Live points of a static run, else null. */
  readonly nlive: number | null;
  /** Log of the prior volume above each sample, shape `[n]`. */
  readonly logvol: Float64Array;
  /** Cumulative information (Kullback-Leibler divergence of posterior from prior), nats, shape `[n]`. */
  readonly information: Float64Array;
  /** The bounding distributions, in order of construction. */
  readonly bound: readonly BoundRecord[];
  /** Bound in force when each sample died, shape `[n]`. */
  readonly bound_iter: Int32Array;
  /** Bound from which each sample was drawn, shape `[n]`. */
  readonly samples_bound: Int32Array;
  /** Batch of each sample; 0 is the base run, shape `[n]`. */
  readonly samples_batch: Int32Array;
  /** Lower and upper contour of each batch, shape `[nbatch, 2]`, row-major. */
  readonly batch_logl_bounds: Float64Array;
  /** Live points of each batch, shape `[nbatch]`. */
  readonly batch_nlive: Int32Array;
  /** Scale of the proposal when each sample was drawn, shape `[n]`. */
  readonly scale: Float64Array;
  /** Derived quantities, shape `[n, nderived]`, row-major; null when there are none. */
  readonly blob: Float64Array | null;
  /** Totals over all Markov chains. */
  readonly proposal_stats: { readonly chains: number; readonly grown: number; readonly shrunk: number };
  /** What only the importance engine knows; null for the others. */
  readonly importance: ImportanceRecord | null;
  readonly diagnostics: Diagnostics;
  /** Clock and machine: everything that may differ between equal runs. */
  readonly timings: Timings;
}

/** A nested-sampling result: its data, and what is usually asked of them. */
export interface NestedSamplingResult extends NestedSamplingRecord {
  /** A few lines for people. */
  summary(): string;
  /** Normalised importance weights, shape `[n]`. */
  importanceWeights(): Float64Array;
  /** Draws of equal weight by systematic resampling, in random order, shape `[n, ndim]`, row-major. */
  samplesEqual(seed: number | string): Float64Array;
  /** Weighted mean, shape `[ndim]`, and covariance, shape `[ndim, ndim]`. */
  meanAndCovariance(): MeanAndCovariance;
  /**
   * Weighted quantiles of one parameter.
   * @param parameter index or name
   * @param probabilities in [0, 1], shape `[k]`
   * @throws {RangeError} when there is no such parameter or a probability is out of range
   */
  quantiles(parameter: number | string, probabilities: readonly number[]): Float64Array;
  /** One sample, shape `[ndim]`; a view, not a copy. */
  sample(index: number): Float64Array;
  /** True for the dynamic engine. */
  isDynamic(): boolean;
  /** The fields that dynesty's results have, and `logl_birth`: nothing that differs between equal runs. */
  asDict(): Record<string, unknown>;
}

/** A bounding distribution: the unit cube, or a union of ellipsoids. */
export type BoundRecord =
  | { readonly kind: "cube" }
  | { readonly kind: "ellipsoids"; readonly centres: readonly Float64Array[]; readonly axes: readonly Float64Array[] };

/** How far a result can be trusted. */
export interface Diagnostics {
  /** How the run ended. */
  readonly outcome: "converged" | "unconverged" | "stopped" | "limit" | "stuck";
  /** The reason in words, when the run did not converge. */
  readonly message: string | null;
  /** Kish effective sample size. */
  readonly nEffective: number;
  /** Log-evidence with its error by three methods. */
  readonly logz: {
    readonly value: number;
    /** Error from the scatter of each shrinkage of the volume; the same as the last of `logzerr`. */
    readonly error: number;
    /** Error from the information gained per step, which is what dynesty reports; too small for dynamic runs. */
    readonly informationError: number;
    /** Mean and standard deviation over simulated shrinkages of the volume. */
    readonly simulatedMean: number;
    readonly simulatedError: number;
  };
  /** Kolmogorov-Smirnov p-values of the insertion ranks: all of them, and the worst stretch corrected for their number. */
  readonly insertionRanks: { readonly count: number; readonly pValue: number; readonly worstStretch: number };
  /**
   * How much of their starts the Markov chains still show at their ends, from 0 to 1, along the direction where it is
   * most; left out when there were none. Near 1 they are too short, or each stays in one of several modes.
   */
  readonly chainMemory?: number;
  /** Part of the prior where the likelihood does not vanish, and the relative error of that estimate. */
  readonly feasible: { readonly fraction: number; readonly relativeError: number; readonly draws: number };
  /** Likelihood calls. */
  readonly calls: number;
  /** Calls that threw or returned no number. */
  readonly failures: number;
  /** Of merged runs: how well their log-evidences agree. */
  readonly merged?: RunAgreement;
  readonly warnings: readonly string[];
}

/** Clock and machine of a run. */
export interface Timings {
  readonly startedAt: number;
  readonly elapsed: number;
  readonly workers: number;
}
