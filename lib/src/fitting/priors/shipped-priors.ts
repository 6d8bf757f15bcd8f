import { NightbookError } from "../../core/errors";
import { defaultPriorText } from "./default-prior";
import { nearestName } from "./nearest-name";
import { automatic } from "./shipped/automatic";
import { erosionAndDisruption } from "./shipped/erosion-and-disruption";
import { fireball } from "./shipped/fireball";
import { iron } from "./shipped/iron";
import { oneErosion } from "./shipped/one-erosion";
import type { ShippedPrior } from "./shipped/shipped-prior";
import { singleBody } from "./shipped/single-body";
import { thirdFragmentation } from "./shipped/third-fragmentation";
import { twoErosions } from "./shipped/two-erosions";

export { priorHeader, type ShippedPrior } from "./shipped/shipped-prior";

const builtIn: ShippedPrior = {
  name: "default",
  kind: "prior",
  title: "Built-in default",
  description: "What a fit uses that is given no prior: one erosion, the mass close to the photometric one.",
  text: defaultPriorText,
};

/** The priors that come with the program, simplest first; then the two to put beside a prior. */
export const shippedPriors: readonly ShippedPrior[] = [
  singleBody,
  oneErosion,
  twoErosions,
  erosionAndDisruption,
  iron,
  automatic,
  builtIn,
  thirdFragmentation,
  fireball,
];

/**
 * The prior that comes with the program under a name, as {@link shippedPrior}; undefined when there is none.
 *
 * @example
 * ```ts
 * import { findShippedPrior } from "nightbook/priors";
 * findShippedPrior("stony_meteoroid_1ErosFrag")?.name; // => "one-erosion"
 * ```
 */
export function findShippedPrior(name: string): ShippedPrior | undefined {
  return shippedPriors.find(
    (prior) =>
      prior.name === name || prior.original === name || prior.original?.replace(/\.(extra)?prior$/, "") === name,
  );
}

/**
 * A prior that comes with the program.
 * @param name in kebab-case, for example "one-erosion", or the name of the original program's file
 * @throws {NightbookError} `PRIOR_NOT_SHIPPED` when there is none of that name
 *
 * @example
 * ```ts
 * import { shippedPrior } from "nightbook/priors";
 * shippedPrior("one-erosion").title; // => "One erosion"
 * ```
 */
export function shippedPrior(name: string): ShippedPrior {
  const found = findShippedPrior(name);
  if (found) return found;
  const names = shippedPriors.map((prior) => prior.name);
  const near = nearestName(name, names);
  throw new NightbookError(`There is no shipped prior called ${name}`, {
    code: "PRIOR_NOT_SHIPPED",
    hint: `${near ? `Did you mean ${near}? ` : ""}There are ${names.join(", ")}`,
  });
}
