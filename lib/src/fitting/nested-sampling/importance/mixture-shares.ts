import { log } from "../../../core/special";
import { addRows, innerProducts } from "./row-products";

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

/** Rounds at most, and gains that are not worth another: in mean log-density, and of the variance in parts of it. */
const [likelihoodRounds, varianceRounds] = [15, 80];
const [likelihoodGain, varianceGain] = [1e-4, 2e-5];
/** Points whose densities are at hand at the same time. */
const together = 64;
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
export function mixtureShares(material: ShareMaterial): Float64Array {
  const m = material.components;
  const even = new Float64Array(m).fill(1 / m);
  const likely = improved(even, material, likelihoodRound, likelihoodRounds, () => likelihoodGain);
  const efficient = improved(likely, material, varianceRound, varianceRounds, (loss) => varianceGain * loss);
  return efficient.map((share, j) => (1 - cautious) * share + cautious * likely[j]);
}

/** Shares after a round, and what is to become small, of those before. */
interface Round {
  readonly shares: Float64Array;
  readonly loss: number;
}

/** Rounds until one brings too little. */
function improved(
  start: Float64Array,
  material: ShareMaterial,
  round: (shares: Float64Array, material: ShareMaterial) => Round,
  most: number,
  worthwhile: (loss: number) => number,
): Float64Array {
  let shares = start;
  let before = Number.POSITIVE_INFINITY;
  for (let k = 0; k < most; k++) {
    const { shares: next, loss } = round(shares, material);
    shares = next;
    if (before - loss < worthwhile(loss)) break;
    before = loss;
  }
  return shares;
}

function likelihoodRound(shares: Float64Array, material: ShareMaterial): Round {
  const { weights } = material;
  let loss = 0;
  const gain = gains(shares, material, (i, mixed) => {
    loss -= weights[i] * log(mixed);
    return weights[i] / mixed;
  });
  return { shares: normalised(shares.map((share, j) => share * gain[j])), loss };
}

function varianceRound(shares: Float64Array, material: ShareMaterial): Round {
  const { weights, targets } = material;
  let loss = 0;
  const gain = gains(shares, material, (i, mixed) => {
    const ratio = (weights[i] * targets[i]) / mixed;
    loss += ratio;
    return ratio / mixed;
  });
  return { shares: normalised(shares.map((share, j) => share * Math.sqrt(gain[j]))), loss };
}

/** Sums over the points of their densities times a factor that depends on the density of the mixture there. */
function gains(
  shares: Float64Array,
  { densities, weights: { length: n } }: ShareMaterial,
  factor: (i: number, mixed: number) => number,
): Float64Array {
  const m = shares.length;
  const gain = new Float64Array(m);
  const room = new Float64Array(together);
  for (let first = 0; first < n; first += together) {
    const factors = room.subarray(0, Math.min(together, n - first));
    const rows = densities.subarray(first * m, (first + factors.length) * m);
    innerProducts(shares, rows, factors);
    for (let i = 0; i < factors.length; i++) factors[i] = factors[i] === 0 ? 0 : factor(first + i, factors[i]);
    addRows(factors, rows, gain);
  }
  return gain;
}

function normalised(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}
