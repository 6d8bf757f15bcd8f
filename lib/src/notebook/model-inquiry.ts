import { isNightbookError, NightbookError } from "../core/errors";
import { random } from "../core/random";
import type { LikelihoodFailure, Model } from "../fitting/nested-sampling";
import { type CheckedModel, checkedModel } from "../fitting/nested-sampling/checked-model";
import { evaluatePoint } from "../fitting/nested-sampling/evaluate-point";
import { inBrackets } from "./careful-model";
import { type ModelOutline, outlineOf } from "./model-definition";

/** What a first look at a model tells. */
export interface ModelReport {
  readonly outline: ModelOutline;
  /** Of each parameter, quantiles of its prior by a few draws: 0.025, 0.5, 0.975. */
  readonly prior: readonly (readonly [number, number, number])[];
  /** The first log-likelihood that was found, and where. */
  readonly trial: { readonly parameters: readonly number[]; readonly logl: number };
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
    const trial = tryLikelihood(checked, [new Float64Array(ndim).fill(0.5), ...points.slice(0, mostTrials - 1)]);
    const column = (k: number) => vectors.map((vector) => vector[k]).sort((a, b) => a - b);
    const prior = outline.parameters.map((_, k): [number, number, number] => {
      const sorted = column(k);
      const at = (p: number) => sorted[Math.floor(p * priorDraws)];
      return [at(0.025), at(0.5), at(0.975)];
    });
    return { outline: outlineOf(outline), prior, trial };
  } catch (error) {
    if (isNightbookError(error) || !(error instanceof Error)) throw error;
    throw new NightbookError(error.message, { code: "MODEL_INVALID", hint: hintFor(error.message), cause: error });
  }
}

/** The likelihood at the first of these places where it does not fail. */
function tryLikelihood(model: CheckedModel, places: readonly Float64Array[]): ModelReport["trial"] {
  const failures: LikelihoodFailure[] = [];
  for (const u of places) {
    const { v, logl, failure } = evaluatePoint(model, u);
    if (failure === null) return { parameters: Array.from(v), logl };
    failures.push(failure);
    if (failures.filter(({ timedOut }) => timedOut).length === mostTimeouts) break;
  }
  const [{ reason, parameters }] = failures;
  throw new NightbookError(`The likelihood fails wherever it was tried: ${reason}, at ${inBrackets(parameters)}`, {
    code: "MODEL_FAILS",
    hint: "Call logLikelihood by hand at this parameter vector to find out why",
  });
}

function hintFor(message: string): string | undefined {
  if (!message.startsWith("priorTransform")) return "Mend the model and run again";
  return "priorTransform must give one finite number for each parameter, everywhere in the unit cube";
}
