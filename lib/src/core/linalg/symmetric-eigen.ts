/** Eigenvalues and eigenvectors of a symmetric matrix. */
export interface SymmetricEigen {
  /** Descending, shape `[n]`. */
  readonly values: Float64Array;
  /** Row `k` is the unit eigenvector of `values[k]`, shape `[n, n]`, row-major. */
  readonly vectors: Float64Array;
}

/**
 * Eigen-decomposition of a symmetric matrix by cyclic Jacobi rotations, accurate for small eigenvalues too.
 * Meant for small matrices: the work grows as `n³` times a few sweeps.
 *
 * @param a shape `[n, n]`, row-major, symmetric; not modified
 * @param n order of the matrix
 * @returns eigenvalues descending; the largest component of each eigenvector is positive
 * @see [Golub2013], section 8.5
 *
 * @example
 * ```ts
 * import { symmetricEigen } from "nightbook/core";
 *
 * symmetricEigen(Float64Array.of(1, 0, 0, 9), 2).values.join(); // => "9,1"
 * ```
 */
export function symmetricEigen(a: Float64Array, n: number): SymmetricEigen {
  const m = Float64Array.from(a);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotated = rotate(m, v, n, p, q) || rotated;
    }
    if (!rotated) break;
  }
  return sorted(m, v, n);
}

const maxSweeps = 50;

/** Zeroes the element (p, q) by a rotation of the plane p, q; false when it is already negligible. */
function rotate(m: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const apq = m[p * n + q];
  const app = m[p * n + p];
  const aqq = m[q * n + q];
  if (Math.abs(apq) <= 1e-17 * Math.sqrt(Math.abs(app * aqq)) || apq === 0) {
    m[p * n + q] = 0;
    m[q * n + p] = 0;
    return false;
  }
  const theta = (aqq - app) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  m[p * n + p] = app - t * apq;
  m[q * n + q] = aqq + t * apq;
  m[p * n + q] = 0;
  m[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    if (k !== p && k !== q) {
      const akp = m[k * n + p];
      const akq = m[k * n + q];
      m[k * n + p] = m[p * n + k] = c * akp - s * akq;
      m[k * n + q] = m[q * n + k] = s * akp + c * akq;
    }
    const vp = v[p * n + k];
    const vq = v[q * n + k];
    v[p * n + k] = c * vp - s * vq;
    v[q * n + k] = s * vp + c * vq;
  }
  return true;
}

function sorted(m: Float64Array, v: Float64Array, n: number): SymmetricEigen {
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => m[j * n + j] - m[i * n + i] || i - j);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  for (const [k, i] of order.entries()) {
    values[k] = m[i * n + i];
    const row = v.subarray(i * n, i * n + n);
    let largest = 0;
    for (const component of row) if (Math.abs(component) > Math.abs(largest)) largest = component;
    for (let j = 0; j < n; j++) vectors[k * n + j] = largest < 0 ? -row[j] : row[j];
  }
  return { values, vectors };
}
