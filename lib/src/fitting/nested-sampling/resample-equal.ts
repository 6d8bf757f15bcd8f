import type { RandomStream } from "../../core/random";

/**
 * Systematic resampling: indices of equal-weight draws, as many as there are weights, in random order. Each
 * index comes as often as its weight asks for, rounded up or down.
 *
 * @param weights normalised, shape `[n]`
 * @returns shape `[n]`
 */
export function resampleEqual(weights: Float64Array, stream: RandomStream): Uint32Array {
  const n = weights.length;
  const indices = new Uint32Array(n);
  const offset = stream.uniform();
  let cumulative = weights[0];
  let k = 0;
  for (let i = 0; i < n; i++) {
    const position = (i + offset) / n;
    while (position > cumulative && k < n - 1) cumulative += weights[++k];
    indices[i] = k;
  }
  return stream.permutation(n).map((i) => indices[i]);
}
