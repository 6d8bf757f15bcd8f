import type { PointBatch } from "../../core/point-batch";
import { chainOf } from "./chains/chain";
import { type CheckedModel, checkedModel } from "./checked-model";
import { evaluateInPlace, type PointFailure } from "./evaluate-in-place";
import { type EvaluatedPoint, evaluatePoint } from "./evaluate-point";
import type { ChainOutcome, ChainTask, Evaluations, LikelihoodFailure } from "./evaluator";
import type { Model } from "./model";

/** What a worker is asked: the log-likelihoods of points, a hand in a batch that others work on too, or one whole chain. */
export type SamplingTask =
  | { readonly kind: "evaluate"; readonly u: Float64Array }
  | { readonly kind: "batch"; readonly batch: PointBatch; readonly hand: number }
  | { readonly kind: "chain"; readonly chain: ChainTask };

/** What a worker answers to a {@link SamplingTask}. */
export type SamplingAnswer = Evaluations | readonly PointFailure[] | ChainOutcome;

/** A task in steps, with a pause after each likelihood call. */
export type SteppedTask<Answer> = Generator<undefined, Answer, undefined>;

/**
 * The worker's side of a fit: a function that carries out the tasks of a model. A worker module exports a
 * factory that makes its model and returns this.
 *
 * @throws {RangeError} when the names of the model do not fit together
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const carryOut = nestedSampling.samplingTasks({
 *   parameters: ["x"],
 *   priorTransform: (u) => u,
 *   logLikelihood: ([x]) => -x * x,
 * });
 * carryOut({ kind: "evaluate", u: Float64Array.of(0.5) }).logl; // => Float64Array.of(-0.25)
 * ```
 */
export function samplingTasks(given: Model): (task: SamplingTask) => SamplingAnswer {
  const model = checkedModel(given);
  return (task) => {
    if (task.kind === "batch") return evaluateInPlace(model, task.batch, task.hand);
    const steps: SteppedTask<SamplingAnswer> =
      task.kind === "evaluate" ? evaluateInSteps(model, task.u) : chainInSteps(model, task.chain);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
}

/** Log-likelihoods of points, one by one. */
export function* evaluateInSteps(model: CheckedModel, u: Float64Array): SteppedTask<Evaluations> {
  const ndim = model.parameters.length;
  const nderived = model.derived.length;
  const n = u.length / ndim;
  const v = new Float64Array(u.length);
  const logl = new Float64Array(n);
  const derived = new Float64Array(n * nderived);
  const failures: LikelihoodFailure[] = [];
  for (let i = 0; i < n; i++) {
    const point = evaluatePoint(model, u.subarray(i * ndim, i * ndim + ndim));
    v.set(point.v, i * ndim);
    logl[i] = point.logl;
    derived.set(point.derived, i * nderived);
    if (point.failure !== null) failures.push(point.failure);
    yield;
  }
  return { v, logl, derived, failures };
}

/** A Markov chain, call by call. */
export function* chainInSteps(model: CheckedModel, task: ChainTask): SteppedTask<ChainOutcome> {
  const chain = chainOf(task, model.wrapped);
  const failures: LikelihoodFailure[] = [];
  /** What the chain may end on, in the order of evaluation. */
  const above: { readonly u: Float64Array; readonly point: EvaluatedPoint }[] = [];
  let calls = 0;
  let step = chain.next();
  while (!step.done) {
    const point = evaluatePoint(model, step.value);
    if (point.failure !== null) failures.push(point.failure);
    if (point.logl > task.loglstar) above.push({ u: Float64Array.from(step.value), point });
    calls++;
    yield;
    step = chain.next(point.logl);
  }
  const { u, logl, moved, grown, shrunk } = step.value;
  const end = above.findLast((visited) => visited.u.every((x, i) => x === u[i]))?.point;
  const v = end?.v ?? Float64Array.from(model.transform(u));
  const derived = end?.derived ?? new Float64Array(model.derived.length).fill(Number.NaN);
  return { u, v, logl, derived, calls, moved, grown, shrunk, failures };
}
