import { exp, log } from "../../../../core/special";
import { logSumExp } from "../../log-sum";

/** Logarithm of a ratio of normalising constants, and its standard error. */
export interface BridgeEstimate {
  readonly logz: number;
  readonly error: number;
}

const mostRounds = 1000;
const tolerance = 1e-10;
/** Blocks of particles of common descent whose means count as independent. */
const blocks = 20;

/**
 * Bridge sampling: the normalising constant of a density from draws of it and draws of a normalised proposal,
 * by the bridge function with the smallest error.
 *
 * @param atParticles log(density / proposal) at draws of the density, relatives next to each other, shape `[n1]`
 * @param atDraws the same at independent draws of the proposal, shape `[n2]`
 * @see [Meng1996]
 */
export function bridge(atParticles: Float64Array, atDraws: Float64Array): BridgeEstimate {
  const [n1, n2] = [atParticles.length, atDraws.length];
  const logShare1 = log(n1 / (n1 + n2));
  const logShare2 = log(n2 / (n1 + n2));
  // log(s₁ l + s₂ z), the denominator of the bridge.
  const logSpan = (logRatio: number, logz: number): number => {
    const [a, b] = [logShare1 + logRatio, logShare2 + logz];
    const larger = Math.max(a, b);
    return larger + log(exp(a - larger) + exp(b - larger));
  };
  const termsOfDraws = (logz: number) => atDraws.map((l) => l - logSpan(l, logz));
  const termsOfParticles = (logz: number) => atParticles.map((l) => -logSpan(l, logz));
  let logz = logSumExp(atDraws) - log(n2);
  if (logz === Number.NEGATIVE_INFINITY) return { logz, error: Number.POSITIVE_INFINITY };
  for (let round = 0; round < mostRounds; round++) {
    const next = logSumExp(termsOfDraws(logz)) - log(n2) - (logSumExp(termsOfParticles(logz)) - log(n1));
    const change = Math.abs(next - logz);
    logz = next;
    if (change < tolerance) break;
  }
  const variance =
    relativeVariance(termsOfDraws(logz)) +
    Math.max(relativeVariance(termsOfParticles(logz)), blockVariance(termsOfParticles(logz)));
  return { logz, error: Math.sqrt(variance) };
}

/** Squared relative error of the mean of independent terms given by their logarithms. */
function relativeVariance(logTerms: Float64Array): number {
  const n = logTerms.length;
  const largest = logTerms.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const terms = logTerms.map((x) => exp(x - largest));
  const mean = terms.reduce((a, b) => a + b, 0) / n;
  let square = 0;
  for (const x of terms) square += (x / mean - 1) * (x / mean - 1);
  return square / (n * Math.max(1, n - 1));
}

/** The same from the means of blocks, within which the terms may depend on each other. */
function blockVariance(logTerms: Float64Array): number {
  const count = Math.min(blocks, logTerms.length);
  const means = Float64Array.from({ length: count }, (_, b) => {
    const block = logTerms.subarray(
      Math.floor((b * logTerms.length) / count),
      Math.floor(((b + 1) * logTerms.length) / count),
    );
    return logSumExp(block) - log(block.length);
  });
  return relativeVariance(means);
}
