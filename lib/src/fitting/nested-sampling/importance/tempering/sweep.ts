import type { Random, RandomStream } from "../../../../core/random";
import { crankNicolsonStep, differenceStep, type Move, type MoveContext, sliceMove } from "./moves";
import type { Particle, ParticleSource } from "./particle";

/** Kinds of moves. */
export type MoveKind = "crank-nicolson" | "difference" | "slice";

const moves: Record<MoveKind, (particle: Particle, context: MoveContext, scale: number, stream: RandomStream) => Move> =
  {
    "crank-nicolson": crankNicolsonStep,
    difference: differenceStep,
    slice: sliceMove,
  };

/** Stage word of the random numbers of sweeps. */
const sweepStage = 1;

/**
 * Moves every particle once. All of them go step by step together, so that likelihoods are asked for in batches, and
 * none sees where another one has gone.
 *
 * @param number different for every sweep of a run: address of its random numbers
 */
export async function sweep(
  particles: readonly Particle[],
  kind: MoveKind,
  contextOf: (i: number) => MoveContext,
  scale: number,
  source: ParticleSource,
  random: Random,
  number: number,
): Promise<Particle[]> {
  const moved = Array.from(particles);
  let going: { readonly i: number; readonly move: Move; readonly asked: Float64Array }[] = [];
  const advance = (i: number, move: Move, answer?: Particle): void => {
    const step = answer === undefined ? move.next() : move.next(answer);
    if (step.done) moved[i] = step.value;
    else next.push({ i, move, asked: step.value });
  };
  let next: typeof going = [];
  for (const [i, particle] of particles.entries()) {
    advance(i, moves[kind](particle, contextOf(i), scale, random.stream(sweepStage, number, i)));
  }
  while (next.length > 0) {
    going = next;
    next = [];
    const answers = await source.ofProbit(going.map(({ asked }) => asked));
    for (const [k, { i, move }] of going.entries()) advance(i, move, answers[k]);
  }
  return moved;
}

/** Part of the particles that a sweep replaced. */
export function movedFraction(before: readonly Particle[], after: readonly Particle[]): number {
  let moved = 0;
  for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) moved++;
  return moved / before.length;
}
