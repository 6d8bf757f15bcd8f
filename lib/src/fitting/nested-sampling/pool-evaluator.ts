import { canShare, type PointBatch, pointBatch } from "../../core/point-batch";
import type { RemoteCores } from "../../core/progress";
import { checkedShape } from "./checked-model";
import type { PointFailure } from "./evaluate-in-place";
import type { ChainOutcome, ChainTask, Evaluations, Evaluator, LikelihoodFailure } from "./evaluator";
import type { ModelShape } from "./model";
import type { SamplingAnswer, SamplingTask } from "./sampling-tasks";

/** What a pool of workers can do: answers come in the order of the tasks. */
export interface TaskPool {
  readonly workers: number;
  /** Workers on other machines. */
  readonly remote?: readonly RemoteCores[];
  run(tasks: readonly SamplingTask[]): Promise<SamplingAnswer[]>;
  /** Computes the points of a batch in place, where workers can share its memory. Failures come in the order of the points. */
  evaluate?(batch: PointBatch): Promise<readonly PointFailure[]>;
}

/** Shares per worker when points are copied: small ones, because some points take ten times as long as others. */
const sharesPerWorker = 16;

/**
 * Computes likelihoods in the workers of a pool, each of which carries out {@link samplingTasks} of the model.
 *
 * @param pool the pool
 * @param model names of the model's parameters, or its shape; a {@link Model} will do
 * @throws {RangeError} when the names do not fit together
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
 * const pool = { workers: 1, run: async (tasks) => tasks.map(carryOut) };
 * const { logl } = await nestedSampling.poolEvaluator(pool, ["x"]).evaluate(Float64Array.of(0.5));
 * logl[0]; // => -0.25
 * ```
 */
export function poolEvaluator(pool: TaskPool, model: readonly string[] | ModelShape): Evaluator {
  const { parameters, derived, wrapped } = checkedShape("parameters" in model ? model : { parameters: model });
  const ndim = parameters.length;
  return {
    parameters,
    derived,
    wrapped,
    get workers() {
      return pool.workers;
    },
    get remote() {
      return pool.remote ?? [];
    },
    async evaluate(u: Float64Array): Promise<Evaluations> {
      if (pool.evaluate !== undefined && canShare()) {
        const batch = pointBatch(u, ndim, derived.length);
        const failures = await pool.evaluate(batch);
        // Copies, because much of the platform refuses shared memory.
        const { v, logl, derived: values } = batch;
        return { v: v.slice(), logl: logl.slice(), derived: values.slice(), failures: failures.map(withoutPoint) };
      }
      const tasks: SamplingTask[] = [];
      const n = u.length / ndim;
      const share = Math.max(1, Math.ceil(n / (sharesPerWorker * pool.workers)));
      for (let i = 0; i < n; i += share) tasks.push({ kind: "evaluate", u: u.slice(i * ndim, (i + share) * ndim) });
      return joined((await pool.run(tasks)) as Evaluations[], n, ndim, derived.length);
    },
    async chains(tasks: readonly ChainTask[]): Promise<ChainOutcome[]> {
      return (await pool.run(tasks.map((chain) => ({ kind: "chain", chain })))) as ChainOutcome[];
    },
  };
}

function withoutPoint({ point: _, ...failure }: PointFailure): LikelihoodFailure {
  return failure;
}

function joined(parts: readonly Evaluations[], n: number, ndim: number, nderived: number): Evaluations {
  const v = new Float64Array(n * ndim);
  const logl = new Float64Array(n);
  const derived = new Float64Array(n * nderived);
  const failures: LikelihoodFailure[] = [];
  let next = 0;
  for (const part of parts) {
    v.set(part.v, next * ndim);
    logl.set(part.logl, next);
    derived.set(part.derived, next * nderived);
    failures.push(...part.failures);
    next += part.logl.length;
  }
  return { v, logl, derived, failures };
}
