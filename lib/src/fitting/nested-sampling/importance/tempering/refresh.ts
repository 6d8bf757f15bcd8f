import type { Random } from "../../../../core/random";
import type { Evaluator } from "../../evaluator";
import type { StopSignal } from "../../model";
import { resampleEqual } from "../../resample-equal";
import { fitTMixture } from "../mixture/fit-t-mixture";
import { toProbit } from "../mixture/probit";
import type { TMixture } from "../mixture/t-mixture";
import { decorrelate, sweepMemory } from "./decorrelate";
import {
  type EvaluationListener,
  type Particle,
  particleSource,
  priorStart,
  probitCoordinates,
  temperedTarget,
} from "./particle";

/** Posterior draws of a kind, with weights that may be poor. */
export interface WeightedDraws {
  /** Points of the unit cube, shape `[n, ndim]`. */
  readonly u: Float64Array;
  readonly logl: Float64Array;
  /** Not negative, of any scale, shape `[n]`. */
  readonly weights: Float64Array;
}

/** Options of {@link refresh}. */
export interface RefreshOptions {
  /** Random numbers that nothing else draws from. */
  readonly random: Random;
  /** Draws that are moved. Default 500. */
  readonly count?: number;
  /** Sweeps over all of them. Default 40. */
  readonly sweeps?: number;
  /** Most components of the mixtures that guide the moves. Default 32. */
  readonly maxComponents?: number;
  /** No sweep begins with so many calls spent. Default 50 for each draw. */
  readonly maxCalls?: number;
  readonly onEvaluations?: EvaluationListener;
  readonly signal?: StopSignal;
}

/** Draws that have moved. */
export interface Refreshed {
  /** Shape `[count, ndim]`, of equal weight and about independent of each other. */
  readonly u: Float64Array;
  readonly logl: Float64Array;
  /** Mean acceptance of the Crank-Nicolson steps. */
  readonly acceptance: number;
  /** Largest correlation of the second half of the sweeps with its start. */
  readonly correlation: number;
  readonly calls: number;
  /** The mixture that guided the second half. */
  readonly mixture: TMixture;
}

const resamplingStage = 2;
const fittingStage = 3;
const cycle = ["difference", "crank-nicolson", "difference", "difference", "slice"] as const;

/**
 * Moves resampled draws by Markov chains that leave the posterior invariant, so that they reach what the weights
 * missed of thin and bent shapes: material for a better proposal. Halfway the mixture that guides the moves is
 * fitted anew.
 *
 * @throws {RangeError} when no weight is positive
 */
export async function refresh(evaluator: Evaluator, draws: WeightedDraws, options: RefreshOptions): Promise<Refreshed> {
  const { random, count = 500, sweeps = 40, maxComponents = 32, maxCalls = 50 * count } = options;
  const ndim = evaluator.parameters.length;
  const source = particleSource(evaluator, priorStart(ndim), options.onEvaluations, options.signal);
  const allY = toProbit(draws.u);
  let mixture = fitTMixture(allY, draws.weights, { stream: random.stream(fittingStage), maxComponents });
  const none = new Float64Array(0);
  let particles: Particle[] = Array.from(chosenFrom(draws.weights, count, random), (i) => ({
    y: allY.slice(i * ndim, (i + 1) * ndim),
    u: draws.u.slice(i * ndim, (i + 1) * ndim),
    logl: draws.logl[i],
    logStart: 0,
    v: none,
    derived: none,
  }));
  const memory = sweepMemory(ndim);
  const side = new Uint8Array(count);
  let [acceptance, correlation] = [0, 1];
  for (const half of [0, 1]) {
    if (half === 1) {
      const y = probitCoordinates(particles, ndim);
      mixture = fitTMixture(y, new Float64Array(count).fill(1), {
        stream: random.stream(fittingStage, 1),
        maxComponents,
      });
    }
    const most = half === 0 ? sweeps >> 1 : sweeps - (sweeps >> 1);
    const plan = { cycle, fewest: most, most, correlation: 0, maxCalls };
    const moved = await decorrelate(
      particles,
      temperedTarget(1),
      { mixtures: [mixture], side },
      plan,
      memory,
      source,
      random,
    );
    particles = moved.particles;
    acceptance += 0.5 * moved.acceptance;
    correlation = moved.correlation;
  }
  const u = new Float64Array(count * ndim);
  for (const [i, particle] of particles.entries()) u.set(particle.u, i * ndim);
  const logl = Float64Array.from(particles, (particle) => particle.logl);
  return { u, logl, acceptance, correlation, calls: source.calls, mixture };
}

/** Systematic resampling of any number of draws: as many as there are weights at a time. */
function chosenFrom(weights: Float64Array, count: number, random: Random): number[] {
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!(total > 0)) throw new RangeError(`No weight of ${weights.length} is positive`);
  const normalised = weights.map((w) => w / total);
  const chosen: number[] = [];
  for (let round = 0; chosen.length < count; round++) {
    chosen.push(...resampleEqual(normalised, random.stream(resamplingStage, round)));
  }
  return chosen.slice(0, count);
}
