/* Random numbers for region.ts; their twin in TypeScript is lib/src/core/random/random-stream.ts. */
import { log } from "./log";

let key0: u32 = 0;
let key1: u32 = 0;
let stage: u32 = 0;
let round: u32 = 0;
let point: u32 = 0;
let counter: u32 = 0;
/** The second half of a block, where it has not been used. */
let highWord: u32 = 0;
let lowWord: u32 = 0;
let hasHalf: bool = false;
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
  hasHalf = false;
  hasSpare = false;
}

/** Uniform on an odd multiple of 2^−53. */
export function uniform(): f64 {
  if (hasHalf) {
    hasHalf = false;
    return ofWords(highWord, lowWord);
  }
  let a = stage;
  let b = round;
  let c = point;
  let d = counter++;
  let x = key0;
  let y = key1;
  for (let k = 0; k < 10; k++) {
    const first = <u64>0xd2511f53 * <u64>a;
    const second = <u64>0xcd9e8d57 * <u64>c;
    a = <u32>(second >> 32) ^ b ^ x;
    b = <u32>second;
    c = <u32>(first >> 32) ^ d ^ y;
    d = <u32>first;
    x += 0x9e3779b9;
    y += 0xbb67ae85;
  }
  highWord = c;
  lowWord = d;
  hasHalf = true;
  return ofWords(a, b);
}

@inline
function ofWords(high: u32, low: u32): f64 {
  return (<f64>(high >> 6) * 67_108_864 + <f64>(low >> 6) + 0.5) * 2.220446049250313e-16;
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

/** Uniform in the unit ball of so many dimensions. */
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
  const factor = 1 / sqrt(square);
  for (let to = out; to < end; to += 8) store<f64>(to, load<f64>(to) * factor);
}
