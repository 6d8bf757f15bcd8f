import { NightbookError } from "../../../../core/errors";
import type { Random } from "../../../../core/random";
import { log } from "../../../../core/special";
import type { Particle, ParticleSource, StartingDistribution } from "./particle";

/** Stage word of the random numbers of the starting draws. */
const startStage = 0;
/** When less than this part of the first draws has any likelihood, more are drawn until enough have. */
const enough = 0.5;
/** Batches after which the search ends. */
const mostBatches = 100;

/** The particles to begin with, and the logarithm of the part of all draws that they stand for. */
export interface StartingParticles {
  readonly particles: Particle[];
  readonly logPart: number;
  /** Squared standard error of `logPart`. */
  readonly variance: number;
}

/**
 * Draws of the starting distribution. Where the likelihood vanishes over most of it, draws with a likelihood are
 * gathered from as many batches as it takes.
 *
 * @throws {NightbookError} when a hundred batches hold none
 */
export async function startingParticles(
  n: number,
  start: StartingDistribution,
  source: ParticleSource,
  random: Random,
): Promise<StartingParticles> {
  const possible: Particle[] = [];
  for (let batch = 0; batch < mostBatches; batch++) {
    const drawn = await source.ofCube(start.draw(n, random.stream(startStage, batch)));
    possible.push(...drawn.filter(({ logl }) => logl > Number.NEGATIVE_INFINITY));
    if (batch === 0 && possible.length >= enough * n) return { particles: drawn, logPart: 0, variance: 0 };
    if (possible.length < n && batch + 1 < mostBatches) continue;
    if (possible.length === 0) break;
    const total = (batch + 1) * n;
    const part = possible.length / total;
    return {
      particles: Array.from({ length: n }, (_, i) => possible[i % possible.length]),
      logPart: log(part),
      variance: (1 - part) / possible.length,
    };
  }
  throw new NightbookError(`The likelihood vanishes at all of ${mostBatches * n} draws`, {
    code: "NO_LIKELIHOOD",
    hint: "Narrow the prior, or check the likelihood at a point where it should be finite.",
  });
}
