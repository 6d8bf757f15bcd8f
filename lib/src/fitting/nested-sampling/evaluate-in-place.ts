import { markDone, type PointBatch, takeFirst } from "../../core/point-batch";
import type { CheckedModel } from "./checked-model";
import { evaluatePoint } from "./evaluate-point";
import type { LikelihoodFailure } from "./evaluator";

/** A failure and the point of the batch where it happened. */
export interface PointFailure extends LikelihoodFailure {
  readonly point: number;
}

/**
 * Works on a batch until nobody's points are left in it: takes a free point, writes its answer in place, takes the next.
 * @param hand who works, a positive number that nobody else has
 * @returns the failures of the points that this hand took
 */
export function evaluateInPlace(model: CheckedModel, batch: PointBatch, hand: number): PointFailure[] {
  const ndim = model.parameters.length;
  const nderived = model.derived.length;
  const failures: PointFailure[] = [];
  for (let i = takeFirst(batch, hand, 0); i >= 0; i = takeFirst(batch, hand, i + 1)) {
    const { v, logl, derived, failure } = evaluatePoint(model, batch.u.subarray(i * ndim, i * ndim + ndim));
    batch.v.set(v, i * ndim);
    batch.logl[i] = logl;
    batch.derived.set(derived, i * nderived);
    if (failure !== null) failures.push({ ...failure, point: i });
    markDone(batch, i, hand);
  }
  return failures;
}
