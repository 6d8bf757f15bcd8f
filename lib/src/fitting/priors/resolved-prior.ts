/** Shape of a prior distribution; with `log` it is the shape in log10. */
export type PriorKind = "uniform" | "norm" | "invgamma";

/** Value of a fixed variable: a number in SI units, a switch, or a word such as `gamma`. */
export type FixedValue = number | string | boolean;

/** Where a variable comes from: a line of the prior, a rule of the language, or the extraprior. */
export type PriorSource = "file" | "default" | "extra";

/** Everything known about one variable of a prior, for tables and editors. */
export interface ResolvedVariable {
  /** Name in the model, with the suffix of its block, for example `height_EF0`. */
  name: string;
  role: "free" | "fixed";
  kind: PriorKind;
  /** True when the sampler sees log10 of the variable. */
  log: boolean;
  /** Those of `norm`, `invgamma`, `log` that its line bears, in their order there. */
  flags: string[];
  /** In sampler coordinates; `null` where a bound is not known, and for fixed variables both. */
  bounds: [number | null, number | null];
  /** Which bounds (or the value, first place) were left to the program with `nan` or by leaving the line out. */
  defaulted: [boolean, boolean];
  /** Value of a fixed variable; `null` when free or not known. */
  value: FixedValue | null;
  source: PriorSource;
  /** Line of the text it stands on; `null` when it stands nowhere. */
  line: number | null;
  /** Unit symbol, `""` for a pure number. */
  unit: string;
  meaning: string;
}

/**
 * A prior ready for the sampler: plain data that can travel to workers. Where a variable is
 * flagged `log`, its bounds are log10 of the physical ones; fixed values are always physical.
 */
export interface ResolvedPrior {
  /** Free variables, in the order of the sampler's coordinates. */
  variables: string[];
  /** Per free variable: minimum and maximum, sigma and mean (`norm`), or alpha and mode (`invgamma`). */
  bounds: [number, number][];
  /** Per free variable: those of `norm`, `invgamma`, `log` that its line bears. */
  flags: Record<string, string[]>;
  /** Fixed variables and their values. */
  fixed: Record<string, FixedValue>;
  /** Free and fixed variables with kind, source, unit and meaning, keyed by name. */
  details: Record<string, ResolvedVariable>;
}
