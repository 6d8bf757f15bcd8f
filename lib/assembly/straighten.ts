/*
 * A triangular map of many points, eight at a time. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its twin in
 * TypeScript is in lib/src/fitting/nested-sampling/importance/transport/take-steps.ts; all operations are done in the same
 * order there, and a test holds both to the same bits.
 */
import * as at from "../src/fitting/nested-sampling/importance/transport/straighten-layout";

/**
 * @param y shape `[n, ndim]`, with room for seven more points behind
 * @param even even coordinates of leaning axes, of the shape of `y`
 * @param n number of points
 * @param ndim number of coordinates
 * @param numbers numbers of all steps, one after the other
 * @param places counts and places of all steps, one after the other
 * @param row room for the functions of eight points, and eight numbers behind
 * @param z of the shape of `y`
 * @param logScales sums of the logarithms of the scales that change, shape `[n]`, with room for seven more behind
 */
export function straighten(
  y: usize,
  even: usize,
  n: usize,
  ndim: usize,
  numbers: usize,
  places: usize,
  row: usize,
  z: usize,
  logScales: usize,
): void {
  const width = ndim << 3;
  const block = width << 3;
  for (let i: usize = 0; i < n; i += 8, y += block, even += block, z += block, logScales += 64) {
    let number = numbers;
    let place = places;
    let to = row;
    for (let j: usize = 0; j < width; j += 8) {
      const degree = load<u32>(place, 4);
      const knots = load<u32>(place, 8);
      putAxis(y + j, load<u32>(place) !== 0 ? even + j : 0, width, degree, knots, number, to);
      place += 12;
      number += (4 + knots) << 3;
      to += (1 + degree + knots) << 6;
    }
    let la = f64x2.splat(0);
    let lb = la;
    let lc = la;
    let ld = la;
    for (let j: usize = 0; j < width; j += 8) {
      const target = z + load<u32>(place);
      const x = row + load<u32>(place, 4);
      const changes = load<u32>(place, 8) !== 0;
      place += 12;
      sum(number, place, row, to);
      let a = f64x2.sub(v128.load(x), v128.load(to));
      let b = f64x2.sub(v128.load(x, 16), v128.load(to, 16));
      let c = f64x2.sub(v128.load(x, 32), v128.load(to, 32));
      let d = f64x2.sub(v128.load(x, 48), v128.load(to, 48));
      number += numbersOf(place);
      place += placesOf(place);
      if (changes) {
        sum(number, place, row, to);
        number += numbersOf(place);
        place += placesOf(place);
        const low = v128.load64_splat(number);
        const high = v128.load64_splat(number, 8);
        number += 16;
        const ea = bounded(v128.load(to), low, high);
        const eb = bounded(v128.load(to, 16), low, high);
        const ec = bounded(v128.load(to, 32), low, high);
        const ed = bounded(v128.load(to, 48), low, high);
        la = f64x2.add(la, ea);
        lb = f64x2.add(lb, eb);
        lc = f64x2.add(lc, ec);
        ld = f64x2.add(ld, ed);
        a = f64x2.mul(a, exp(f64x2.neg(ea)));
        b = f64x2.mul(b, exp(f64x2.neg(eb)));
        c = f64x2.mul(c, exp(f64x2.neg(ec)));
        d = f64x2.mul(d, exp(f64x2.neg(ed)));
      } else {
        const perScale = v128.load64_splat(number);
        number += 8;
        a = f64x2.mul(a, perScale);
        b = f64x2.mul(b, perScale);
        c = f64x2.mul(c, perScale);
        d = f64x2.mul(d, perScale);
      }
      putPair(a, target, width);
      putPair(b, target + 2 * width, width);
      putPair(c, target + 4 * width, width);
      putPair(d, target + 6 * width, width);
    }
    v128.store(logScales, la);
    v128.store(logScales, lb, 16);
    v128.store(logScales, lc, 32);
    v128.store(logScales, ld, 48);
  }
}

/**
 * The functions of a coordinate at eight points.
 * @param even 0 where it is the standardised one
 */
function putAxis(y: usize, even: usize, width: usize, degree: u32, knots: u32, number: usize, to: usize): void {
  const location = v128.load64_splat(number);
  const scale = v128.load64_splat(number, 8);
  const middle = v128.load64_splat(number, 16);
  const perReach = v128.load64_splat(number, 24);
  const one = f64x2.splat(1);
  const minusOne = f64x2.splat(-1);
  const zero = f64x2.splat(0);
  const last = to + 64;
  for (; to < last; to += 16, y += 2 * width) {
    const x = f64x2.div(f64x2.sub(pair(y, width), location), scale);
    v128.store(to, x);
    let next = to + 64;
    if (degree > 0) {
      let value = f64x2.mul(f64x2.sub(even !== 0 ? pair(even, width) : x, middle), perReach);
      value = f64x2.pmin(f64x2.pmax(value, minusOne), one);
      const t = value;
      let before = one;
      v128.store(next, t);
      next += 64;
      let pairs: usize = (at.recurrence + 4) << 3;
      for (let k: u32 = 2; k <= degree; k++, pairs += 16, next += 64) {
        const slope = v128.load64_splat(pairs);
        const drop = v128.load64_splat(pairs, 8);
        const grown = f64x2.sub(f64x2.mul(f64x2.mul(slope, t), value), f64x2.mul(drop, before));
        before = value;
        value = grown;
        v128.store(next, value);
      }
    }
    let knot = number + 32;
    for (let k: u32 = 0; k < knots; k++, knot += 8, next += 64) {
      v128.store(next, f64x2.pmax(zero, f64x2.sub(x, v128.load64_splat(knot))));
    }
    if (even !== 0) even += 2 * width;
  }
}

/** Numbers and places, in bytes, that a sum takes. */
@inline
function numbersOf(place: usize): usize {
  return (1 + load<u32>(place) + load<u32>(place, 4)) << 3;
}

@inline
function placesOf(place: usize): usize {
  return (2 + load<u32>(place) + 2 * load<u32>(place, 4)) << 2;
}

/** A constant, multiples of functions, and multiples of products of two, at eight points. */
function sum(number: usize, place: usize, row: usize, out: usize): void {
  let a = v128.load64_splat(number);
  let b = a;
  let c = a;
  let d = a;
  const products = place + 8 + (load<u32>(place) << 2);
  const end = products + (load<u32>(place, 4) << 3);
  place += 8;
  for (; place < products; place += 4) {
    number += 8;
    const factor = v128.load64_splat(number);
    const x = row + load<u32>(place);
    a = f64x2.add(a, f64x2.mul(factor, v128.load(x)));
    b = f64x2.add(b, f64x2.mul(factor, v128.load(x, 16)));
    c = f64x2.add(c, f64x2.mul(factor, v128.load(x, 32)));
    d = f64x2.add(d, f64x2.mul(factor, v128.load(x, 48)));
  }
  for (; place < end; place += 8) {
    number += 8;
    const factor = v128.load64_splat(number);
    const x = row + load<u32>(place);
    const y = row + load<u32>(place, 4);
    a = f64x2.add(a, f64x2.mul(f64x2.mul(factor, v128.load(x)), v128.load(y)));
    b = f64x2.add(b, f64x2.mul(f64x2.mul(factor, v128.load(x, 16)), v128.load(y, 16)));
    c = f64x2.add(c, f64x2.mul(f64x2.mul(factor, v128.load(x, 32)), v128.load(y, 32)));
    d = f64x2.add(d, f64x2.mul(f64x2.mul(factor, v128.load(x, 48)), v128.load(y, 48)));
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
}

@inline
function bounded(value: v128, low: v128, high: v128): v128 {
  return f64x2.pmin(f64x2.pmax(value, low), high);
}

/** e to the power x, for |x| < 700, as in lib/src/core/special/elementary/exp.ts. */
@inline
function exp(x: v128): v128 {
  const constants: usize = at.exponential << 3;
  const rounder = v128.load64_splat(constants, 8);
  const bits = f64x2.add(f64x2.mul(x, v128.load64_splat(constants)), rounder);
  const n = f64x2.sub(bits, rounder);
  const r = f64x2.sub(
    f64x2.sub(x, f64x2.mul(n, v128.load64_splat(constants, 16))),
    f64x2.mul(n, v128.load64_splat(constants, 24)),
  );
  const c2 = v128.load64_splat(constants, 32);
  const c3 = v128.load64_splat(constants, 40);
  const c4 = v128.load64_splat(constants, 48);
  const c5 = v128.load64_splat(constants, 56);
  const tail = f64x2.add(c2, f64x2.mul(r, f64x2.add(c3, f64x2.mul(r, f64x2.add(c4, f64x2.mul(r, c5))))));
  const growth = f64x2.add(r, f64x2.mul(f64x2.mul(r, r), tail));
  // The lowest digits of the rounded sum are those of n.
  const first = v128.load((((<usize>i64x2.extract_lane(bits, 0)) & 63) << 4) + (at.powers << 3));
  const second = v128.load((((<usize>i64x2.extract_lane(bits, 1)) & 63) << 4) + (at.powers << 3));
  const step = v128.shuffle<f64>(first, second, 0, 2);
  const missed = v128.shuffle<f64>(first, second, 1, 3);
  const value = f64x2.add(step, f64x2.add(missed, f64x2.mul(step, growth)));
  const exponent = v128.and(i64x2.add(bits, i64x2.splat(1023 << 6)), i64x2.splat(0x7ff << 6));
  return f64x2.mul(value, i64x2.shl(exponent, 46));
}

/** Numbers of two points. */
@inline
function pair(from: usize, width: usize): v128 {
  return v128.load64_lane(from + width, v128.load64_zero(from), 1);
}

@inline
function putPair(values: v128, to: usize, width: usize): void {
  v128.store64_lane(to, values, 0);
  v128.store64_lane(to + width, values, 1);
}
