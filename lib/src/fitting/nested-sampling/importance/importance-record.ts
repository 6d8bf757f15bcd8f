/** What the importance engine knows of its own result, beside the fields that all engines have. */
export interface ImportanceRecord {
  /** Log-evidence and its error: from the fresh draws, from the explored shells, from the volumes of the exploration. */
  readonly evidences: {
    readonly fresh: readonly [number, number];
    readonly shells: readonly [number, number];
    readonly volumes: readonly [number, number];
  };
  /** Log-evidence of each exploration, and the reduced scatter between them in units of their errors. */
  readonly explorations: readonly { readonly logz: number; readonly calls: number; readonly bounds: number }[];
  /** Likelihood calls of exploration, of refining the proposal, and of the fresh draws that count. */
  readonly calls: { readonly exploration: number; readonly refinement: number; readonly fresh: number };
  /** Shape of the tail of the weights by a generalised Pareto fit; above 0.5 their variance is not to be trusted. */
  readonly paretoK: number;
  /** Largest normalised weight. */
  readonly largestWeight: number;
  /** Difference of the log-evidences of the two halves of the fresh draws, in units of its error. */
  readonly splitHalves: number;
  /** Modes of the posterior: share of the mass, effective samples. */
  readonly modes: readonly { readonly mass: number; readonly nEffective: number; readonly centre: Float64Array }[];
  /** What made the draws: the frozen proposal, or tempered chains where no proposal served. */
  readonly method: "proposal" | "tempering";
}
