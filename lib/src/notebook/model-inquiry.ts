import { isNightbookError, NightbookError } from "../core/errors";
import { random } from "../core/random";
import type { Model } from "../fitting/nested-sampling";
import { checkedModel } from "../fitting/nested-sampling/checked-model";
import { evaluatePoint } from "../fitting/nested-sampling/evaluate-point";
import { inBrackets } from "./careful-model";
import { type ModelOutline, outlineOf } from "./model-definition";

/** What a first look at a model tells. */
export interface ModelReport {
  readonly outline: ModelOutline;
  /** Of each parameter, quantiles of its prior by a few draws: 0.025, 0.5, 0.975. */
  readonly prior: readonly (readonly [number, number, number])[];
}

const priorDraws = 200;
/** Places where the likelihood may fail before the model is refused. */
const mostTrials = 8;
/** Of those, calls that may take too long. */
const mostTimeouts = 2;

/**
 * Takes a first look at a model: checks its names, draws from its prior, and tries the likelihood.
 *
 * @param outline what the model says of itself
 * @param model what is sampled
 * @throws {NightbookError} `MODEL_INVALID` when names do not fit or the prior gives no vector; `MODEL_FAILS` when the
 *   likelihood fails wherever it was tried
 */
export function inquire(outline: ModelOutline, model: Model): ModelReport {
  try {
    const checked = checkedModel(model);
    const draws = random("prior").stream(0);
    const ndim = checked.parameters.length;
    const points = Array.from({ length: priorDraws }, () => Float64Array.from({ length: ndim }, () => draws.uniform()));
    const vectors = points.map((u) => Float64Array.from(checked.transform(Float64Array.from(u))));
    const failures = [];
    for (const u of [new Float64Array(ndim).fill(0.5), ...points.slice(0, mostTrials - 1)]) {
      const { failure } = evaluatePoint(checked, u);
      if (failure === null) break;
      failures.push(failure);
      const timeouts = failures.filter(({ timedOut }) => timedOut).length;
      if (failures.length < mostTrials && timeouts < mostTimeouts) continue;
      throw new NightbookError(
        `The likelihood fails wherever it was tried: ${failures[0].reason}, at ${inBrackets(failures[0].parameters)}`,
        { code: "MODEL_FAILS", hint: "Call logLikelihood by hand at this parameter vector to find out why" },
      );
    }
    const column = (k: number) => vectors.map((vector) => vector[k]).sort((a, b) => a - b);
    const prior = outline.parameters.map((_, k): [number, number, number] => {
      const sorted = column(k);
      const at = (p: number) => sorted[Math.floor(p * priorDraws)];
      return [at(0.025), at(0.5), at(0.975)];
    });
    return { outline: outlineOf(outline), prior };
  } catch (error) {
    if (isNightbookError(error) || !(error instanceof Error)) throw error;
    throw new NightbookError(error.message, { code: "MODEL_INVALID", hint: hintFor(error.message), cause: error });
  }
}

function hintFor(message: string): string | undefined {
  if (!message.startsWith("priorTransform")) return "Mend the model and run again";
  return "priorTransform must give one finite number for each parameter, everywhere in the unit cube";
}
