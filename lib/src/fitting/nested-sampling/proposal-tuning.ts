import type { ChainOutcome, ChainSampler } from "./evaluator";

/** Scale of chains and efficiency of uniform draws, learnt candidate by candidate. */
export class ProposalTuning {
  scale = 1;
  readonly totals = { chains: 0, grown: 0, shrunk: 0 };
  private draws = 0;
  private accepted = 0;

  constructor(private readonly ndim: number) {}

  /** Forgets the efficiency of draws; the scale of chains stays. */
  restart(): void {
    this.draws = 0;
    this.accepted = 0;
  }

  /**
   * Takes in a uniform draw.
   * @param least efficiency below which uniform draws are not worth while
   * @returns true when the draws since the last verdict, enough of them to tell, were too inefficient
   */
  learnDraw(accepted: boolean, least: number): boolean {
    this.draws++;
    if (accepted) this.accepted++;
    if (this.draws < enough / least) return false;
    const poor = this.accepted < enough;
    this.restart();
    return poor;
  }

  /**
   * Takes in a finished chain. The interval of a slice is right when it grows as often as it shrinks, the
   * step of a walk when half of the steps are accepted.
   */
  learnChain(sampler: ChainSampler, { grown, shrunk }: ChainOutcome): void {
    this.totals.chains++;
    this.totals.grown += grown;
    this.totals.shrunk += shrunk;
    if (grown + shrunk === 0) return;
    const surplus = (grown - shrunk) / (grown + shrunk);
    this.scale *= 1 + (sampler === "rwalk" ? surplus / (2 * this.ndim) : 0.1 * surplus);
  }
}

/** Accepted draws that a verdict on the efficiency rests on. */
const enough = 10;
