import type { LikelihoodFailure } from "./evaluator";
import type { Model } from "./model";

/** One point of the unit cube, evaluated. */
export interface EvaluatedPoint {
  readonly v: Float64Array;
  /** Finite, or `-Infinity`. */
  readonly logl: number;
  readonly failure: LikelihoodFailure | null;
}

/**
 * Log-likelihood of a point of the unit cube. Whatever goes wrong in the model becomes a value: the point
 * counts as `-Infinity`, with the reason and the parameter vector beside it.
 */
export function evaluatePoint(model: Model, u: Float64Array): EvaluatedPoint {
  const ndim = model.parameters.length;
  let v = new Float64Array(ndim).fill(Number.NaN);
  let reason: string;
  try {
    const transformed = Float64Array.from(model.priorTransform(Float64Array.from(u)));
    if (transformed.length !== ndim)
      throw new RangeError(`Prior transform gives ${transformed.length} numbers, not ${ndim}`);
    v = transformed;
    const logl = model.logLikelihood(Float64Array.from(v));
    if (typeof logl === "number" && logl < Number.POSITIVE_INFINITY) return { v, logl, failure: null };
    reason = `Log-likelihood is ${String(logl)}`;
  } catch (error) {
    reason = error instanceof Error ? error.message.replace(/\s*\n\s*/g, "; ") : String(error);
  }
  return { v, logl: Number.NEGATIVE_INFINITY, failure: { reason, parameters: v } };
}
