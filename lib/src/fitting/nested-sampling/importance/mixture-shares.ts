/** What the shares of a mixture are fitted to. */
export interface ShareMaterial {
  /** Densities of the `m` components at `n` points, shape `[n, m]`, row-major. */
  readonly densities: Float64Array;
  /** Posterior weights of the points, adding up to 1, shape `[n]`. */
  readonly weights: Float64Array;
  /** Posterior densities at the points, in any unit, shape `[n]`. */
  readonly targets: Float64Array;
  readonly components: number;
}

const likelihoodRounds = 15;
const varianceRounds = 80;
/** Part of the shares that follows the likelihood alone: it keeps every component that saw mass. */
const cautious = 0.15;

/**
 * Shares of the components of a mixture `q` from which importance sampling of a posterior `p` is most efficient: they
 * minimise `∫ p²/q`, and so the variance of the weights. Both the first rounds, which maximise the weighted
 * likelihood, and those that lower the variance go downhill at every step.
 *
 * @returns shape `[m]`, adding up to 1
 * @see [Cappe2008]
 */
export function mixtureShares({ densities, weights, targets, components: m }: ShareMaterial): Float64Array {
  const n = weights.length;
  let shares: Float64Array = new Float64Array(m).fill(1 / m);
  const mixed = new Float64Array(n);
  const mix = (): void => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += shares[j] * densities[i * m + j];
      mixed[i] = sum;
    }
  };
  const round = (factor: (i: number) => number, update: (share: number, gain: number) => number): void => {
    mix();
    const gain = new Float64Array(m);
    for (let i = 0; i < n; i++) {
      if (mixed[i] === 0) continue;
      const f = factor(i);
      for (let j = 0; j < m; j++) gain[j] += f * densities[i * m + j];
    }
    shares = normalised(shares.map((share, j) => update(share, gain[j])));
  };
  for (let k = 0; k < likelihoodRounds; k++)
    round(
      (i) => weights[i] / mixed[i],
      (share, gain) => share * gain,
    );
  const likely = shares;
  for (let k = 0; k < varianceRounds; k++) {
    round(
      (i) => (weights[i] * targets[i]) / (mixed[i] * mixed[i]),
      (share, gain) => share * Math.sqrt(gain),
    );
  }
  return shares.map((share, j) => (1 - cautious) * share + cautious * likely[j]);
}

function normalised(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}
