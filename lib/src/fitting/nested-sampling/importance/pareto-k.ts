import { exp, log, log1p } from "../../../core/special";

/** Fewest weights in the tail from which a shape can be told. */
const fewest = 5;
/** The prior of the shape: as if ten more weights had shown 0.5. */
const [priorCount, priorShape] = [10, 0.5];

/** Where so many of the draws are effective, weights are nearly even, and the shape of their tail says nothing. */
const evenly = 0.9;

/** Whether the weights are so even that their tail is of no account. */
export function areEven({ n, nEffective }: { readonly n: number; readonly nEffective: number }): boolean {
  return nEffective > evenly * n;
}

/**
 * Shape k of the generalised Pareto distribution that the largest importance weights follow. With k below 0.5 they
 * have a variance, and a mean of weights an error that can be trusted; above 0.7 not even much more draws help.
 * It knows nothing of places where there was no draw.
 *
 * @param logWeights shape `[n]`, with any common offset; `-Infinity` for a weight of 0
 * @returns the shape; −1 when the largest weights are equal; `Infinity` when there are fewer than five to judge by
 * @see [Zhang2009] for the estimator, [Vehtari2024] for its prior and for the length of the tail
 */
export function paretoK(logWeights: Float64Array): number {
  const sorted = Float64Array.from(logWeights).sort().reverse();
  const n = sorted.length;
  const length = Math.ceil(Math.min(0.2 * n, 3 * Math.sqrt(n)));
  if (length < fewest || sorted[fewest - 1] === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const threshold = exp(sorted[length] - sorted[0]);
  const excesses = sorted
    .subarray(0, length)
    .map((x) => exp(x - sorted[0]) - threshold)
    .filter((x) => x > 0)
    .reverse();
  if (excesses.length < fewest) return excesses.length === 0 ? -1 : Number.POSITIVE_INFINITY;
  const m = excesses.length;
  return (m * generalisedParetoShape(excesses) + priorCount * priorShape) / (m + priorCount);
}

/**
 * Shape of a generalised Pareto distribution from a sample of it: the mean over a quasi-posterior of θ = −k/σ on a
 * grid, for each point of which the likelihood gives k.
 *
 * @param x positive, ascending, shape `[n]`
 * @see [Zhang2009]
 */
export function generalisedParetoShape(x: Float64Array): number {
  const n = x.length;
  const count = 30 + Math.floor(Math.sqrt(n));
  const quartile = x[Math.max(0, Math.floor(n / 4 + 0.5) - 1)];
  const theta = Float64Array.from(
    { length: count },
    (_, j) => 1 / x[n - 1] + (1 - Math.sqrt(count / (j + 0.5))) / (3 * quartile),
  );
  const logLikelihood = theta.map((t) => {
    const k = shapeGiven(t, x);
    return n * (log(-t / k) - k - 1);
  });
  const largest = logLikelihood.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  let mean = 0;
  for (let j = 0; j < count; j++) {
    const weight = exp(logLikelihood[j] - largest);
    sum += weight;
    mean += weight * theta[j];
  }
  return shapeGiven(mean / sum, x);
}

function shapeGiven(theta: number, x: Float64Array): number {
  let sum = 0;
  for (const xi of x) sum += log1p(-theta * xi);
  return sum / x.length;
}
