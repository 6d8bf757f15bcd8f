import { batchSize, type FreshDraws } from "./fresh-draws";
import { paretoK } from "./pareto-k";

/**
 * What to do after a trial of a proposal: draw from it for good, fit it to all that is known by now, or move points by
 * chains first.
 */
export type Verdict = "draw" | "refit" | "chains";

/** Draws of a trial: whole requests. */
const [smallest, largest] = [2 * batchSize, 8 * batchSize];
/** A proposal with more effective draws and a lighter tail than these passes at once. */
const passing = { efficiency: 0.2, paretoK: 0.6 };
/** After so many trials, efficiencies below this ask for chains, and so do such tails where none passes. */
const patience = 3;
const failing = { efficiency: 0.01, paretoK: 0.9 };
/** Part of the calls that the final draws would take that may be spent on making them fewer. */
const worthwhile = 0.03;
/** Part of those calls for one trial. */
const oneTrial = 0.04;
/** Trials from which the efficiency is told: one alone may have been lucky. */
const remembered = 3;

/** What a run is to reach: effective samples and error of the log-evidence. */
export interface Wanted {
  readonly nEffective: number;
  readonly logzError: number;
}

/** Decides how long a proposal is refined, by trials that do not count for the result. */
export class Trials {
  private readonly all: { readonly n: number; readonly efficiency: number; readonly k: number }[] = [];
  private sinceChains = 0;
  private spent = 0;

  constructor(private readonly wanted: Wanted) {}

  /** Draws that the next trial takes. */
  size(): number {
    if (this.all.length < patience) return smallest;
    const share = Math.min(largest, Math.max(smallest, oneTrial * this.expectedCalls()));
    return batchSize * Math.round(share / batchSize);
  }

  /** Takes the draws of a trial. */
  judge(draws: FreshDraws): Verdict {
    const { n, nEffective } = draws.summary();
    const efficiency = nEffective / n;
    const k = paretoK(draws.logWeights());
    this.all.push({ n, efficiency, k });
    this.spent += n;
    if (efficiency > passing.efficiency && k < passing.paretoK) return "draw";
    if (++this.sinceChains >= patience && this.failing()) {
      this.sinceChains = 0;
      return "chains";
    }
    return this.sinceChains < patience || this.spent < worthwhile * this.expectedCalls() ? "refit" : "draw";
  }

  /** Whether all of the latest proposals are of little use: one trial alone may have met a rare heavy point. */
  private failing(): boolean {
    const recent = this.all.slice(-remembered);
    const meanK = recent.reduce((sum, { k }) => sum + k, 0) / recent.length;
    const none = (least: number): boolean => recent.every(({ efficiency }) => efficiency < least);
    return none(failing.efficiency) || (none(passing.efficiency) && !(meanK < failing.paretoK));
  }

  private efficiency(): number {
    const recent = this.all.slice(-remembered);
    const draws = recent.reduce((sum, { n }) => sum + n, 0);
    return draws / recent.reduce((sum, { n, efficiency }) => sum + n / efficiency, 0);
  }

  private expectedCalls(): number {
    return callsFor(this.wanted, this.efficiency());
  }
}

/** Draws that it takes to reach what is wanted when such a part of them is effective. */
export function callsFor({ nEffective, logzError }: Wanted, efficiency: number): number {
  return Math.max(nEffective / efficiency, (1 / efficiency - 1) / (logzError * logzError));
}
