import { pow } from "../../../core/special";
import type { FixedValue, ResolvedPrior } from "../../priors/resolved-prior";

/** Physical value of every variable of a prior: the free ones first, then the fixed ones. */
export type ModelValues = ReadonlyMap<string, FixedValue>;

/**
 * Physical values at a point of the sampler's space.
 *
 * @param prior the prior
 * @param theta free variables in the order of `prior.variables`; log10 where they are flagged `log`
 */
export function modelValues(prior: ResolvedPrior, theta: ArrayLike<number>): ModelValues {
  const values = new Map<string, FixedValue>();
  prior.variables.forEach((name, i) => {
    values.set(name, prior.flags[name]?.includes("log") ? pow(10, theta[i]) : theta[i]);
  });
  for (const [name, value] of Object.entries(prior.fixed)) values.set(name, value);
  return values;
}

/**
 * Pairs of which the first must not exceed the second. Only pairs that are both free count: a fixed value is the
 * user's will.
 */
const ordered: readonly (readonly [string, string])[] = [
  ["erosion_mass_min", "erosion_mass_max"],
  ["disruption_mass_min_ratio", "disruption_mass_max_ratio"],
  ["erosion_mass_max", "m_init"],
  ["erosion_height_change", "erosion_height_start"],
  ["rho", "erosion_rho_change"],
];

/** True where free variables contradict each other, so that the likelihood vanishes. */
export function isContradictory(prior: ResolvedPrior, values: ModelValues): boolean {
  const free = new Set(prior.variables);
  return ordered.some(([small, large]) => {
    if (!free.has(small) || !free.has(large)) return false;
    return (values.get(small) as number) > (values.get(large) as number);
  });
}
