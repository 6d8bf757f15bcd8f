import type { ChainOutcome, ChainSampler } from "./evaluator";

/** Scale of chains and efficiency of uniform draws, learnt candidate by candidate. */
export class ProposalTuning {
  scale = 1;
  readonly totals = { chains: 0, grown: 0, shrunk: 0 };
  private draws = 0;
  private accepted = 0;
  private chains = 0;
  private grown = 0;
  private shrunk = 0;

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
   * step of a walk when half of the steps are accepted. The scale changes after a number of chains that all
   * had the present one: chains proposed before the last change would make it overshoot.
   */
  learnChain(sampler: ChainSampler, { grown, shrunk }: ChainOutcome, scale: number): void {
    this.totals.chains++;
    this.totals.grown += grown;
    this.totals.shrunk += shrunk;
    if (scale !== this.scale) return;
    this.chains++;
    this.grown += grown;
    this.shrunk += shrunk;
    if (this.chains < chainsPerChange || this.grown + this.shrunk === 0) return;
    const surplus = (this.grown - this.shrunk) / (this.grown + this.shrunk);
    this.scale *= Math.max(0.5, 1 + (sampler === "rwalk" ? (2 * surplus) / this.ndim : surplus));
    this.chains = 0;
    this.grown = 0;
    this.shrunk = 0;
  }
}

/** Chains of the same scale after which it changes. */
const chainsPerChange = 16;
/** Accepted draws that a verdict on the efficiency rests on. */
const enough = 10;
