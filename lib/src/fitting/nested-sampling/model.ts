/** A log-likelihood together with the derived quantities at the same place. */
export interface LikelihoodWithDerived {
  readonly logl: number;
  /** Values of the derived quantities, in the order of their names. */
  readonly derived: ArrayLike<number>;
}

/** What can be known of a model without computing anything. */
export interface ModelShape {
  /** Names of the parameters; their number is the dimension. */
  readonly parameters: readonly string[];
  /** Names of derived quantities, which the likelihood then gives beside its value. */
  readonly derived?: readonly string[];
  /** Names of periodic parameters: coordinates 0 and 1 of the unit cube are the same place. */
  readonly wrapped?: readonly string[];
  /**
   * Groups of names of exchangeable parameters with one prior. Within a group the coordinates that
   * `priorTransform` sees ascend, so that each set of values is counted once.
   */
  readonly ordered?: readonly (readonly string[])[];
}

/**
 * What is fitted: a prior, given as a map from the unit cube, and a likelihood.
 * Both must be pure functions: the same argument gives the same answer, in any thread.
 */
export interface Model extends ModelShape {
  /** Point of the unit cube, shape `[ndim]`, to parameter vector, shape `[ndim]`. */
  priorTransform(u: Float64Array): ArrayLike<number>;
  /**
   * Natural logarithm of the likelihood of a parameter vector; `-Infinity` where it vanishes.
   * With the derived quantities beside it when the model names some.
   */
  logLikelihood(parameters: Float64Array): number | LikelihoodWithDerived;
}

/** The part of an `AbortSignal` that a run looks at. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener?(type: "abort", listener: () => void): void;
  removeEventListener?(type: "abort", listener: () => void): void;
}
