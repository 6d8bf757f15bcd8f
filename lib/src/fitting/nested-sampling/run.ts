import { defaultEngine } from "./default-engine";
import type { Evaluator } from "./evaluator";
import { ImportanceRun } from "./importance/importance-run";
import { inProcessEvaluator } from "./in-process-evaluator";
import type { Model } from "./model";
import { engines, type RunOptions } from "./options";
import type { NestedSamplingResult } from "./result";
import { SamplingRun } from "./sampling-run";

/**
 * Nested sampling: evidence and posterior samples of a model. The static engine makes one pass from the prior
 * to the peak; the dynamic engine adds batches of live points where the posterior is until the wanted
 * effective sample size is reached. The result is a function of model, seed and options: it does not
 * depend on the number of workers.
 *
 * @param problem a model, whose likelihood is then computed in this thread, or an evaluator of one
 * @param options how to sample; only the seed is required
 * @returns the samples with weights, the log-evidence with its error, and diagnostics
 * @throws {RangeError} when an option is out of range
 * @throws {NightbookError} `NO_FEASIBLE_POINT` when the run ends before any point had a likelihood above 0
 * @see [Skilling2006]
 * @see [Higson2019]
 * @see [Speagle2020]
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const model = {
 *   parameters: ["x"],
 *   priorTransform: ([u]) => [10 * u - 5],
 *   logLikelihood: ([x]) => -0.5 * x * x - 0.5 * Math.log(2 * Math.PI),
 * };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 100, nEffective: 500 });
 * const logz = result.logz.at(-1);
 * if (Math.abs(logz - Math.log(1 / 10)) > 0.5) throw new Error(`Evidence of a normal density: ${logz}`);
 * ```
 */
export async function run(problem: Model | Evaluator, options: RunOptions): Promise<NestedSamplingResult> {
  const evaluator = "evaluate" in problem ? problem : inProcessEvaluator(problem, options);
  const { engine = defaultEngine } = options;
  if (!engines.includes(engine)) {
    throw new RangeError(`Option engine is not one of ${engines.join(", ")}: ${engine}`);
  }
  return engine === "importance"
    ? new ImportanceRun(evaluator, options).result()
    : new SamplingRun(evaluator, options).result();
}
