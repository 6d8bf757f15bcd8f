import type { Budget } from "./budget";
import type { LiveFrame } from "./chain-memory";
import type { ChainOutcome, LikelihoodFailure } from "./evaluator";

/** A point that may become a live point, and what it cost. */
export interface Candidate {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly derived: Float64Array;
  readonly logl: number;
  readonly calls: number;
  /** Bound and scale it was proposed with. */
  readonly bound: number;
  readonly scale: number;
  /** The chain that ended here, and where it began among which live points; null for an independent draw. */
  readonly chain: { readonly outcome: ChainOutcome; readonly start: Float64Array; readonly frame: LiveFrame } | null;
}

/** Candidates that were proposed together. */
export interface ProposalGroup {
  readonly candidates: readonly Candidate[];
  readonly failures: readonly LikelihoodFailure[];
}

/** Where groups come from. */
export interface ProposalSource {
  /** Starts the computation of a group, from the present state. */
  propose(): Promise<ProposalGroup>;
  /** Takes note of failures; called group by group in the order of proposal. */
  note(failures: readonly LikelihoodFailure[]): void;
}

/** Groups under way at the same time: while one is used up, the next is computed. */
const depth = 2;

/**
 * Candidates in the order of their proposal. They are proposed in groups, each from the state in which the
 * run is after a definite number of candidates, so what is drawn does not depend on how fast or by how many
 * workers it is computed.
 */
export class ProposalQueue {
  private readonly underWay: Promise<ProposalGroup>[] = [];
  private group: readonly Candidate[] = [];
  private next = 0;

  constructor(
    private readonly source: ProposalSource,
    private readonly budget: Budget,
  ) {}

  /** The next candidate, or null when the run is told to stop. */
  async take(): Promise<Candidate | null> {
    while (this.next === this.group.length) {
      while (this.underWay.length < depth) this.start();
      const group = await this.budget.unlessStopped(this.underWay[0]);
      if (group === null) return null;
      this.underWay.shift();
      this.source.note(group.failures);
      this.group = group.candidates;
      this.next = 0;
    }
    return this.group[this.next++];
  }

  /** Waits for what is under way and gives the calls of all candidates that were not taken. */
  async unusedCalls(): Promise<number> {
    let calls = 0;
    for (const candidate of this.group.slice(this.next)) calls += candidate.calls;
    for (const pending of this.underWay.splice(0)) {
      const group = await this.budget.unlessStopped(pending);
      if (group === null) break;
      this.source.note(group.failures);
      for (const candidate of group.candidates) calls += candidate.calls;
    }
    return calls;
  }

  private start(): void {
    const group = this.source.propose();
    // A failure is reported where the group is awaited; one that nobody waits for any more does not matter.
    group.catch(() => {});
    this.underWay.push(group);
  }
}
