import type { RandomStream } from "../../../../core/random";
import type { Evaluations, Evaluator } from "../../evaluator";
import type { StopSignal } from "../../model";
import { fromProbit, logPrior, toProbit } from "../mixture/probit";

/** Where tempering begins: a distribution over the unit cube that can be drawn from. */
export interface StartingDistribution {
  /** Independent draws, shape `[n, ndim]`, in the open unit cube. */
  draw(n: number, stream: RandomStream): Float64Array;
  /** Logarithms of the normalised density over the unit cube of points of shape `[n, ndim]`, shape `[n]`. */
  logDensity(u: Float64Array): Float64Array;
}

/** The prior: uniform over the unit cube. */
export function priorStart(ndim: number): StartingDistribution {
  return {
    draw: (n, stream) => Float64Array.from({ length: n * ndim }, () => stream.uniform()),
    logDensity: (u) => new Float64Array(u.length / ndim),
  };
}

/** A point with everything that is known of it. Never changed, only replaced. */
export interface Particle {
  /** Probit coordinates. */
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly logl: number;
  /** Logarithm of the starting density over the unit cube. */
  readonly logStart: number;
  readonly v: Float64Array;
  readonly derived: Float64Array;
}

/** Logarithm of an unnormalised density of probit coordinates. */
export type LogTarget = (particle: Particle) => number;

/** The geometric path from the starting distribution, β = 0, to the posterior, β = 1, in probit coordinates. */
export function temperedTarget(beta: number): LogTarget {
  return ({ y, logl, logStart }) => {
    if (logl === Number.NEGATIVE_INFINITY && beta > 0) return logl;
    if (logStart === Number.NEGATIVE_INFINITY && beta < 1) return logStart;
    return (beta < 1 ? (1 - beta) * logStart : 0) + (beta > 0 ? beta * logl : 0) + logPrior(y);
  };
}

/** Makes particles of points, by one batch of likelihood calls at a time. */
export interface ParticleSource {
  readonly ndim: number;
  /** Likelihood calls so far. */
  readonly calls: number;
  ofProbit(points: readonly Float64Array[]): Promise<Particle[]>;
  /** @param u shape `[n, ndim]` */
  ofCube(u: Float64Array): Promise<Particle[]>;
}

/** Is told every batch that was evaluated: the points, shape `[n, ndim]`, and what came out. */
export type EvaluationListener = (u: Float64Array, evaluations: Evaluations) => void;

export function particleSource(
  evaluator: Evaluator,
  start: StartingDistribution,
  onEvaluations?: EvaluationListener,
  signal?: StopSignal,
): ParticleSource {
  const ndim = evaluator.parameters.length;
  const nderived = evaluator.derived.length;
  let calls = 0;
  async function particles(u: Float64Array, y: readonly Float64Array[]): Promise<Particle[]> {
    if (y.length === 0) return [];
    const evaluations = await evaluator.evaluate(u, signal);
    calls += y.length;
    onEvaluations?.(u, evaluations);
    const logStart = start.logDensity(u);
    return y.map((point, i) => ({
      y: point,
      u: u.slice(i * ndim, (i + 1) * ndim),
      logl: evaluations.logl[i],
      logStart: logStart[i],
      v: evaluations.v.slice(i * ndim, (i + 1) * ndim),
      derived: evaluations.derived.slice(i * nderived, (i + 1) * nderived),
    }));
  }
  return {
    ndim,
    get calls() {
      return calls;
    },
    ofProbit(points) {
      const u = new Float64Array(points.length * ndim);
      for (const [i, y] of points.entries()) fromProbit(y, u.subarray(i * ndim, (i + 1) * ndim));
      return particles(u, points);
    },
    ofCube(u) {
      const y = toProbit(u);
      return particles(
        u,
        Array.from({ length: u.length / ndim }, (_, i) => y.slice(i * ndim, (i + 1) * ndim)),
      );
    },
  };
}

/** Probit coordinates of particles, shape `[n, ndim]`. */
export function probitCoordinates(particles: readonly Particle[], ndim: number): Float64Array {
  const y = new Float64Array(particles.length * ndim);
  for (const [i, particle] of particles.entries()) y.set(particle.y, i * ndim);
  return y;
}
