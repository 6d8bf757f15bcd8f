import type { LikelihoodWithDerived, Model } from "../fitting/nested-sampling";
import type { ModelDefinition } from "./model-definition";

/**
 * A person's model with its slips named: what `priorTransform` gives is checked number by number, and a likelihood
 * that vanishes need not bring derived quantities.
 */
export function carefulModel(definition: ModelDefinition): Model {
  const { parameters, derived = [], wrapped, ordered } = definition;
  const ndim = parameters.length;
  return {
    parameters,
    derived,
    wrapped,
    ordered,
    priorTransform(u: Float64Array): ArrayLike<number> {
      const at = Array.from(u);
      const given: unknown = definition.priorTransform(u);
      const count = (given as ArrayLike<unknown> | null | undefined)?.length;
      if (typeof count !== "number" || typeof given === "string") {
        throw new TypeError(`priorTransform gives no list of numbers but ${kindOf(given)}`);
      }
      if (count !== ndim) throw new RangeError(`priorTransform gives ${count} numbers, not ${ndim}`);
      const vector = given as ArrayLike<unknown>;
      for (let k = 0; k < ndim; k++) {
        const value = vector[k];
        if (typeof value !== "number") {
          throw new TypeError(`priorTransform gives no number but ${kindOf(value)} for ${parameters[k]}`);
        }
        if (!Number.isFinite(value)) {
          throw new RangeError(`priorTransform gives ${value} for ${parameters[k]} at u = ${inBrackets(at)}`);
        }
      }
      return vector as ArrayLike<number>;
    },
    logLikelihood(x: Float64Array): number | LikelihoodWithDerived {
      const answer: unknown = definition.logLikelihood(x);
      if (typeof (answer as PromiseLike<unknown> | null)?.then === "function") {
        (answer as PromiseLike<unknown>).then(undefined, () => {});
        throw new TypeError("logLikelihood gives a promise: it must not be async");
      }
      if (derived.length === 0 || typeof answer !== "number") return answer as number | LikelihoodWithDerived;
      if (answer === Number.NEGATIVE_INFINITY) return { logl: answer, derived: derived.map(() => Number.NaN) };
      throw new TypeError(
        `logLikelihood gives a number alone, although the model names derived quantities: return { logl, derived: [${derived.join(", ")}] }`,
      );
    },
  };
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A vector in brackets, to five digits. */
export function inBrackets(vector: ArrayLike<number>): string {
  return `[${Array.from(vector, (value) => String(Number(value.toPrecision(5)))).join(", ")}]`;
}
