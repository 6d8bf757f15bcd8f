import type { Model, ModelShape } from "./model";
import { toOrderStatistics } from "./order-statistics";

/** The shape of a model with names resolved. */
export interface CheckedShape {
  readonly parameters: readonly string[];
  readonly derived: readonly string[];
  /** Indices of periodic parameters, ascending. */
  readonly wrapped: readonly number[];
  /** Indices of the parameters of each ordered group, first the smallest. */
  readonly ordered: readonly (readonly number[])[];
}

/** A model whose names are known to fit together. */
export interface CheckedModel extends CheckedShape, Pick<Model, "logLikelihood"> {
  /** Point of the unit cube to parameter vector, ordered groups ascending; the argument is not modified. */
  transform(u: Float64Array): ArrayLike<number>;
}

/**
 * Checks the names of a model.
 * @throws {RangeError} when a name occurs twice, is unknown, or is asked to be both periodic and ordered
 */
export function checkedModel(model: Model): CheckedModel {
  const shape = checkedShape(model);
  return {
    ...shape,
    logLikelihood: (parameters) => model.logLikelihood(parameters),
    transform(u: Float64Array): ArrayLike<number> {
      const own = Float64Array.from(u);
      for (const group of shape.ordered) toOrderStatistics(own, group);
      return model.priorTransform(own);
    },
  };
}

/**
 * Resolves the names of a model's shape.
 * @throws {RangeError} as {@link checkedModel} does
 */
export function checkedShape({ parameters, derived = [], wrapped = [], ordered = [] }: ModelShape): CheckedShape {
  refuseTwice("Parameters and derived quantities have a name twice", [...parameters, ...derived]);
  refuseTwice("A parameter is wrapped twice", wrapped);
  refuseTwice("A parameter is in ordered groups twice", ordered.flat());
  for (const name of ordered.flat()) {
    if (wrapped.includes(name)) throw new RangeError(`A parameter cannot be both wrapped and ordered: ${name}`);
  }
  for (const group of ordered) {
    if (group.length < 2) throw new RangeError(`An ordered group needs two parameters or more: ${group.join(", ")}`);
  }
  const indexOf = (role: string) => (name: string) => {
    const index = parameters.indexOf(name);
    if (index < 0) throw new RangeError(`No parameter has this name, which is to be ${role}: ${name}`);
    return index;
  };
  return {
    parameters,
    derived,
    wrapped: wrapped.map(indexOf("wrapped")).sort((a, b) => a - b),
    ordered: ordered.map((group) => group.map(indexOf("ordered"))),
  };
}

function refuseTwice(what: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new RangeError(`${what}: ${twice}`);
}
