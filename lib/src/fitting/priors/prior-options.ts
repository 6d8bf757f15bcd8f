/** A word that may stand behind the two values of a line. */
export interface PriorOption {
  name: "norm" | "invgamma" | "log" | "fix";
  /** What it makes of the line. */
  meaning: string;
  /** What the first and the second value are then. */
  values: readonly [string, string | null];
}

/** All options; a line without norm, invgamma and fix is uniform between minimum and maximum. */
export const priorOptions: readonly PriorOption[] = [
  { name: "norm", meaning: "Normal distribution", values: ["standard deviation", "mean"] },
  { name: "invgamma", meaning: "Inverse gamma distribution, for noise", values: ["shape alpha", "mode"] },
  { name: "log", meaning: "Sampled in log10, for ranges over many decades", values: ["minimum", "maximum"] },
  { name: "fix", meaning: "Not fitted: keeps one value", values: ["value", null] },
];
