import type { Model } from "../../../src/fitting/nested-sampling";

/** A model whose evidence, and where said whose posterior, is known. */
export interface Problem extends Model {
  logLikelihood(parameters: Float64Array): number;
  readonly logz: number;
  readonly mean?: readonly number[];
  readonly sd?: readonly number[];
}

const log2Pi = Math.log(2 * Math.PI);
const names = (n: number) => Array.from({ length: n }, (_, i) => `x${i + 1}`);

function logAddExp(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/** Normal density with unit variances and correlation 0.95, prior uniform on (−10, 10). */
export function gauss(n: number): Problem {
  const rho = 0.95;
  const own = 1 / (1 - rho);
  const shared = -rho / ((1 - rho) * (1 + (n - 1) * rho));
  const logDeterminant = (n - 1) * Math.log(1 - rho) + Math.log(1 + (n - 1) * rho);
  return {
    parameters: names(n),
    priorTransform: (u) => u.map((x) => 20 * x - 10),
    logLikelihood(x) {
      let sum = 0;
      let square = 0;
      for (const xi of x) {
        sum += xi;
        square += xi * xi;
      }
      return -0.5 * (n * log2Pi + logDeterminant + own * square + shared * sum * sum);
    },
    logz: -n * Math.log(20),
    mean: Array(n).fill(0),
    sd: Array(n).fill(1),
  };
}

/** Two thin rings of radius 2 and width 0.1 round (±3.5, 0), prior uniform on (−6, 6). */
export const shells2: Problem = {
  parameters: names(2),
  priorTransform: (u) => u.map((x) => 12 * x - 6),
  logLikelihood([x, y]) {
    const ring = (centre: number) => {
      const offset = Math.sqrt((x - centre) ** 2 + y ** 2) - 2;
      return -(offset ** 2) / 0.02;
    };
    return -0.5 * Math.log(2 * Math.PI * 0.01) + logAddExp(ring(-3.5), ring(3.5));
  },
  logz: -1.7456422330343773,
  mean: [0, 0],
};

/** Eighteen equal modes, prior uniform on (0, 10 π). */
export const eggbox: Problem = {
  parameters: names(2),
  priorTransform: (u) => u.map((x) => 10 * Math.PI * x),
  logLikelihood: ([x, y]) => (2 + Math.cos(x / 2) * Math.cos(y / 2)) ** 5,
  logz: 235.85594,
};

/** Four modes of skewed and normal densities, prior uniform on (0, 1). */
export const loggamma2: Problem = {
  parameters: names(2),
  priorTransform: (u) => u,
  logLikelihood([x, y]) {
    const width = 1 / 30;
    const logGamma = (at: number) => {
      const z = (x - at) / width;
      return z - Math.exp(z) - Math.log(width);
    };
    const normal = (at: number) => -0.5 * ((y - at) / width) ** 2 - 0.5 * log2Pi - Math.log(width);
    return logAddExp(logGamma(1 / 3), logGamma(2 / 3)) + logAddExp(normal(1 / 3), normal(2 / 3)) - 2 * Math.LN2;
  },
  logz: 0,
};

/** A broad normal density and, inside it, a narrow one a hundred times as heavy, prior uniform on (−½, ½)³. */
export const spikeSlab: Problem = {
  parameters: names(3),
  priorTransform: (u) => u.map((x) => x - 0.5),
  logLikelihood(x) {
    let broad = 0;
    let narrow = 0;
    for (const xi of x) {
      broad += (xi / 0.1) ** 2;
      narrow += ((xi - 0.031) / 0.01) ** 2;
    }
    const norm = (sd: number) => -1.5 * log2Pi - 3 * Math.log(sd);
    return logAddExp(norm(0.1) - 0.5 * broad, Math.log(100) + norm(0.01) - 0.5 * narrow);
  },
  logz: Math.log(101),
  mean: Array(3).fill((100 * 0.031) / 101),
};

/** Exponential in the largest coordinate: every contour is a cube, with corners that an ellipsoid misses easily. */
export const cubes4: Problem = {
  parameters: names(4),
  priorTransform: (u) => u,
  logLikelihood: (x) => -Math.max(...Array.from(x, (xi) => Math.abs(xi - 0.5))) / 0.01,
  // ∫ exp(−m / s) d 2ᵈ mᵈ⁻¹ dm = d! (2 s)ᵈ
  logz: Math.log(24) + 4 * Math.log(0.02),
};

/** A normal density cut off at a third of its peak: all of the best third shares one likelihood. */
export const plateauOnTop: Problem = {
  parameters: names(2),
  priorTransform: (u) => u.map((x) => 10 * x - 5),
  logLikelihood: ([x, y]) => Math.min(-0.5 * (x * x + y * y), -Math.log(3)),
  // Plateau of radius² 2 ln 3 and height 1/3, beyond it the tail of the normal density.
  logz: Math.log((2 * Math.PI * (Math.log(3) + 1)) / 3 / 100),
  mean: [0, 0],
};

/** A peak beside a flat region: nine tenths of the prior share one likelihood in the middle of its range. */
export const plateauInside: Problem = {
  parameters: names(2),
  priorTransform: (u) => u,
  logLikelihood: ([x, y]) => (x < 0.1 ? 5 - ((y - 0.5) / 0.1) ** 2 / 2 : 0),
  logz: Math.log(0.9 + 0.1 * Math.exp(5) * 0.1 * Math.sqrt(2 * Math.PI)),
};

/** A normal density at the edge of a region where the likelihood vanishes: three quarters of the prior. */
export const forbidden: Problem = {
  parameters: names(2),
  priorTransform: (u) => u.map((x) => 2 * x - 1),
  logLikelihood: ([x, y]) =>
    x < 0 || y < 0 ? Number.NEGATIVE_INFINITY : -0.5 * ((x / 0.1) ** 2 + (y / 0.1) ** 2) - log2Pi - 2 * Math.log(0.1),
  logz: Math.log(1 / 16),
  mean: [0.1 * Math.sqrt(2 / Math.PI), 0.1 * Math.sqrt(2 / Math.PI)],
  sd: Array(2).fill(0.1 * Math.sqrt(1 - 2 / Math.PI)),
};
