import { batchSize, type FreshDraws, type WeightSummary } from "./fresh-draws";
import { areEven, paretoK } from "./pareto-k";
import { callsFor, type Wanted } from "./trials";

/** Draws after which the tail of their weights is looked at for the first time, then after twice as many each time. */
const firstCheck = 8 * batchSize;
/** How heavy the tail of the weights may be, and how much of all weight one draw may have. */
const mostParetoK = 0.7;
const mostOfOne = 0.05;
/** So often a heavy tail asks for a new proposal at once, and then again when there are twice as many draws. */
const mostAtOnce = 3;
/**
 * At the first check, a few times, a less heavy tail is enough: where a proposal misses a far part of the posterior, its
 * first draws look no worse, and few are lost.
 */
const uneasyParetoK = 0.5;
const mostUneasy = 3;
/** Draws of less effect than this teach a new proposal when they are such a part of those before them. */
const poor = 0.3;
const many = 0.5;

/** What is known at a moment of the draws. */
interface Standing {
  readonly draws: FreshDraws;
  readonly summary: WeightSummary;
  /** Effective number of the points that the proposal has learned from. */
  readonly learned: number;
  /** All draws so far, of this proposal and those before. */
  readonly drawn: number;
  /** Effective number of those that count. */
  readonly reached: number;
}

/** Decides when draws are enough, and when a new proposal shall learn from them. */
export class Renewal {
  private check = firstCheck;
  private first = true;
  private heavy = 0;
  private uneasy = 0;
  private least = 0;

  constructor(private readonly wanted: Wanted) {}

  /** Whether the evidence and the tail of the weights are better told from these draws than from those before. */
  tellsEvidence({ points }: FreshDraws): boolean {
    return this.first || points.size >= firstCheck;
  }

  /**
   * Whether there are enough draws: of the latest proposal alone, or, where its weights have no heavy tail, of all that
   * count.
   */
  enough(standing: Standing): boolean {
    const { draws, summary, reached } = standing;
    const { nEffective, logzError } = this.wanted;
    if (summary.error > logzError || !this.tellsEvidence(draws)) return false;
    return summary.nEffective >= nEffective || (reached >= nEffective && !isHeavy(standing));
  }

  /**
   * Whether a new proposal shall take over: where the weights have too heavy a tail (the more draws, the rarer the
   * places that they reach), and where the draws say more of the posterior than all that theirs was fitted to.
   */
  isDue(standing: Standing): boolean {
    const { summary } = standing;
    // How many calls are left plays no part: a run that goes on with more of them asks for the same points and others.
    if (!(summary.n >= this.check || this.enough(standing))) return false;
    this.check *= 2;
    const isDue = this.tooHeavy(standing) || this.worthLearningFrom(standing);
    if (isDue) {
      this.first = false;
      this.check = firstCheck;
    }
    return isDue;
  }

  /** Whether the tail of the weights is too heavy to go on with. */
  private tooHeavy(standing: Standing): boolean {
    const { n } = standing.summary;
    if (isHeavy(standing)) {
      if (this.heavy >= mostAtOnce && n < this.least) return false;
      this.heavy++;
      this.least = 2 * n;
      return true;
    }
    const isFirstCheck = n >= firstCheck && n < 2 * firstCheck;
    return isFirstCheck && shapeOf(standing) > uneasyParetoK && this.uneasy++ < mostUneasy;
  }

  /**
   * Whether the draws say more than the points that their proposal has learned from, or are many beside those before
   * them and of little effect; and as many are still to come.
   */
  private worthLearningFrom({ summary, learned, drawn, reached }: Standing): boolean {
    const { wanted } = this;
    const { n, nEffective } = summary;
    const more = { ...wanted, nEffective: wanted.nEffective - reached };
    if (n >= callsFor(more, nEffective / n)) return false;
    return nEffective > learned || (isPoor(summary) && n >= many * (drawn - n));
  }
}

/**
 * Whether so few draws of a proposal are effective that those of the ones before it count, too. Where a proposal serves
 * well, only far tails can be missing, and its own draws show these best.
 */
export function isPoor({ n, nEffective }: WeightSummary): boolean {
  return nEffective < poor * n;
}

/** Whether a few draws carry too much of the weight. */
function isHeavy({ draws, summary }: Standing): boolean {
  return summary.largestWeight > mostOfOne || shapeOf({ draws, summary }) > mostParetoK;
}

/** Shape of the tail of the weights, where it is of account. */
function shapeOf({ draws, summary }: Pick<Standing, "draws" | "summary">): number {
  return areEven(summary) ? 0 : paretoK(draws.logWeights());
}
