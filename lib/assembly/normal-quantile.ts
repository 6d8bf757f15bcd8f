/*
 * The quantile of the standard normal distribution inside (0, 1), for region.ts; its twin in TypeScript is
 * lib/src/core/special/normal-quantile.ts.
 */
import * as at from "../src/fitting/nested-sampling/importance/region/layout";
import { log } from "./log";

export function normalQuantile(p: f64): f64 {
  const q = p - 0.5;
  if (abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(0, r)) / polynomial(1, r);
  }
  const r = sqrt(-log(q < 0 ? p : 1 - p));
  const x = r <= 5 ? polynomial(2, r - 1.6) / polynomial(3, r - 1.6) : polynomial(4, r - 5) / polynomial(5, r - 5);
  return q < 0 ? -x : x;
}

@inline
function polynomial(k: i32, x: f64): f64 {
  const coefficients = <usize>((at.quantile + k * at.quantileTerms) << 3);
  let value: f64 = 0;
  for (let j: i32 = at.quantileTerms - 1; j >= 0; j--) value = value * x + load<f64>(coefficients + <usize>(j << 3));
  return value;
}
