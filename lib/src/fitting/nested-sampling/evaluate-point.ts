import type { CheckedModel } from "./checked-model";
import type { LikelihoodFailure } from "./evaluator";

/** One point of the unit cube, evaluated. */
export interface EvaluatedPoint {
  readonly v: Float64Array;
  /** Finite, or `-Infinity`. */
  readonly logl: number;
  /** Derived quantities; NaN where the point failed. */
  readonly derived: Float64Array;
  readonly failure: LikelihoodFailure | null;
}

/** Code of an error that says that a likelihood took too long. */
export const timeLimitCode = "TIME_LIMIT";
/** Characters of a reason that are kept. */
const longestReason = 500;

/**
 * Log-likelihood of a point of the unit cube. Whatever goes wrong in the model becomes a value: the point
 * counts as `-Infinity`, with the reason and the parameter vector beside it.
 */
export function evaluatePoint(model: CheckedModel, u: Float64Array): EvaluatedPoint {
  const ndim = model.parameters.length;
  const derived = new Float64Array(model.derived.length).fill(Number.NaN);
  let v = new Float64Array(ndim).fill(Number.NaN);
  let failure: Pick<LikelihoodFailure, "reason" | "timedOut">;
  try {
    const transformed = Float64Array.from(model.transform(u), canonical);
    if (transformed.length !== ndim)
      throw new RangeError(`Prior transform gives ${transformed.length} numbers, not ${ndim}`);
    v = transformed;
    const answer = model.logLikelihood(Float64Array.from(v));
    const logl = typeof answer === "object" && answer !== null ? answer.logl : answer;
    if (typeof logl === "number" && logl < Number.POSITIVE_INFINITY) {
      // Where the likelihood vanishes there may be nothing to derive.
      if (logl > Number.NEGATIVE_INFINITY || typeof answer === "object") derived.set(derivedOf(answer, derived.length));
      return { v, logl, derived, failure: null };
    }
    failure = { reason: `Log-likelihood is ${String(logl)}` };
  } catch (error) {
    failure = failureOf(error);
  }
  return { v, logl: Number.NEGATIVE_INFINITY, derived, failure: { ...failure, parameters: v } };
}

function derivedOf(answer: ReturnType<CheckedModel["logLikelihood"]>, wanted: number): Float64Array {
  const given = typeof answer === "object" ? Float64Array.from(answer.derived ?? [], canonical) : new Float64Array(0);
  if (given.length === wanted) return given;
  throw new RangeError(`Likelihood gives ${given.length} derived quantities, not ${wanted}`);
}

function failureOf(error: unknown): Pick<LikelihoodFailure, "reason" | "timedOut"> {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.replace(/\s*\n\s*/g, "; ").slice(0, longestReason);
  const timedOut = error instanceof Error && (error as { code?: unknown }).code === timeLimitCode;
  return timedOut ? { reason, timedOut } : { reason };
}

/** NaN has many bit patterns; results hold only one. */
function canonical(x: number): number {
  return Number.isNaN(x) ? Number.NaN : x;
}
