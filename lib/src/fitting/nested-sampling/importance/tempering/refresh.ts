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
import type { MoveKind } from "./sweep";

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
  /** Every so many sweeps of the second half the draws are kept. Default 4. */
  readonly thin?: number;
  /** Most components of the mixtures that guide the moves. Default 32. */
  readonly maxComponents?: number;
  /** No sweep begins with so many calls spent. Default 80 for each draw. */
  readonly maxCalls?: number;
  readonly onEvaluations?: EvaluationListener;
  readonly signal?: StopSignal;
}

/** Draws that have moved. */
export interface Refreshed {
  /**
   * Where the draws were in the second half of the sweeps, every `thin` sweeps, shape `[m, ndim]`, of equal weight:
   * more points than there are draws, with some likeness between those of one draw, the last `count` at the end.
   */
  readonly u: Float64Array;
  readonly logl: Float64Array;
  /** The Markov chain of each point, shape `[m]`: what `groups` of a mixture fit asks for. */
  readonly groups: Uint32Array;
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
const round: readonly MoveKind[] = ["difference", "crank-nicolson", "crank-nicolson"];
const cycle: readonly MoveKind[] = [...round, ...round, ...round, "slice"];

/**
 * Moves resampled draws by Markov chains that leave the posterior invariant, so that they reach what the weights
 * missed of thin and bent shapes: material for a better proposal. Halfway the mixture that guides the moves is
 * fitted anew.
 *
 * @throws {RangeError} when no weight is positive
 */
export async function refresh(evaluator: Evaluator, draws: WeightedDraws, options: RefreshOptions): Promise<Refreshed> {
  const { random, count = 500, sweeps = 40, thin = 4, maxComponents = 32, maxCalls = 80 * count } = options;
  const ndim = evaluator.parameters.length;
  const source = particleSource(evaluator, priorStart(ndim), options.onEvaluations, options.signal);
  const allY = toProbit(draws.u);
  let mixture = fitTMixture(allY, draws.weights, { stream: random.stream(fittingStage), maxComponents });
  const none = new Float64Array(0);
  let particles: Particle[] = chosenFrom(draws.weights, count, random).map((i) => ({
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
  const kept: Particle[] = [];
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
    for (let back = moved.sweeps; half === 1 && back > 0; back -= thin) kept.unshift(...moved.passed[back]);
  }
  const material = kept.length > 0 ? kept : particles;
  const u = new Float64Array(material.length * ndim);
  for (const [i, particle] of material.entries()) u.set(particle.u, i * ndim);
  const logl = Float64Array.from(material, (particle) => particle.logl);
  const groups = Uint32Array.from(material, (_, i) => i % count);
  return { u, logl, groups, acceptance, correlation, calls: source.calls, mixture };
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
