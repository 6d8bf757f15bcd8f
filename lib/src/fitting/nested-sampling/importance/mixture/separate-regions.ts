import { cholesky, solveLower } from "../../../../core/linalg";
import { type TMixture, withWeights } from "./t-mixture";

/** Least weight of a region of its own. */
const leastRegion = 0.02;
/** All regions together are raised by no more than this. */
const mostRaised = 0.3;
/** Squared distance of two centres, in units of the sum of the covariances, up to which components touch. */
const touching = 12;

/**
 * Gives every region of its own, a set of components that touch each other but no others, at least a weight of
 * 0.02, so that a minor mode is not drawn so seldom that its mass cannot be told.
 */
export function withRegionFloor(mixture: TMixture): TMixture {
  const region = regionsOf(mixture);
  const count = Math.max(...region) + 1;
  if (count === 1) return mixture;
  const mass = new Float64Array(count);
  for (const [k, r] of region.entries()) mass[r] += mixture.weights[k];
  const floor = Math.min(leastRegion, mostRaised / count);
  const raised = mass.map((m) => Math.max(m, floor));
  const total = raised.reduce((sum, m) => sum + m, 0);
  return withWeights(
    mixture,
    mixture.weights.map((w, k) => (w * raised[region[k]]) / mass[region[k]] / total),
  );
}

/** Region of each component, numbered from 0: components that touch, directly or by way of others, share one. */
export function regionsOf(mixture: TMixture): number[] {
  const count = mixture.weights.length;
  const region = Array.from({ length: count }, (_, k) => k);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      if (region[a] === region[b] || !touch(mixture, a, b)) continue;
      const [low, high] = [Math.min(region[a], region[b]), Math.max(region[a], region[b])];
      for (let k = 0; k < count; k++) if (region[k] === high) region[k] = low;
    }
  }
  const numbers = [...new Set(region)];
  return region.map((r) => numbers.indexOf(r));
}

/** Whether the centres are close in the metric of the sum of the two scale matrices. */
function touch({ ndim: d, centres, factors }: TMixture, a: number, b: number): boolean {
  const sum = new Float64Array(d * d);
  for (const k of [a, b]) {
    const l = factors.subarray(k * d * d, (k + 1) * d * d);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) for (let m = 0; m <= j; m++) sum[i * d + j] += l[i * d + m] * l[j * d + m];
    }
  }
  const line = Float64Array.from({ length: d }, (_, j) => centres[a * d + j] - centres[b * d + j]);
  const factor = cholesky(sum, d);
  if (factor === null) return false;
  return solveLower(factor, line, line).reduce((square, z) => square + z * z, 0) <= touching;
}
