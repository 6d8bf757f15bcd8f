import { exp, log } from "../../../core/special";
import type { Evaluations } from "../evaluator";
import { Points } from "./points";
import type { DrawnPoints, Proposal } from "./proposal";

/** Draws in one request. */
export const batchSize = 512;

/** Sums over the weights of independent draws from one proposal. */
export interface WeightSummary {
  readonly n: number;
  readonly logz: number;
  /** Relative standard error of the evidence, by the scatter of the weights and of the means of blocks: the larger. */
  readonly error: number;
  readonly nEffective: number;
  readonly largestWeight: number;
  /** Difference of the log-evidences of the two halves, in units of its error. */
  readonly splitHalves: number;
}

const blocks = 20;

/** Draws from one frozen proposal, with their weights. */
export class FreshDraws {
  readonly points: Points;
  /** Log-density of the proposal at each draw, and where each came from. */
  readonly logq: number[] = [];
  readonly origin: number[] = [];

  constructor(
    readonly proposal: Proposal,
    ndim: number,
    nderived: number,
  ) {
    this.points = new Points(ndim, nderived);
  }

  add({ u, logq, origin }: DrawnPoints, answer: Evaluations): void {
    this.points.add(u, answer);
    for (const value of logq) this.logq.push(value);
    for (const value of origin) this.origin.push(value);
  }

  logWeights(): Float64Array {
    return Float64Array.from(this.logq, (q, i) => this.points.logl[i] - q);
  }

  summary(): WeightSummary {
    const logWeights = this.logWeights();
    const n = logWeights.length;
    const highest = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (highest === Number.NEGATIVE_INFINITY) {
      return { n, logz: highest, error: Number.POSITIVE_INFINITY, nEffective: 0, largestWeight: 0, splitHalves: 0 };
    }
    const weights = logWeights.map((w) => exp(w - highest));
    let sum = 0;
    let squares = 0;
    for (const w of weights) {
      sum += w;
      squares += w * w;
    }
    const nEffective = (sum * sum) / squares;
    const scatter = Math.sqrt(Math.max(0, 1 / nEffective - 1 / n));
    return {
      n,
      logz: highest + log(sum / n),
      error: Math.max(scatter, blockError(weights, blocks)),
      nEffective,
      largestWeight: 1 / sum,
      splitHalves: splitHalves(weights),
    };
  }
}

/** Relative error of the mean from the means of consecutive blocks. */
function blockError(weights: Float64Array, count: number): number {
  const size = Math.floor(weights.length / count);
  if (size < 2) return 0;
  const means = Array.from({ length: count }, (_, b) => mean(weights.subarray(b * size, b * size + size)));
  const centre = means.reduce((sum, m) => sum + m, 0) / count;
  const square = means.reduce((sum, m) => sum + (m - centre) * (m - centre), 0);
  return Math.sqrt(square / (count * (count - 1))) / centre;
}

function splitHalves(weights: Float64Array): number {
  const half = Math.floor(weights.length / 2);
  if (half < 2) return 0;
  const halves = [weights.subarray(0, half), weights.subarray(half)];
  const [first, second] = halves.map(mean);
  const variance = halves.reduce((sum, part) => {
    const centre = mean(part);
    return sum + part.reduce((s, w) => s + (w - centre) * (w - centre), 0) / (part.length * part.length);
  }, 0);
  return variance > 0 ? (first - second) / Math.sqrt(variance) : 0;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
