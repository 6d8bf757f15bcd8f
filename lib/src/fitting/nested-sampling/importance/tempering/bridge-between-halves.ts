import type { Random } from "../../../../core/random";
import { fitTMixture } from "../mixture/fit-t-mixture";
import { logPrior } from "../mixture/probit";
import { drawMany, logDensity, type TMixture } from "../mixture/t-mixture";
import { paretoK } from "../pareto-k";
import { type BridgeEstimate, bridge } from "./bridge";
import { type Particle, type ParticleSource, probitCoordinates } from "./particle";

const bridgeStage = 4;

/** Evidence by bridge sampling, and how well the mixtures cover what the particles cover. */
export interface HalvesBridge extends BridgeEstimate {
  /** Shape of the tail of the importance weights of the mixtures' draws, the worse of the two. */
  readonly paretoK: number;
}

/**
 * Evidence by bridge sampling between particles of the posterior and mixtures: one half of the particles makes the
 * mixture, the other half is used in the estimate, and the other way round. Particles of one family stay together.
 * It costs as many calls as there are particles.
 *
 * @param families family of each particle, shape `[n]`: those that descend from one draw of the start
 */
export async function bridgeBetweenHalves(
  particles: readonly Particle[],
  families: Uint32Array,
  source: ParticleSource,
  random: Random,
  maxComponents: number,
): Promise<HalvesBridge> {
  const order = Array.from(particles.keys()).sort((a, b) => families[a] - families[b] || a - b);
  const middle = boundaryNear(order.map((i) => families[i]));
  const halves = [order.slice(0, middle), order.slice(middle)].map((half) => half.map((i) => particles[i]));
  if (halves.some((half) => half.length === 0)) {
    return { logz: Number.NaN, error: Number.POSITIVE_INFINITY, paretoK: Number.POSITIVE_INFINITY };
  }
  const estimates: BridgeEstimate[] = [];
  const shapes: number[] = [];
  for (const [h, half] of halves.entries()) {
    const stream = random.stream(bridgeStage, h);
    const y = probitCoordinates(half, source.ndim);
    const mixture = fitTMixture(y, new Float64Array(half.length).fill(1), { stream, maxComponents });
    const others = halves[1 - h];
    const drawn = drawMany(mixture, others.length, stream);
    const draws = await source.ofProbit(others.map((_, i) => drawn.slice(i * source.ndim, (i + 1) * source.ndim)));
    const atDraws = logRatios(draws, mixture);
    estimates.push(bridge(logRatios(others, mixture), atDraws));
    shapes.push(paretoK(atDraws));
  }
  const [first, second] = estimates;
  return {
    logz: 0.5 * (first.logz + second.logz),
    error: 0.5 * Math.sqrt(first.error * first.error + second.error * second.error),
    paretoK: Math.max(...shapes),
  };
}

/** The place next to the middle where a new family begins. */
function boundaryNear(families: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < families.length; i++) {
    if (families[i] === families[i - 1]) continue;
    if (Math.abs(2 * i - families.length) < Math.abs(2 * best - families.length)) best = i;
  }
  return best;
}

function logRatios(particles: readonly Particle[], mixture: TMixture): Float64Array {
  return Float64Array.from(particles, ({ y, logl }) => logl + logPrior(y) - logDensity(mixture, y));
}
