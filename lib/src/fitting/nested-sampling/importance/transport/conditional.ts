import type { MeanTerm } from "./basis";

/** Mean and scale of one coordinate, given others. */
export interface Conditional {
  readonly target: number;
  readonly given: readonly number[];
  readonly mean: { readonly terms: readonly MeanTerm[]; readonly coefficients: Float64Array };
  /** Places where the slope of the scale in a given coordinate may change, in turn for each. */
  readonly knots: readonly Float64Array[];
  /**
   * Coefficients of the logarithm of the scale: its constant, slopes in the given coordinates, and by how much each slope
   * changes at each knot; or the constant and the slopes, or the constant alone.
   */
  readonly logScale: Float64Array;
  /** The logarithm of the scale is not believed beyond what it is among the points it was learned from. */
  readonly bounds: readonly [number, number];
}

/** What the logarithm of a scale is made of: straight terms, bends of single coordinates. */
export type ScaleShape = "constant" | "straight" | "bent";

/** How many terms there are. */
export function scaleTermCount(shape: ScaleShape, given: number, knots: number): number {
  if (shape === "constant") return 1;
  return 1 + given + (shape === "bent" ? given * knots : 0);
}
