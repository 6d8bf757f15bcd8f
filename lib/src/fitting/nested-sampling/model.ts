/**
 * What is fitted: a prior, given as a map from the unit cube, and a likelihood.
 * Both must be pure functions: the same argument gives the same answer, in any thread.
 */
export interface Model {
  /** Names of the parameters; their number is the dimension. */
  readonly parameters: readonly string[];
  /** Point of the unit cube, shape `[ndim]`, to parameter vector, shape `[ndim]`. */
  priorTransform(u: Float64Array): ArrayLike<number>;
  /** Natural logarithm of the likelihood of a parameter vector; `-Infinity` where it vanishes. */
  logLikelihood(parameters: Float64Array): number;
}

/** The part of an `AbortSignal` that a run looks at. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener?(type: "abort", listener: () => void): void;
  removeEventListener?(type: "abort", listener: () => void): void;
}
