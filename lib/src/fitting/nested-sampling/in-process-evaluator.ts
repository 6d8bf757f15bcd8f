import { NightbookError } from "../../core/errors";
import { checkedModel } from "./checked-model";
import type { ChainOutcome, ChainTask, Evaluations, Evaluator } from "./evaluator";
import type { Model, StopSignal } from "./model";
import { chainInSteps, evaluateInSteps, type SteppedTask } from "./sampling-tasks";

/** Options of {@link inProcessEvaluator}. */
export interface InProcessOptions {
  /** Clock in milliseconds. Without it there are no pauses. */
  now?: () => number;
  /** Lets other work of this thread have its turn, for example `() => new Promise(setImmediate)`. */
  yieldNow?: () => Promise<void>;
}

/** Longest stretch of work without a pause, milliseconds. */
const stretch = 20;

/**
 * Computes likelihoods in this thread, with a pause every 20 ms so that it stays responsive.
 *
 * @throws {RangeError} when the names of the model do not fit together
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const evaluator = nestedSampling.inProcessEvaluator({
 *   parameters: ["x"],
 *   priorTransform: (u) => u,
 *   logLikelihood: ([x]) => -x * x,
 * });
 * (await evaluator.evaluate(Float64Array.of(0.5))).logl[0]; // => -0.25
 * ```
 */
export function inProcessEvaluator(given: Model, { now, yieldNow }: InProcessOptions = {}): Evaluator {
  const model = checkedModel(given);
  let pausedAt = now?.() ?? 0;
  let last: Promise<unknown> = Promise.resolve();

  /** One request after the other, so that the first is not kept waiting by those behind it. */
  function inOrder<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    const answer = last.then(request);
    last = answer.catch(() => {});
    return answer;
  }

  async function carryOut<Answer>(steps: SteppedTask<Answer>, signal?: StopSignal): Promise<Answer> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (signal?.aborted) throw new NightbookError("Stopped", { code: "STOPPED" });
      if (now !== undefined && yieldNow !== undefined && now() - pausedAt > stretch) {
        await yieldNow();
        pausedAt = now();
      }
    }
  }

  return {
    parameters: model.parameters,
    derived: model.derived,
    wrapped: model.wrapped,
    workers: 1,
    evaluate: (u: Float64Array, signal?: StopSignal): Promise<Evaluations> =>
      inOrder(() => carryOut(evaluateInSteps(model, u), signal)),
    chains: (tasks: readonly ChainTask[], signal?: StopSignal): Promise<ChainOutcome[]> =>
      inOrder(async () => {
        const outcomes: ChainOutcome[] = [];
        for (const task of tasks) outcomes.push(await carryOut(chainInSteps(model, task), signal));
        return outcomes;
      }),
  };
}
