/** The costly steps of covariances, of distances in their units and of ridge regressions. All kernels give the same bits. */
export interface GramKernel {
  /** The Gram matrix `XᵀX` of the columns of X, for rows of shape `[n, p]`: its lower triangle, zeros above it, shape `[p, p]`. */
  gram(rows: Float64Array, n: number, p: number): Float64Array;
  /**
   * `|L⁻¹ x|²` of each row x, with the lower triangular factor L of shape `[p, p]`; shape `[n]`. It is the squared Mahalanobis
   * distance where `L Lᵀ` is a covariance, the leverage where it is the Gram matrix.
   */
  whitenedSquares(rows: Float64Array, factor: Float64Array, n: number, p: number): Float64Array;
}

/** The kernel where there is no WebAssembly. */
export const plainGramKernel: GramKernel = { gram, whitenedSquares };

/** Four rows at a time, to spare memory. */
function gram(rows: Float64Array, n: number, p: number): Float64Array {
  const products = new Float64Array(p * p);
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    const a = i * p;
    const b = a + p;
    const c = b + p;
    const d = c + p;
    for (let j = 0; j < p; j++) {
      const xa = rows[a + j];
      const xb = rows[b + j];
      const xc = rows[c + j];
      const xd = rows[d + j];
      const row = j * p;
      for (let k = 0; k <= j; k++) {
        products[row + k] += xa * rows[a + k] + xb * rows[b + k] + (xc * rows[c + k] + xd * rows[d + k]);
      }
    }
  }
  for (let i = whole; i < n; i++) {
    for (let j = 0; j < p; j++) {
      for (let k = 0; k <= j; k++) products[j * p + k] += rows[i * p + j] * rows[i * p + k];
    }
  }
  return products;
}

/** Four rows at a time. */
function whitenedSquares(rows: Float64Array, factor: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n);
  const solved = new Float64Array(4 * p);
  for (let i = 0; i < n; i += 4) {
    const many = Math.min(4, n - i);
    for (let j = 0; j < p; j++) {
      let a = rows[i * p + j];
      let b = many > 1 ? rows[(i + 1) * p + j] : 0;
      let c = many > 2 ? rows[(i + 2) * p + j] : 0;
      let d = many > 3 ? rows[(i + 3) * p + j] : 0;
      const row = j * p;
      for (let k = 0; k < j; k++) {
        const l = factor[row + k];
        a -= l * solved[4 * k];
        b -= l * solved[4 * k + 1];
        c -= l * solved[4 * k + 2];
        d -= l * solved[4 * k + 3];
      }
      const pivot = factor[row + j];
      solved[4 * j] = a / pivot;
      solved[4 * j + 1] = b / pivot;
      solved[4 * j + 2] = c / pivot;
      solved[4 * j + 3] = d / pivot;
    }
    for (let j = 0; j < p; j++) for (let m = 0; m < many; m++) out[i + m] += solved[4 * j + m] * solved[4 * j + m];
  }
  return out;
}
