import type { PriorFileKind } from "../prior-issue";

/** A prior that comes with the program. */
export interface ShippedPrior {
  /** In kebab-case, as people ask for it. */
  name: string;
  /** File of the original program that has the same values; people may ask for that, too. */
  original?: string;
  kind: PriorFileKind;
  title: string;
  /** When to use it, a sentence or two. */
  description: string;
  /** The file. */
  text: string;
}

/** First lines of every prior: how a line is read. */
export const priorHeader = `# name, min/sigma/alpha, max/mean/mode, options
# options: norm (sigma, mean), invgamma (alpha, mode), log (sampled in log10), fix (one value); without one: uniform
# nan takes the default or the value estimated from the observation. Expressions may use np.* functions and
# h_beg h_end h_peak [m], v_0 [m/s], m_0 [kg], zc_0 [rad], n_lag0 [m], n_lum0 [W]
`;
