import { pow } from "../../core/special";
import { kindOfFlags, priorQuantile } from "./prior-quantile";
import type { ResolvedPrior } from "./resolved-prior";

/** What a transform needs of a prior. */
export type TransformablePrior = Pick<ResolvedPrior, "variables" | "bounds" | "flags">;

/**
 * The map from the unit cube to sampler coordinates, in which variables flagged `log` are log10.
 * Normal distributions are not cut off.
 * @param prior variables, bounds and flags
 * @returns a function of u (length: number of free variables, each in [0, 1]) that fills and
 *   returns `out`, or a new array
 * @throws {RangeError} from the returned function, when a length is wrong
 *
 * @example
 * ```ts
 * import { priorTransform } from "nightbook/priors";
 * const transform = priorTransform({ variables: ["rho"], bounds: [[100, 4000]], flags: { rho: [] } });
 * transform(Float64Array.of(0.5))[0]; // => 2050
 * ```
 */
export function priorTransform(prior: TransformablePrior): (u: Float64Array, out?: Float64Array) => Float64Array {
  const { variables, bounds } = prior;
  const kinds = variables.map((name) => kindOfFlags(prior.flags[name] ?? []));
  return (u, out = new Float64Array(variables.length)) => {
    checkLength(u, variables.length);
    checkLength(out, variables.length);
    for (let i = 0; i < kinds.length; i++) out[i] = priorQuantile(u[i], kinds[i], bounds[i]);
    return out;
  };
}

/**
 * Sampler coordinates to physical values: ten to the power of those flagged `log`.
 * @param prior variables and flags
 * @param theta sampler coordinates, length: number of free variables; not modified
 * @param out filled and returned, if given
 * @throws {RangeError} when a length is wrong
 *
 * @example
 * ```ts
 * import { toPhysical } from "nightbook/priors";
 * const prior = { variables: ["erosion_coeff"], flags: { erosion_coeff: ["log"] } };
 * toPhysical(prior, Float64Array.of(-7))[0]; // => 1e-7
 * ```
 */
export function toPhysical(
  prior: Pick<ResolvedPrior, "variables" | "flags">,
  theta: Float64Array,
  out: Float64Array = new Float64Array(theta.length),
): Float64Array {
  const { variables, flags } = prior;
  checkLength(theta, variables.length);
  checkLength(out, variables.length);
  for (let i = 0; i < theta.length; i++) {
    out[i] = flags[variables[i]]?.includes("log") ? pow(10, theta[i]) : theta[i];
  }
  return out;
}

function checkLength(values: Float64Array, wanted: number): void {
  if (values.length !== wanted) throw new RangeError(`Expected ${wanted} values, one per variable: ${values.length}`);
}
