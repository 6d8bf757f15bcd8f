import type { RandomStream } from "../../../../core/random";
import { exp, log } from "../../../../core/special";
import { chiSquare } from "../mixture/chi-square";
import { squaredDistance } from "../mixture/kernel/t-mixture-kernel";
import { componentLogDensities, draw, logDensity, type TMixture } from "../mixture/t-mixture";
import type { LogTarget, Particle } from "./particle";

/** A step of a Markov chain: hands out points in probit coordinates, is given their particles, returns where it ends. */
export type Move = Generator<Float64Array, Particle, Particle>;

/** What moves know of the distribution that they leave invariant, all of it from before the sweep. */
export interface MoveContext {
  readonly logTarget: LogTarget;
  /** Fitted to the particles; its components say what is near and which way the density extends there. */
  readonly mixture: TMixture;
  /** Particles by the component that they belong to most. */
  readonly members: readonly (readonly Particle[])[];
}

/** Gathers the context of particles. */
export function moveContext(particles: readonly Particle[], mixture: TMixture, logTarget: LogTarget): MoveContext {
  const members: Particle[][] = Array.from(mixture.weights, () => []);
  for (const particle of particles) members[likeliestComponent(mixture, particle.y)].push(particle);
  return { logTarget, mixture, members };
}

/** One in so many Crank-Nicolson steps is an independent draw of the whole mixture, which can go to another mode. */
const renewal = 0.2;

/**
 * Preconditioned Crank-Nicolson step towards a component that is drawn by its responsibility for the particle: the
 * offset from its centre shrinks and a t distributed one is added, so that for a target equal to the
 * mixture every proposal is accepted, at any scale.
 *
 * @param widest scale of half of the steps, from just above 0, small steps, to 1, draws of the component; the others are
 *   shorter, for those particles that sit where the density is narrow
 * @see [Grumitt2024]
 */
export function* crankNicolsonStep(
  particle: Particle,
  { mixture, logTarget }: MoveContext,
  widest: number,
  stream: RandomStream,
): Move {
  const y = new Float64Array(mixture.ndim);
  if (stream.uniform() < renewal) draw(mixture, stream, y);
  else shrinkAndAdd(particle, mixture, anyScale(widest, stream), stream, y);
  const next = yield y;
  // Drawing the component by its responsibility turns the ratio of its t densities into that of the mixture's.
  const logRatio =
    logTarget(next) - logTarget(particle) + logDensity(mixture, particle.y) - logDensity(mixture, next.y);
  return log(stream.uniform()) < logRatio ? next : particle;
}

function shrinkAndAdd(
  particle: Particle,
  mixture: TMixture,
  scale: number,
  stream: RandomStream,
  y: Float64Array,
): void {
  const { ndim: d, degreesOfFreedom: nu, centres, factors } = mixture;
  const k = drawComponent(mixture, particle.y, stream);
  const spread = (nu + squaredDistance(mixture, k, particle.y)) / chiSquare(nu + d, stream);
  const shrink = Math.sqrt(Math.max(0, 1 - scale * scale));
  const step = scale * Math.sqrt(spread);
  const normals = Float64Array.from({ length: d }, () => stream.normal());
  for (let i = 0; i < d; i++) {
    const centre = centres[k * d + i];
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += factors[(k * d + i) * d + j] * normals[j];
    y[i] = centre + shrink * (particle.y[i] - centre) + step * sum;
  }
}

/** One in so many steps of differential evolution goes the whole way between two particles, of any components. */
const leap = 0.15;

/** Half of all steps have the scale that suits most particles, the others one down to a thirtieth of it. */
function anyScale(widest: number, stream: RandomStream): number {
  const short = 2 * stream.uniform() - 1;
  return short < 0 ? widest : widest * exp(-3.4 * short);
}

/**
 * Step of differential evolution: along the difference of two particles of the same component as this one, or, now and
 * then, of any two, which takes a particle from mode to mode.
 *
 * @param widest factor on the length that suits a normal distribution
 * @see [TerBraak2006]
 */
export function* differenceStep(particle: Particle, context: MoveContext, widest: number, stream: RandomStream): Move {
  const { mixture, logTarget, members } = context;
  const d = mixture.ndim;
  const leaps = stream.uniform() < leap;
  const k = drawComponent(mixture, particle.y, stream);
  const local = !leaps && members[k].length > 2 * d;
  const from = local ? members[k] : members[drawSized(members, stream)];
  const to = local ? members[k] : members[drawSized(members, stream)];
  const a = from[stream.integer(from.length)].y;
  const b = to[stream.integer(to.length)].y;
  const length = leaps ? 1 : (anyScale(widest, stream) * 2.38) / Math.sqrt(2 * d);
  const jitter = 1e-4 * stream.normal();
  const next = yield particle.y.map((x, i) => x + (length + jitter) * (b[i] - a[i]));
  // Directions that depend on the component need the target times the responsibility of that component.
  const logRatio =
    logTarget(next) -
    logTarget(particle) +
    (local ? logShare(mixture, k, next.y) - logShare(mixture, k, particle.y) : 0);
  return log(stream.uniform()) < logRatio ? next : particle;
}

/** Width of the first interval of a slice, in standard deviations of the component. */
const firstWidth = 3;
const mostGrowth = 6;
const mostShrinking = 40;

/**
 * Slice step along a random direction of a component that is drawn by its responsibility for the particle, for
 * the target times that responsibility.
 *
 * @see [Neal2003]
 */
export function* sliceMove(
  particle: Particle,
  { mixture, logTarget }: MoveContext,
  _scale: number,
  stream: RandomStream,
): Move {
  const { ndim: d, factors } = mixture;
  const k = drawComponent(mixture, particle.y, stream);
  const unit = stream.direction(new Float64Array(d));
  const direction = unit.map((_, i) => {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += factors[(k * d + i) * d + j] * unit[j];
    return firstWidth * sum;
  });
  const height = ({ y }: Particle, target: number): number => target + logShare(mixture, k, y);
  const level = height(particle, logTarget(particle)) + log(stream.uniform());
  const at = (t: number): Float64Array => particle.y.map((x, i) => x + t * direction[i]);
  const above = (point: Particle): boolean => height(point, logTarget(point)) > level;

  let left = -stream.uniform();
  let right = left + 1;
  let growLeft = stream.integer(mostGrowth);
  let growRight = mostGrowth - 1 - growLeft;
  while (growLeft-- > 0 && above(yield at(left))) left -= 1;
  while (growRight-- > 0 && above(yield at(right))) right += 1;
  for (let round = 0; round < mostShrinking; round++) {
    const t = left + stream.uniform() * (right - left);
    const next = yield at(t);
    if (above(next)) return next;
    if (t < 0) left = t;
    else right = t;
  }
  return particle;
}

/** The component with the greatest responsibility for a point. */
export function likeliestComponent(mixture: TMixture, y: Float64Array): number {
  const terms = componentLogDensities(mixture, y, new Float64Array(mixture.weights.length));
  let best = 0;
  for (let k = 1; k < terms.length; k++) if (terms[k] > terms[best]) best = k;
  return best;
}

function drawComponent(mixture: TMixture, y: Float64Array, stream: RandomStream): number {
  const terms = componentLogDensities(mixture, y, new Float64Array(mixture.weights.length));
  if (terms.length === 1) return 0;
  const whole = logDensity(mixture, y);
  let k = 0;
  for (let rest = stream.uniform() - exp(terms[0] - whole); rest > 0 && k < terms.length - 1; ) {
    k++;
    rest -= exp(terms[k] - whole);
  }
  return k;
}

/** Logarithm of the responsibility of a component for a point. */
function logShare(mixture: TMixture, k: number, y: Float64Array): number {
  if (mixture.weights.length === 1) return 0;
  const terms = componentLogDensities(mixture, y, new Float64Array(mixture.weights.length));
  return terms[k] - logDensity(mixture, y);
}

/** A list, drawn by its length. */
function drawSized(lists: readonly (readonly unknown[])[], stream: RandomStream): number {
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  let rest = stream.integer(total);
  let k = 0;
  while (rest >= lists[k].length) rest -= lists[k++].length;
  return k;
}
