/** A point that is, or was, alive. */
export interface Sample {
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** Derived quantities, shape `[nderived]`. */
  readonly derived: Float64Array;
  readonly logl: number;
  /** The contour above which it was drawn. */
  readonly birth: number;
  /** Iteration at which it was drawn. */
  readonly it: number;
  /** Its slot among the live points. */
  readonly id: number;
  readonly batch: number;
  /** Bound from which it was drawn. */
  readonly bound: number;
  /** Scale of the proposal. */
  readonly scale: number;
  /** Likelihood calls from the sample before it to this one. */
  calls: number;
  /** Bound in force when it died. */
  boundAtDeath: number;
}
