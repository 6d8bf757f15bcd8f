/** A log-evidence and its error. */
export type EvidenceEstimate = readonly [logz: number, error: number];

/** What the importance engine knows of its own result, beside the fields that all engines have. */
export interface ImportanceRecord {
  /**
   * Log-evidence with its error by three ways: from the fresh draws of the last proposal, which is the result; from all
   * explored points pooled; from the explorations one by one. The last two are biased a little, because bounds are fitted to the points
   * that they count, and only serve to be compared with the first.
   */
  readonly evidences: {
    readonly fresh: EvidenceEstimate;
    readonly pooled: EvidenceEstimate;
    readonly explorations: readonly EvidenceEstimate[];
  };
  /** Draws, or particles, that the evidence is a mean over. */
  readonly evidenceDraws: number;
  /** Likelihood calls of exploration, of refining the proposal, and of the fresh draws, of which the posterior is made. */
  readonly calls: { readonly exploration: number; readonly refinement: number; readonly fresh: number };
  /** Bounds built by each exploration. */
  readonly bounds: readonly number[];
  /** Shape of the tail of the weights of the draws that tell the evidence by a generalised Pareto fit; above 0.7 their variance is not to be trusted. */
  readonly paretoK: number;
  /** Largest normalised weight. */
  readonly largestWeight: number;
  /** Difference of the log-evidences of the two halves of these draws, in units of its error. */
  readonly splitHalves: number;
  /** Relative error of the evidence that comes from the volumes of the bounds in the proposal. */
  readonly volumeError: number;
  /** Part of the posterior outside all bounds of the proposal. */
  readonly outside: number;
  /** Modes of the posterior: share of the mass, effective samples, centre in the unit cube. */
  readonly modes: readonly { readonly mass: number; readonly nEffective: number; readonly centre: Float64Array }[];
  /** What the posterior was made of: draws from the frozen proposal, tempered chains, or, in a run that was ended, explored points. */
  readonly method: "proposal" | "tempering" | "exploration";
}
