import { plainGramKernel } from "../../../../../core/linalg/gram/gram-kernel";

/** What the kernels know of a mixture of `K` multivariate t distributions. */
export interface MixtureShapes {
  readonly ndim: number;
  /** A whole number. */
  readonly degreesOfFreedom: number;
  /** Shape `[K, ndim]`. */
  readonly centres: Float64Array;
  /** Inverses of the lower Cholesky factors of the scale matrices, shape `[K, ndim, ndim]`. */
  readonly inverseFactors: Float64Array;
  /** Centres multiplied by the inverse factors, shape `[K, ndim]`. */
  readonly whitenedCentres: Float64Array;
  /** Weights times densities at the centres, in any unit, shape `[K]`. */
  readonly peaks: Float64Array;
}

/** Densities in the unit of the peaks; zero where they are too small for a number. */
export interface MixtureTerms {
  /** Of each component, weight included, shape `[K, stride]`, of which the first `n` columns count. */
  readonly terms: Float64Array;
  readonly stride: number;
  /** Of the mixture, shape `[n]`. */
  readonly totals: Float64Array;
}

/** What a round of expectation finds out of every component. */
export interface MixtureMoments {
  /** Densities of the mixture, in the unit of the peaks, shape `[n]`. */
  readonly totals: Float64Array;
  /** Sums of weights times responsibilities, shape `[K]`. */
  readonly mass: Float64Array;
  /** Sums of squared weights times responsibilities, shape `[K]`. */
  readonly squares: Float64Array;
  /**
   * Sums over the points of the products of `(1, point − centre)` with itself, weighted by weight, responsibility and the
   * precision that a t distribution gives a point, `(ν + ndim) / (ν + squared distance)`: lower triangles of the shape
   * `[K, ndim + 1, ndim + 1]`, zeros above them.
   */
  readonly products: Float64Array;
}

/** Densities below this, in units of the highest peak, have lost digits: such points are passed over. */
export const leastTotal = 1e-250;
/** Responsibilities below this count as none: many components each see a little of every point. */
export const negligible = 1e-4;

/** The costly steps of densities and fits of mixtures of t distributions. All kernels give the same bits. */
export interface TMixtureKernel {
  /** @param points shape `[n, ndim]` */
  terms(mixture: MixtureShapes, points: Float64Array): MixtureTerms;
  /** @param weights shape `[n]`; of points with a total of less than {@link leastTotal} nothing is added up */
  moments(mixture: MixtureShapes, points: Float64Array, weights: Float64Array): MixtureMoments;
}

/** The kernel where there is no WebAssembly. */
export const plainTMixtureKernel: TMixtureKernel = {
  terms: (mixture, points) => {
    const { terms, stride, totals } = spread(mixture, points);
    return { terms, stride, totals };
  },
  moments,
};

function spread(mixture: MixtureShapes, points: Float64Array): MixtureTerms & { falls: Float64Array } {
  const { ndim: d, degreesOfFreedom: nu, peaks } = mixture;
  const n = points.length / d;
  const falls = new Float64Array(peaks.length * n);
  const terms = new Float64Array(peaks.length * n);
  const totals = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0, at = i; k < peaks.length; k++, at += n) {
      falls[at] = nu / (nu + squaredDistance(mixture, k, points, i * d));
      terms[at] = peaks[k] * halfPower(falls[at], nu + d);
      totals[i] += terms[at];
    }
  }
  return { falls, terms, stride: n, totals };
}

/** A number to the power `twice / 2`. */
function halfPower(x: number, twice: number): number {
  let power = twice & 1 ? Math.sqrt(x) : 1;
  let base = x;
  for (let m = twice >> 1; m > 0; m >>= 1) {
    if (m & 1) power *= base;
    base *= base;
  }
  return power;
}

function moments(mixture: MixtureShapes, points: Float64Array, weights: Float64Array): MixtureMoments {
  const { ndim: d, degreesOfFreedom: nu, centres, peaks } = mixture;
  const { falls, terms, totals } = spread(mixture, points);
  const n = totals.length;
  const p = d + 1;
  const inverse = totals.map((total) => (total >= leastTotal ? 1 / total : 0));
  const mass = new Float64Array(peaks.length);
  const squares = new Float64Array(peaks.length);
  const products = new Float64Array(peaks.length * p * p);
  const scale = 1 + d / nu;
  const rows = new Float64Array(n * p);
  // Points of even and of odd places have sums of their own.
  const sums = new Float64Array(4);
  for (let k = 0; k < peaks.length; k++) {
    let many = 0;
    sums.fill(0);
    for (let i = 0; i < n; i++) {
      const share = terms[k * n + i] * inverse[i];
      if (!(share >= negligible)) continue;
      const part = weights[i] * share;
      sums[i & 1] += part;
      sums[2 + (i & 1)] += weights[i] * part;
      const root = Math.sqrt(part * scale * falls[k * n + i]);
      rows[many * p] = root;
      for (let j = 0; j < d; j++) rows[many * p + 1 + j] = root * (points[i * d + j] - centres[k * d + j]);
      many++;
    }
    mass[k] = sums[0] + sums[1];
    squares[k] = sums[2] + sums[3];
    products.set(plainGramKernel.gram(rows, many, p), k * p * p);
  }
  return { totals, mass, squares, products };
}

/** Squared distance of the point at `at` from the centre of component `k`, in the metric of its scale matrix. */
export function squaredDistance(
  { ndim: d, whitenedCentres, inverseFactors }: MixtureShapes,
  k: number,
  y: Float64Array,
  at = 0,
): number {
  let sum = 0;
  let i = 0;
  // Two rows at a time: sums that do not wait for each other take half the time.
  for (; i + 1 < d; i += 2) {
    const row = (k * d + i) * d;
    let z = -whitenedCentres[k * d + i];
    let below = -whitenedCentres[k * d + i + 1];
    for (let j = 0; j <= i; j++) {
      z += inverseFactors[row + j] * y[at + j];
      below += inverseFactors[row + d + j] * y[at + j];
    }
    below += inverseFactors[row + d + i + 1] * y[at + i + 1];
    sum += z * z + below * below;
  }
  if (i < d) {
    let z = -whitenedCentres[k * d + i];
    for (let j = 0; j <= i; j++) z += inverseFactors[(k * d + i) * d + j] * y[at + j];
    sum += z * z;
  }
  return sum;
}
