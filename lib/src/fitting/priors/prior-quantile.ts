import { normalQuantile } from "../../core/special";
import { inverseGammaQuantile } from "./inverse-gamma";
import type { PriorKind } from "./resolved-prior";

/**
 * Quantile of one prior distribution, in sampler coordinates.
 * @param u probability in [0, 1]
 * @param kind shape
 * @param bounds minimum and maximum, sigma and mean, or alpha and mode
 */
export function priorQuantile(u: number, kind: PriorKind, [first, second]: readonly [number, number]): number {
  switch (kind) {
    case "norm":
      return second + first * normalQuantile(u);
    case "invgamma":
      return inverseGammaQuantile(u, first, second);
    case "uniform":
      return first + u * (second - first);
  }
}

/** Shape that the flags of a variable make. */
export function kindOfFlags(flags: readonly string[]): PriorKind {
  return flags.includes("norm") ? "norm" : flags.includes("invgamma") ? "invgamma" : "uniform";
}
