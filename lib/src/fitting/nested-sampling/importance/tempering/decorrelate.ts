import type { Random } from "../../../../core/random";
import { exp } from "../../../../core/special";
import { squaredDistance } from "../mixture/kernel/t-mixture-kernel";
import type { TMixture } from "../mixture/t-mixture";
import { likeliestComponent, type MoveContext, moveContext } from "./moves";
import type { LogTarget, Particle, ParticleSource } from "./particle";
import { type MoveKind, movedFraction, sweep } from "./sweep";

/** What sweeps learn from each other, from temperature to temperature. */
export interface SweepMemory {
  /** Sweeps done: address of the random numbers of the next. */
  sweeps: number;
  /** Scale of each kind of move. */
  readonly scale: Record<MoveKind, number>;
}

export function sweepMemory(ndim: number): SweepMemory {
  return { sweeps: 0, scale: { "crank-nicolson": Math.min(1, 2.38 / Math.sqrt(ndim)), difference: 1, slice: 1 } };
}

/** How long to go on. */
export interface SweepPlan {
  /** Kinds of the sweeps, over and over again. */
  readonly cycle: readonly MoveKind[];
  readonly fewest: number;
  readonly most: number;
  /** Correlation with the start at which it is enough. */
  readonly correlation: number;
  /** No sweep begins with so many calls spent. */
  readonly maxCalls: number;
}

/**
 * Mixtures that guide the moves: one for all particles, or two, each fitted to one half of the particles and used
 * for the other half. A mixture that was fitted to a particle takes too kindly to the place where it is, and holds it.
 */
export interface Guidance {
  readonly mixtures: readonly TMixture[];
  /** Which of the mixtures moves a particle, shape `[n]`. */
  readonly side: Uint8Array;
}

/** Where the particles went. */
export interface Decorrelated {
  readonly particles: Particle[];
  /** Where they were at first and after every sweep. */
  readonly passed: readonly (readonly Particle[])[];
  readonly sweeps: number;
  /** Mean acceptance of the Crank-Nicolson steps. */
  readonly acceptance: number;
  /** Largest correlation with the start, over the axes of the components. */
  readonly correlation: number;
  /** Largest shift of a mean from the start, in standard errors: what the weights alone did not know. */
  readonly drift: number;
  /** The same in the second half of the sweeps: whether there is somewhere left to go. */
  readonly lateDrift: number;
}

/** Acceptance that a random walk should have. */
const wantedAcceptance = 0.234;
const leastScale = 1e-3;
/** Part of the particles that may have stayed where they were. */
const mostStuck = 0.01;
/** Shift of the means, in the second half of the sweeps, that is no more than chance. */
export const steady = 3;

/**
 * Moves particles along a target until they have forgotten where they began. The scale of each sweep follows from the
 * acceptance of the one of its kind before.
 *
 */
export async function decorrelate(
  start: readonly Particle[],
  logTarget: LogTarget,
  guidance: Guidance,
  plan: SweepPlan,
  memory: SweepMemory,
  source: ParticleSource,
  random: Random,
): Promise<Decorrelated> {
  const { mixtures, side } = guidance;
  const contexts = mixtures.map((mixture, s) => {
    const others = mixtures.length === 1 ? start : start.filter((_, i) => side[i] !== s);
    return moveContext(others.length > 0 ? others : start, mixture, logTarget);
  });
  const contextOf = (i: number): MoveContext => contexts[side[i]];
  const places = placesIn(start, guidance);
  let particles = Array.from(start);
  const passed: (readonly Particle[])[] = [start];
  let [accepted, counted, correlation, lateDrift, done] = [0, 0, 1, 0, 0];
  while (done < plan.most && source.calls < plan.maxCalls) {
    const kind = plan.cycle[done % plan.cycle.length];
    const before = particles;
    particles = await sweep(before, kind, contextOf, memory.scale[kind], source, random, memory.sweeps++);
    done++;
    const acceptance = movedFraction(before, particles);
    if (kind !== "slice") memory.scale[kind] = adapted(memory.scale[kind], acceptance, kind === "difference" ? 2 : 1);
    if (kind === "crank-nicolson") {
      accepted += acceptance;
      counted++;
    }
    correlation = correlationWith(places, particles, guidance);
    passed.push(particles);
    lateDrift = shiftBetween(passed[done >> 1], particles);
    const forgotten = correlation < plan.correlation && 1 - movedFraction(start, particles) <= mostStuck;
    if (done >= plan.fewest && forgotten && lateDrift < steady) break;
  }
  return {
    particles,
    passed,
    sweeps: done,
    acceptance: counted > 0 ? accepted / counted : 0,
    correlation,
    drift: shiftBetween(start, particles),
    lateDrift,
  };
}

/**
 * Largest mean shift of the particles between two moments, over the coordinates and the log-likelihood, in standard
 * errors of that mean. Of particles that follow their distribution none has a direction to go.
 */
function shiftBetween(before: readonly Particle[], after: readonly Particle[]): number {
  const d = before[0].y.length;
  const n = before.length;
  let largest = 0;
  for (let a = 0; a <= d; a++) {
    let [sum, square] = [0, 0];
    for (let i = 0; i < n; i++) {
      const shift = a < d ? after[i].y[a] - before[i].y[a] : after[i].logl - before[i].logl;
      sum += shift;
      square += shift * shift;
    }
    largest = Math.max(largest, Math.abs(sum) / Math.sqrt(square - (sum * sum) / n || 1));
  }
  return largest;
}

function adapted(scale: number, acceptance: number, most: number): number {
  return Math.min(most, Math.max(leastScale, scale * exp(acceptance - wantedAcceptance)));
}

/** The component that each particle starts in, and its offset there in standard deviations, shape `[n, ndim]`. */
interface Places {
  readonly component: Uint32Array;
  readonly offset: Float64Array;
}

function placesIn(particles: readonly Particle[], guidance: Guidance): Places {
  const component = Uint32Array.from(particles, ({ y }, i) =>
    likeliestComponent(guidance.mixtures[guidance.side[i]], y),
  );
  return { component, offset: offsetsFrom(component, particles, guidance) };
}

function offsetsFrom(component: Uint32Array, particles: readonly Particle[], guidance: Guidance): Float64Array {
  const d = guidance.mixtures[0].ndim;
  const offsets = new Float64Array(particles.length * d);
  for (const [i, { y }] of particles.entries()) {
    const k = component[i];
    const mixture = guidance.mixtures[guidance.side[i]];
    // A particle that has left for another component is far away; how far says nothing.
    const length = Math.sqrt(squaredDistance(mixture, k, y) / (9 * d));
    for (let a = 0; a < d; a++) {
      let z = -mixture.whitenedCentres[k * d + a];
      for (let b = 0; b <= a; b++) z += mixture.inverseFactors[(k * d + a) * d + b] * y[b];
      offsets[i * d + a] = z / Math.max(1, length);
    }
  }
  return offsets;
}

function correlationWith({ component, offset }: Places, particles: readonly Particle[], guidance: Guidance): number {
  const d = guidance.mixtures[0].ndim;
  const now = offsetsFrom(component, particles, guidance);
  let largest = -1;
  for (let a = 0; a < d; a++) {
    let [product, before, after] = [0, 0, 0];
    for (let at = a; at < now.length; at += d) {
      product += offset[at] * now[at];
      before += offset[at] * offset[at];
      after += now[at] * now[at];
    }
    largest = Math.max(largest, product / Math.sqrt(before * after || 1));
  }
  return largest;
}
