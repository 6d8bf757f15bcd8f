import type { JsonNumber } from "../../core/progress";
import { expm1, gammaQuantile, log, pow } from "../../core/special";
import { liveFraction } from "./importance/importance-options";
import type { Engine } from "./options";
import type { StatusNumbers } from "./progress";

/** While the live points could raise the log-evidence by more than this, the end of a base run is not in sight. */
const climbing = 20;
/** Samples that a batch takes for one more effective sample, about. */
const samplesPerEffective = 1.5;
/** Effective samples per draw from a proposal, about, and draws that try it. */
const [effectivePerDraw, pilotDraws] = [0.8, 2048];
/** Weight of the latest pace in the mean. */
const latest = 0.1;
/** Stages of an exploration that are remembered. */
const remembered = 128;

/** What of its options tells how long a run takes. */
export interface RunAims {
  readonly engine: Engine;
  readonly nEffective: number;
  readonly nlive: number;
}

/**
 * Estimates from the messages of a run how long it still takes. Only time that was measured goes in, so an estimate of
 * a run that goes on from a ledger soon forgets how fast the past was read.
 */
export class TimeLeft {
  private lastElapsed = 0;
  private readonly iterations = new Pace();
  private readonly calls = new Pace();
  private batchesFrom: { readonly elapsed: number; readonly nEffective: number } | null = null;
  /** How far an exploration was after so many calls. */
  private explored: { readonly calls: number; readonly folds: number }[] = [];

  constructor(
    private readonly aims: RunAims,
    private readonly ndim: number,
  ) {}

  /**
   * Takes in a message.
   * @param elapsed seconds
   * @returns seconds left; null while nothing can be said
   */
  after(numbers: StatusNumbers, elapsed: number): JsonNumber {
    const seconds = elapsed - this.lastElapsed;
    this.lastElapsed = elapsed;
    this.iterations.learn(numbers.iteration, seconds);
    this.calls.learn(numbers.ncall, seconds);
    if (numbers.phase === "exploring") this.remember(numbers);
    const left = this.left(numbers, elapsed);
    return left !== null && Number.isFinite(left) ? Math.max(0, left) : null;
  }

  private left(numbers: StatusNumbers, elapsed: number): number | null {
    const drawn = this.aims.engine === "importance";
    switch (numbers.phase) {
      case "done":
      case "stopped":
      case "failed":
        return 0;
      case "base":
        return this.ofBase(numbers);
      case "batch":
      case "sampling":
        return this.ofSamples(numbers, elapsed);
      case "exploring":
        return this.ofExploration(numbers.ncall);
      case "preparing":
        return drawn && this.explored.length > 0 ? this.calls.times(this.draws(0)) : null;
    }
  }

  /** Past the climb to the peak, the evidence to come falls by a factor e in `nlive` iterations. */
  private ofBase({ stopping }: StatusNumbers): number | null {
    const { engine, nlive, nEffective } = this.aims;
    if (stopping.value === null || stopping.value > climbing) return null;
    const folds = Math.max(0, logOfExcess(stopping.value) - logOfExcess(stopping.tolerance));
    // A posterior that is normal in d dimensions gives a base run so many effective samples.
    const fromBase = nlive * Math.sqrt(2 * Math.PI * this.ndim);
    const fromBatches = engine === "dynamic" ? Math.max(0, nEffective - fromBase) : 0;
    return this.iterations.times(folds * nlive + samplesPerEffective * fromBatches);
  }

  /** By the rate at which effective samples come. */
  private ofSamples({ nEffective, stopping }: StatusNumbers, elapsed: number): number | null {
    if (nEffective === null) return null;
    this.batchesFrom ??= { elapsed, nEffective };
    const gained = nEffective - this.batchesFrom.nEffective;
    const toCome = this.wanted(nEffective, stopping.value) - nEffective;
    if (gained > 0) return ((elapsed - this.batchesFrom.elapsed) * toCome) / gained;
    return this.aims.engine === "importance" ? this.calls.times(toCome / effectivePerDraw) : null;
  }

  /** Effective samples at the end: an error of the evidence that is `stop` times too large takes `stop²` times as many. */
  private wanted(nEffective: number, stop: JsonNumber): number {
    const byNumber = this.aims.nEffective / nEffective;
    const byError = stop !== null && stop > byNumber * (1 + 1e-9) ? stop * stop : 0;
    return nEffective * Math.max(byNumber, byError);
  }

  private draws(nEffective: number): number {
    return (this.aims.nEffective - nEffective) / effectivePerDraw + pilotDraws;
  }

  private remember({ ncall, loglstar: [, contour, best] }: StatusNumbers): void {
    const folds = foldsToCome(contour, best, liveFraction, this.aims.nlive, this.ndim);
    if (folds === null || ncall <= (this.explored.at(-1)?.calls ?? 0)) return;
    this.explored.push({ calls: ncall, folds });
    if (this.explored.length > remembered) this.explored = this.explored.filter((_, i) => i % 2 === 1);
  }

  /** By the rate at which the volume above the contour has shrunk during the later half of the calls. */
  private ofExploration(calls: number): number | null {
    const now = this.explored.at(-1);
    const then = this.explored.find((stage) => stage.calls >= calls / 2);
    if (now === undefined || then === undefined || !(then.folds > now.folds)) return null;
    const callsPerFold = (now.calls - then.calls) / (then.folds - now.folds);
    return this.calls.times(now.folds * callsPerFold - (calls - now.calls) + this.draws(0));
  }
}

/** Mean time of something that is counted, the latest weighing most. */
class Pace {
  private done = 0;
  private mean = 0;

  learn(count: number, seconds: number): void {
    const more = count - this.done;
    this.done = count;
    if (more <= 0 || !(seconds > 0)) return;
    this.mean += (this.mean === 0 ? 1 : latest) * (seconds / more - this.mean);
  }

  /** Time of so many; null as long as none was measured. */
  times(count: number): number | null {
    return this.mean > 0 ? this.mean * count : null;
  }
}

/**
 * Natural logarithm of the factor by which the volume above the contour of an exploration still has to shrink, were the
 * peak a normal density: then the volume goes with the power `ndim` of the radius r, the log-likelihood falls by r²/2
 * from the peak, and the part `tolerance` of the evidence lies within a radius that χ² gives.
 */
function foldsToCome(
  contour: JsonNumber,
  best: JsonNumber,
  tolerance: number,
  nlive: number,
  ndim: number,
): number | null {
  if (contour === null || best === null || !(best > contour) || !Number.isFinite(best - contour)) return null;
  // The best of so many points lies this far from the peak, in units of the squared radius of the contour.
  const bestSquared = pow(nlive, -2 / ndim);
  const squaredRadius = (2 * (best - contour)) / (1 - bestSquared);
  return Math.max(0, (ndim / 2) * log(squaredRadius / (2 * gammaQuantile(tolerance, ndim / 2))));
}

/** `log(eˣ − 1)`: for the evidence to come, relative to what is there, from `Δ log Z`. */
function logOfExcess(x: number): number {
  return x > 30 ? x : log(expm1(x));
}
