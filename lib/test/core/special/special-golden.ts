import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Values of test/golden/special, computed to 50 digits. */
export interface SpecialGolden {
  /** x, erf x, erfc x */
  erf: [number, number, number][];
  normal_cdf: [number, number][];
  normal_quantile: [number, number][];
  log_gamma: [number, number][];
  /** a, x, P, Q */
  incomplete_gamma: [number, number, number, number][];
  /** shape, probability, upper tail, x */
  gamma_quantile: [number, number, boolean, number][];
  /** alpha, mode, u, x */
  invgamma_ppf_scipy: [number, number, number, number][];
}

export const specialGolden = JSON.parse(
  readFileSync(join(__dirname, "../../golden/special/special.json"), "utf8"),
) as SpecialGolden;

/** |a − b| relative to |b|; 0 when both are the same, infinities included. */
export function relativeError(a: number, b: number): number {
  return Object.is(a, b) || a === b ? 0 : Math.abs(a - b) / Math.abs(b);
}
