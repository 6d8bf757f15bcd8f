/*
 * The costly steps of covariances, distances in their units and ridge regressions. AssemblyScript:
 * `node scripts/build-wasm.cjs` compiles it. Its twin in TypeScript is in lib/src/core/linalg/gram/gram-kernel.ts; every sum
 * is added up in the same order there, and a test holds both to the same bits.
 */

/**
 * The lower triangle of `XᵀX`, in groups of four rows, which are added up first; two groups at a time, to spare memory.
 * @param rows X, shape `[n, p]`
 * @param out shape `[p, p + 1]`, zeros; one number behind the diagonal of each row is overwritten
 */
export function gram(rows: usize, n: usize, p: usize, out: usize): void {
  const width = p << 3;
  const stride = (p + 1) << 3;
  let i: usize = 0;
  let at = rows;
  for (; i + 8 <= n; i += 8, at += width << 3) {
    for (let j: usize = 0; j < width; j += 8) {
      const xa = v128.load64_splat(at + j);
      const xb = v128.load64_splat(at + width + j);
      const xc = v128.load64_splat(at + 2 * width + j);
      const xd = v128.load64_splat(at + 3 * width + j);
      const xe = v128.load64_splat(at + 4 * width + j);
      const xf = v128.load64_splat(at + 5 * width + j);
      const xg = v128.load64_splat(at + 6 * width + j);
      const xh = v128.load64_splat(at + 7 * width + j);
      const row = out + (j >> 3) * stride;
      for (let k: usize = 0; k <= j; k += 16) {
        const a = at + k;
        const first = four(xa, xb, xc, xd, a, width);
        const second = four(xe, xf, xg, xh, a + 4 * width, width);
        v128.store(row + k, f64x2.add(f64x2.add(v128.load(row + k), first), second));
      }
    }
  }
  for (; i + 4 <= n; i += 4, at += width << 2) {
    for (let j: usize = 0; j < width; j += 8) {
      const xa = v128.load64_splat(at + j);
      const xb = v128.load64_splat(at + width + j);
      const xc = v128.load64_splat(at + 2 * width + j);
      const xd = v128.load64_splat(at + 3 * width + j);
      const row = out + (j >> 3) * stride;
      for (let k: usize = 0; k <= j; k += 16) {
        v128.store(row + k, f64x2.add(v128.load(row + k), four(xa, xb, xc, xd, at + k, width)));
      }
    }
  }
  for (; i < n; i++, at += width) {
    for (let j: usize = 0; j < width; j += 8) {
      const x = v128.load64_splat(at + j);
      const row = out + (j >> 3) * stride;
      for (let k: usize = 0; k <= j; k += 16) {
        v128.store(row + k, f64x2.add(v128.load(row + k), f64x2.mul(x, v128.load(at + k))));
      }
    }
  }
}

@inline
function four(xa: v128, xb: v128, xc: v128, xd: v128, at: usize, width: usize): v128 {
  const ab = f64x2.add(f64x2.mul(xa, v128.load(at)), f64x2.mul(xb, v128.load(at + width)));
  const cd = f64x2.add(f64x2.mul(xc, v128.load(at + 2 * width)), f64x2.mul(xd, v128.load(at + 3 * width)));
  return f64x2.add(ab, cd);
}

/**
 * `|L⁻¹ x|²` of rows, eight at a time.
 * @param rows shape `[n, p]`, with room for seven more behind
 * @param factor L, shape `[p, p]`
 * @param solved room for eight rows
 * @param out shape `[n]`, with room for seven more behind
 */
export function whitenedSquares(rows: usize, factor: usize, n: usize, p: usize, solved: usize, out: usize): void {
  const width = p << 3;
  for (let i: usize = 0; i < n; i += 8) {
    const at = rows + i * width;
    let ha = f64x2.splat(0);
    let hb = ha;
    let hc = ha;
    let hd = ha;
    for (let j: usize = 0; j < width; j += 8) {
      let a = pair(at + j, width);
      let b = pair(at + 2 * width + j, width);
      let c = pair(at + 4 * width + j, width);
      let d = pair(at + 6 * width + j, width);
      const row = factor + (j >> 3) * width;
      let s = solved;
      for (let k: usize = 0; k < j; k += 8, s += 64) {
        const l = v128.load64_splat(row + k);
        a = f64x2.sub(a, f64x2.mul(l, v128.load(s)));
        b = f64x2.sub(b, f64x2.mul(l, v128.load(s, 16)));
        c = f64x2.sub(c, f64x2.mul(l, v128.load(s, 32)));
        d = f64x2.sub(d, f64x2.mul(l, v128.load(s, 48)));
      }
      const pivot = v128.load64_splat(row + j);
      a = f64x2.div(a, pivot);
      b = f64x2.div(b, pivot);
      c = f64x2.div(c, pivot);
      d = f64x2.div(d, pivot);
      v128.store(s, a);
      v128.store(s, b, 16);
      v128.store(s, c, 32);
      v128.store(s, d, 48);
      ha = f64x2.add(ha, f64x2.mul(a, a));
      hb = f64x2.add(hb, f64x2.mul(b, b));
      hc = f64x2.add(hc, f64x2.mul(c, c));
      hd = f64x2.add(hd, f64x2.mul(d, d));
    }
    const to = out + (i << 3);
    v128.store(to, ha);
    v128.store(to, hb, 16);
    v128.store(to, hc, 32);
    v128.store(to, hd, 48);
  }
}

/** Numbers of two rows. */
@inline
function pair(at: usize, width: usize): v128 {
  return v128.load64_lane(at + width, v128.load64_zero(at), 1);
}
