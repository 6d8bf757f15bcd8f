import type { Random, RandomStream } from "../../../../core/random";
import type { Evaluator } from "../../evaluator";
import type { StopSignal } from "../../model";
import { resampleEqual } from "../../resample-equal";
import { fitTMixture } from "../mixture/fit-t-mixture";
import type { TMixture } from "../mixture/t-mixture";
import { bridgeBetweenHalves } from "./bridge-between-halves";
import { decorrelate, type SweepPlan, sweepMemory } from "./decorrelate";
import {
  type EvaluationListener,
  type Particle,
  particleSource,
  priorStart,
  probitCoordinates,
  type StartingDistribution,
  temperedTarget,
} from "./particle";
import { startingParticles } from "./starting-particles";
import type { MoveKind } from "./sweep";
import { nextTemperature } from "./temperature-step";
import { judged, type TemperatureRecord, type TemperingResult } from "./tempering-result";

/** Options of {@link temper}. */
export interface TemperingOptions {
  /** Random numbers that nothing else draws from. */
  readonly random: Random;
  /** Where the path begins. Default: the prior. */
  readonly start?: StartingDistribution;
  /** Number of particles. Default 2000. */
  readonly particles?: number;
  /** Part of the particles that stays effective from one temperature to the next. Default 0.5. */
  readonly part?: number;
  /** Most components of the mixtures that guide the moves. Default 16. */
  readonly maxComponents?: number;
  /** When so many calls are spent, the rest of the path is taken at once and the result says so. Default no limit. */
  readonly maxCalls?: number;
  readonly onEvaluations?: EvaluationListener;
  readonly onTemperature?: (record: TemperatureRecord) => void;
  readonly signal?: StopSignal;
}

const resamplingStage = 2;
const fittingStage = 3;

/** Slices cost several times the calls: they come where the other moves were not enough. */
const round: readonly MoveKind[] = ["crank-nicolson", "crank-nicolson", "difference"];
const cycle: readonly MoveKind[] = [...round, ...round, "crank-nicolson", "crank-nicolson", "slice"];

/**
 * Posterior and evidence by sequential Monte Carlo: particles go from a starting distribution q to the posterior along
 * q^(1−β) (prior · likelihood)^β. At every temperature they are weighted, resampled, and moved until they have
 * forgotten where they were. The evidence is the product of the mean weights, and, a second time, the
 * result of bridge sampling between the particles and mixtures fitted to them.
 *
 * @returns particles of the posterior; `settled` is false when they should not be trusted, and `reason` says why
 * @throws {NightbookError} when the likelihood vanishes at all starting draws
 * @see [DelMoral2006], [Grumitt2024]
 */
export async function temper(evaluator: Evaluator, options: TemperingOptions): Promise<TemperingResult> {
  const { random, part = 0.5, maxComponents = 16, maxCalls = Number.POSITIVE_INFINITY } = options;
  const start = options.start ?? priorStart(evaluator.parameters.length);
  const source = particleSource(evaluator, start, options.onEvaluations, options.signal);
  const begun = await startingParticles(options.particles ?? 2000, start, source, random);
  const n = begun.particles.length;
  const memory = sweepMemory(source.ndim);

  let particles: Particle[] = begun.particles;
  let families = Uint32Array.from({ length: n }, (_, i) => i);
  let logz = begun.logPart;
  let variance = begun.variance;
  const temperatures: TemperatureRecord[] = [];
  let beta = 0;
  while (beta < 1 && source.calls < maxCalls) {
    const step = nextTemperature(particles, beta, part);
    beta = step.beta;
    logz += step.logMean;
    variance += 1 / step.nEffective - 1 / n;
    const stage = temperatures.length;
    const mixtures = fittedToHalves(particles, step.weights, random.stream(fittingStage, stage), maxComponents);
    const chosen = resampleEqual(step.weights, random.stream(resamplingStage, stage));
    const scale = memory.scale["crank-nicolson"];
    const moved = await decorrelate(
      Array.from(chosen, (i) => particles[i]),
      temperedTarget(beta),
      { mixtures, side: Uint8Array.from(chosen, (i) => i % 2) },
      planFor(beta, maxCalls),
      memory,
      source,
      random,
    );
    particles = moved.particles;
    families = Uint32Array.from(chosen, (i) => families[i]);
    const { sweeps, acceptance, correlation, drift, lateDrift } = moved;
    temperatures.push({
      beta,
      nEffective: step.nEffective,
      components: mixtures[0].weights.length,
      sweeps,
      acceptance,
      scale,
      correlation,
      drift,
      lateDrift,
      calls: source.calls,
    });
    options.onTemperature?.(temperatures[stage]);
  }
  let weights: Float64Array = new Float64Array(n).fill(1 / n);
  if (beta < 1) {
    const rest = nextTemperature(particles, beta, 0);
    logz += rest.logMean;
    variance += 1 / rest.nEffective - 1 / n;
    weights = rest.weights;
  }
  const bridged =
    beta === 1 && source.calls < maxCalls
      ? await bridgeBetweenHalves(particles, families, source, random, maxComponents)
      : null;
  const y = probitCoordinates(particles, source.ndim);
  const mixture = fitTMixture(y, weights, { stream: random.stream(fittingStage, temperatures.length), maxComponents });
  return judged({
    particles,
    weights,
    families,
    logz,
    variance,
    bridged,
    mixture,
    temperatures,
    calls: source.calls,
  });
}

function planFor(beta: number, maxCalls: number): SweepPlan {
  const last = beta === 1;
  return { cycle, fewest: last ? 18 : 3, most: last ? 60 : 30, correlation: last ? 0.2 : 0.5, maxCalls };
}

/** Mixtures for the even and for the odd particles, each fitted to the others. */
function fittedToHalves(
  particles: readonly Particle[],
  weights: Float64Array,
  stream: RandomStream,
  maxComponents: number,
): TMixture[] {
  return [1, 0].map((parity) => {
    const half = particles.filter((_, i) => i % 2 === parity);
    const halfWeights = weights.filter((_, i) => i % 2 === parity);
    return fitTMixture(probitCoordinates(half, half[0].y.length), halfWeights, { stream, maxComponents });
  });
}
