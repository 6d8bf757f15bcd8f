/*
 * Densities of a mixture of t distributions at many points, and the moments that a round of expectation and maximisation
 * asks for. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its twin in TypeScript is t-mixture-kernel.ts in
 * lib/src/fitting/nested-sampling/importance/mixture/kernel; every sum is added up in the same order there, and a test holds
 * both to the same bits.
 */
import * as layout from "../src/fitting/nested-sampling/importance/mixture/kernel/layout";
import { gram } from "./gram";

const gathered: usize = layout.gathered;

/**
 * Points in blocks of eight, each coordinate of the eight next to each other; behind the last point there are zeros.
 * @param points shape `[n, d]`
 * @param blocks shape `[⌈n / 8⌉, d, 8]`
 */
export function arrange(points: usize, n: usize, d: usize, blocks: usize): void {
  const whole = (n + 7) & ~7;
  for (let i: usize = 0; i < whole; i++) {
    const from = points + i * (d << 3);
    const to = blocks + ((i & ~7) * d + (i & 7)) * 8;
    for (let j: usize = 0; j < d; j++) store<f64>(to + (j << 6), i < n ? load<f64>(from + (j << 3)) : 0);
  }
}

/**
 * Terms of the mixture at points, eight at a time.
 * @param blocks arranged points
 * @param count of blocks
 * @param inverse inverse factors, shape `[K, d, d]`
 * @param whitened centres times inverse factors, shape `[K, d]`
 * @param peaks shape `[K]`
 * @param falls receives ν / (ν + squared distance), shape `[K, 8 count]`
 * @param terms receives peak times fall to the power (ν + d) / 2, shape `[K, 8 count]`
 * @param totals receives their sums, shape `[8 count]`
 */
export function spread(
  blocks: usize,
  count: usize,
  d: usize,
  components: usize,
  nu: i32,
  inverse: usize,
  whitened: usize,
  peaks: usize,
  falls: usize,
  terms: usize,
  totals: usize,
): void {
  const width = d << 3;
  const column = count << 6;
  const freedom = f64x2.splat(<f64>nu);
  const twice = nu + <i32>d;
  for (let b: usize = 0; b < count; b++) {
    const block = blocks + b * d * 64;
    const to = b << 6;
    let sa = f64x2.splat(0);
    let sb = sa;
    let sc = sa;
    let sd = sa;
    let row = inverse;
    let centre = whitened;
    for (let k: usize = 0; k < components; k++) {
      let qa = f64x2.splat(0);
      let qb = qa;
      let qc = qa;
      let qd = qa;
      let i: usize = 0;
      for (; i + 2 <= d; i += 2, row += 2 * width) {
        let za = f64x2.neg(v128.load64_splat(centre));
        let zb = za;
        let zc = za;
        let zd = za;
        let ya = f64x2.neg(v128.load64_splat(centre, 8));
        let yb = ya;
        let yc = ya;
        let yd = ya;
        centre += 16;
        let x = block;
        const end = row + ((i + 1) << 3);
        for (let l = row; l < end; l += 8, x += 64) {
          const upper = v128.load64_splat(l);
          const lower = v128.load64_splat(l + width);
          const a = v128.load(x);
          za = f64x2.add(za, f64x2.mul(upper, a));
          ya = f64x2.add(ya, f64x2.mul(lower, a));
          const b = v128.load(x, 16);
          zb = f64x2.add(zb, f64x2.mul(upper, b));
          yb = f64x2.add(yb, f64x2.mul(lower, b));
          const c = v128.load(x, 32);
          zc = f64x2.add(zc, f64x2.mul(upper, c));
          yc = f64x2.add(yc, f64x2.mul(lower, c));
          const e = v128.load(x, 48);
          zd = f64x2.add(zd, f64x2.mul(upper, e));
          yd = f64x2.add(yd, f64x2.mul(lower, e));
        }
        const last = v128.load64_splat(end + width);
        ya = f64x2.add(ya, f64x2.mul(last, v128.load(x)));
        yb = f64x2.add(yb, f64x2.mul(last, v128.load(x, 16)));
        yc = f64x2.add(yc, f64x2.mul(last, v128.load(x, 32)));
        yd = f64x2.add(yd, f64x2.mul(last, v128.load(x, 48)));
        qa = f64x2.add(qa, f64x2.add(f64x2.mul(za, za), f64x2.mul(ya, ya)));
        qb = f64x2.add(qb, f64x2.add(f64x2.mul(zb, zb), f64x2.mul(yb, yb)));
        qc = f64x2.add(qc, f64x2.add(f64x2.mul(zc, zc), f64x2.mul(yc, yc)));
        qd = f64x2.add(qd, f64x2.add(f64x2.mul(zd, zd), f64x2.mul(yd, yd)));
      }
      if (i < d) {
        let za = f64x2.neg(v128.load64_splat(centre));
        let zb = za;
        let zc = za;
        let zd = za;
        centre += 8;
        let x = block;
        const end = row + width;
        for (; row < end; row += 8, x += 64) {
          const l = v128.load64_splat(row);
          za = f64x2.add(za, f64x2.mul(l, v128.load(x)));
          zb = f64x2.add(zb, f64x2.mul(l, v128.load(x, 16)));
          zc = f64x2.add(zc, f64x2.mul(l, v128.load(x, 32)));
          zd = f64x2.add(zd, f64x2.mul(l, v128.load(x, 48)));
        }
        qa = f64x2.add(qa, f64x2.mul(za, za));
        qb = f64x2.add(qb, f64x2.mul(zb, zb));
        qc = f64x2.add(qc, f64x2.mul(zc, zc));
        qd = f64x2.add(qd, f64x2.mul(zd, zd));
      }
      const fa = f64x2.div(freedom, f64x2.add(freedom, qa));
      const fb = f64x2.div(freedom, f64x2.add(freedom, qb));
      const fc = f64x2.div(freedom, f64x2.add(freedom, qc));
      const fd = f64x2.div(freedom, f64x2.add(freedom, qd));
      const at = to + k * column;
      v128.store(falls + at, fa);
      v128.store(falls + at, fb, 16);
      v128.store(falls + at, fc, 32);
      v128.store(falls + at, fd, 48);
      const peak = v128.load64_splat(peaks + (k << 3));
      const ta = f64x2.mul(peak, halfPower(fa, twice));
      const tb = f64x2.mul(peak, halfPower(fb, twice));
      const tc = f64x2.mul(peak, halfPower(fc, twice));
      const td = f64x2.mul(peak, halfPower(fd, twice));
      v128.store(terms + at, ta);
      v128.store(terms + at, tb, 16);
      v128.store(terms + at, tc, 32);
      v128.store(terms + at, td, 48);
      sa = f64x2.add(sa, ta);
      sb = f64x2.add(sb, tb);
      sc = f64x2.add(sc, tc);
      sd = f64x2.add(sd, td);
    }
    v128.store(totals + to, sa);
    v128.store(totals + to, sb, 16);
    v128.store(totals + to, sc, 32);
    v128.store(totals + to, sd, 48);
  }
}

/** Numbers to the power `twice / 2`. */
@inline
function halfPower(x: v128, twice: i32): v128 {
  let power = twice & 1 ? f64x2.sqrt(x) : f64x2.splat(1);
  let base = x;
  for (let m = twice >> 1; m > 0; m >>= 1) {
    if (m & 1) power = f64x2.mul(power, base);
    base = f64x2.mul(base, base);
  }
  return power;
}

/**
 * What a round of expectation finds out of every component.
 * @param points shape `[n, d]`, with room for one more number
 * @param weights of the points, shape `[n]`, with room for one more
 * @param falls what `spread` has found, shape `[K, 8 count]`
 * @param terms the same
 * @param totals the same; behind the last point they are overwritten, and the others turned into their inverses
 * @param least a point whose total is less, or not a number, is passed over
 * @param negligible a smaller responsibility counts as none
 * @param rows room for `gathered` rows of d + 1 numbers, and one more number
 * @param masses receives sums of weights and of their squares, shape `[K, 2]`
 * @param products receives moments, zeros, shape `[K, d + 1, d + 2]`
 */
export function moments(
  points: usize,
  weights: usize,
  n: usize,
  d: usize,
  components: usize,
  nu: i32,
  centres: usize,
  falls: usize,
  terms: usize,
  totals: usize,
  least: f64,
  negligible: f64,
  rows: usize,
  masses: usize,
  products: usize,
): void {
  const column = ((n + 7) & ~7) << 3;
  const width = d << 3;
  for (let i: usize = 0; i < column; i += 8) {
    const total = load<f64>(totals + i);
    store<f64>(totals + i, i < n << 3 && total >= least ? 1 / total : 0);
  }
  if (n & 1) store<f64>(weights + (n << 3), 0);
  const scale = f64x2.splat(1 + <f64>d / <f64>nu);
  const lowest = f64x2.splat(negligible);
  for (let k: usize = 0; k < components; k++) {
    const centre = centres + k * width;
    const out = products + k * (((d + 1) * (d + 2)) << 3);
    let mass = f64x2.splat(0);
    let squares = mass;
    let many: usize = 0;
    for (let i: usize = 0; i < n << 3; i += 16) {
      const share = f64x2.mul(v128.load(terms + i), v128.load(totals + i));
      const kept = f64x2.ge(share, lowest);
      if (!v128.any_true(kept)) continue;
      const w = v128.load(weights + i);
      const part = v128.and(f64x2.mul(w, share), kept);
      mass = f64x2.add(mass, part);
      squares = f64x2.add(squares, f64x2.mul(w, part));
      const root = f64x2.sqrt(f64x2.mul(f64x2.mul(part, scale), v128.load(falls + i)));
      if (i64x2.extract_lane(kept, 0)) {
        put(f64x2.extract_lane(root, 0), points + i * d, centre, width, rows + many * (width + 8));
        many++;
      }
      if (i64x2.extract_lane(kept, 1)) {
        put(f64x2.extract_lane(root, 1), points + (i + 8) * d, centre, width, rows + many * (width + 8));
        many++;
      }
      if (many + 2 > gathered) {
        // Groups stay whole: the rest goes to the front.
        const done = many & ~7;
        gram(rows, done, d + 1, out);
        many -= done;
        memory.copy(rows, rows + done * (width + 8), many * (width + 8));
      }
    }
    gram(rows, many, d + 1, out);
    store<f64>(masses + (k << 4), f64x2.extract_lane(mass, 0) + f64x2.extract_lane(mass, 1));
    store<f64>(masses + (k << 4), f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1), 8);
    falls += column;
    terms += column;
  }
}

/** A row of the root of a weight, and of it times the offset of a point from a centre. */
@inline
function put(root: f64, point: usize, centre: usize, width: usize, to: usize): void {
  store<f64>(to, root);
  const both = f64x2.splat(root);
  for (let j: usize = 0; j < width; j += 16) {
    v128.store(to + j, f64x2.mul(both, f64x2.sub(v128.load(point + j), v128.load(centre + j))), 8);
  }
}
