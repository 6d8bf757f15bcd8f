/* Random numbers for region.ts; their twin in TypeScript is lib/src/core/random/random-stream.ts. */
import * as at from "../src/fitting/nested-sampling/importance/region/layout";
import { log } from "./log";

const buffer: usize = at.uniforms << 3;
const bufferEnd: usize = buffer + 64;

let key0: u32 = 0;
let key1: u32 = 0;
let stage: u32 = 0;
let round: u32 = 0;
let point: u32 = 0;
let counter: u32 = 0;
/** Where the next uniform number lies; behind the last, where none is left. */
let next: usize = 0;
let spareNormal: f64 = 0;
let hasSpare: bool = false;

/** Begins a stream. */
export function begin(firstKey: u32, secondKey: u32, ofStage: u32, ofRound: u32, ofPoint: u32): void {
  key0 = firstKey;
  key1 = secondKey;
  stage = ofStage;
  round = ofRound;
  point = ofPoint;
  counter = 0;
  next = bufferEnd;
  hasSpare = false;
}

/** Uniform on an odd multiple of 2^−53. */
@inline
export function uniform(): f64 {
  if (next === bufferEnd) refill();
  const value = load<f64>(next);
  next += 8;
  return value;
}

/** Four blocks of Philox at the same time, and the eight numbers that they give. */
function refill(): void {
  const firstMultiplier = i32x4.splat(0xd2511f53);
  const secondMultiplier = i32x4.splat(0xcd9e8d57);
  let a = i32x4.splat(stage);
  let b = i32x4.splat(round);
  let c = i32x4.splat(point);
  let d = i32x4.add(i32x4.splat(counter), i32x4(0, 1, 2, 3));
  let x = key0;
  let y = key1;
  for (let k = 0; k < 10; k++) {
    const firstLow = i64x2.extmul_low_i32x4_u(firstMultiplier, a);
    const firstHigh = i64x2.extmul_high_i32x4_u(firstMultiplier, a);
    const secondLow = i64x2.extmul_low_i32x4_u(secondMultiplier, c);
    const secondHigh = i64x2.extmul_high_i32x4_u(secondMultiplier, c);
    a = v128.xor(v128.xor(v128.shuffle<i32>(secondLow, secondHigh, 1, 3, 5, 7), b), i32x4.splat(x));
    b = v128.shuffle<i32>(secondLow, secondHigh, 0, 2, 4, 6);
    c = v128.xor(v128.xor(v128.shuffle<i32>(firstLow, firstHigh, 1, 3, 5, 7), d), i32x4.splat(y));
    d = v128.shuffle<i32>(firstLow, firstHigh, 0, 2, 4, 6);
    x += 0x9e3779b9;
    y += 0xbb67ae85;
  }
  counter += 4;
  a = i32x4.shr_u(a, 6);
  b = i32x4.shr_u(b, 6);
  c = i32x4.shr_u(c, 6);
  d = i32x4.shr_u(d, 6);
  putTwo(a, b, c, d, buffer);
  const rest = v128.shuffle<i64>(a, a, 1, 0);
  putTwo(rest, v128.shuffle<i64>(b, b, 1, 0), v128.shuffle<i64>(c, c, 1, 0), v128.shuffle<i64>(d, d, 1, 0), buffer + 32);
  next = buffer;
}

/** The numbers of the first two blocks. */
@inline
function putTwo(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const first = ofWords(a, b);
  const second = ofWords(c, d);
  v128.store(to, v128.shuffle<f64>(first, second, 0, 2));
  v128.store(to, v128.shuffle<f64>(first, second, 1, 3), 16);
}

@inline
function ofWords(high: v128, low: v128): v128 {
  const whole = f64x2.mul(f64x2.convert_low_i32x4_u(high), f64x2.splat(67_108_864));
  const number = f64x2.add(f64x2.add(whole, f64x2.convert_low_i32x4_u(low)), f64x2.splat(0.5));
  return f64x2.mul(number, f64x2.splat(2.220446049250313e-16));
}

function normal(): f64 {
  if (hasSpare) {
    hasSpare = false;
    return spareNormal;
  }
  let x: f64;
  let y: f64;
  let square: f64;
  do {
    x = 2 * uniform() - 1;
    y = 2 * uniform() - 1;
    square = x * x + y * y;
  } while (!(square < 1 && square > 0));
  const factor = sqrt((-2 * log(square)) / square);
  spareNormal = y * factor;
  hasSpare = true;
  return x * factor;
}

/** Uniform in the unit ball of so many dimensions; there must be room for one more number. */
export function pointInBall(out: usize, ndim: usize): void {
  const end = out + (ndim << 3);
  let square: f64 = 0;
  for (let to = out; to < end; to += 8) {
    const z = normal();
    store<f64>(to, z);
    square += z * z;
  }
  for (let k = 0; k < 2; k++) {
    const hidden = normal();
    square += hidden * hidden;
  }
  const factor = f64x2.splat(1 / sqrt(square));
  for (let to = out; to < end; to += 16) v128.store(to, f64x2.mul(v128.load(to), factor));
}
