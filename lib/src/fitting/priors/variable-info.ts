/** What part of the model a variable belongs to; also the headings of a menu of variables. */
export type VariableGroup =
  | "Trajectory"
  | "Body"
  | "Erosion"
  | "Second erosion"
  | "Disruption"
  | "Light"
  | "Noise"
  | "Simulation"
  | "Fragmentation";

/** One variable that a prior may name. */
export interface VariableInfo {
  /** Name as written in the file. */
  name: string;
  /** What it is, a short phrase. */
  meaning: string;
  /** Unit symbol, `""` for a pure number. */
  unit: string;
  group: VariableGroup;
  /** A `word` or a `switch` can only be fixed, and so can a `whole` number. */
  type: "number" | "whole" | "switch" | "word";
  /** Where values of real meteors mostly lie, SI units; only for orientation. */
  usual?: readonly [number, number];
  /** Limits of what is physically possible, inclusive. */
  possible?: readonly [number, number];
  /** The words that can be chosen. */
  words?: readonly string[];
  /** The rest of a line to begin with, after the name and a comma. */
  template: string;
}
