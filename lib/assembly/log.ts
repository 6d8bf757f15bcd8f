/*
 * The natural logarithm of positive normal numbers, for random-stream.ts and normal-quantile.ts; its twin in TypeScript is
 * lib/src/core/special/elementary/log.ts.
 */
import * as at from "../src/fitting/nested-sampling/importance/region/layout";

/** Upper half of √½: mantissas run from there to √2. */
const rootHalf = 0x3fe6a09e;
/** Centre of the first cell, in units of 1/128. */
const firstCell = 90;

@inline
function tail(k: i32): f64 {
  return load<f64>((at.logTail + k) << 3);
}

export function log(x: f64): f64 {
  const octaves = (<i32>(reinterpret<i64>(x) >> 32) - rootHalf) >> 20;
  const z = x * reinterpret<f64>(<i64>(1023 - octaves) << 52);
  const j = <i32>(z * 128 + 0.5);
  const c = <f64>j * (1.0 / 128);
  const r = (z - c) / c;
  const k = <f64>octaves;
  const start = k * load<f64>(at.ln2 << 3) + load<f64>((at.logHigh + j - firstCell) << 3);
  const sum = start + r;
  const rest = r * r * (tail(0) + r * (tail(1) + r * (tail(2) + r * (tail(3) + r * (tail(4) + r * (tail(5) + r * tail(6)))))));
  return sum + (start - sum + r + (k * load<f64>((at.ln2 + 1) << 3) + load<f64>((at.logLow + j - firstCell) << 3)) + rest);
}
