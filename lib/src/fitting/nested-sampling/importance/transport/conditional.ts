import type { MeanTerm } from "./basis";

/** Mean and scale of one coordinate, given others. */
export interface Conditional {
  readonly target: number;
  readonly given: readonly number[];
  readonly mean: { readonly terms: readonly MeanTerm[]; readonly coefficients: Float64Array };
  /** Places where the slope of the scale in a given coordinate may change, in turn for each. */
  readonly knots: readonly Float64Array[];
  /** Coefficients of the terms of the logarithm of the scale. */
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

/** Puts the terms of the logarithm of the scale, for the row that begins at `at`, into `out`, from `to` on. */
export function putScaleTerms(
  shape: ScaleShape,
  given: readonly number[],
  knots: readonly Float64Array[],
  rows: Float64Array,
  at: number,
  out: Float64Array,
  to: number,
): void {
  let next = to;
  out[next++] = 1;
  if (shape === "constant") return;
  for (const i of given) out[next++] = rows[at + 1 + i];
  if (shape === "straight") return;
  for (const [g, i] of given.entries()) {
    for (const knot of knots[g]) out[next++] = Math.max(rows[at + 1 + i] - knot, 0);
  }
}

/** Mean where the functions of a basis have the values of a row. */
export function meanOf({ mean: { terms, coefficients } }: Conditional, row: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < terms.length; k++) sum += coefficients[k] * row[terms[k].first] * row[terms[k].second];
  return sum;
}

/** Logarithm of the scale there. */
export function logScaleOf({ given, knots, logScale, bounds }: Conditional, row: Float64Array): number {
  return Math.min(Math.max(sumOf(logScale, given, knots, row), bounds[0]), bounds[1]);
}

function sumOf(
  coefficients: Float64Array,
  given: readonly number[],
  knots: readonly Float64Array[],
  row: Float64Array,
): number {
  let sum = coefficients[0];
  if (coefficients.length === 1) return sum;
  let next = 1;
  for (const i of given) sum += coefficients[next++] * row[1 + i];
  if (next === coefficients.length) return sum;
  for (const [g, i] of given.entries()) {
    const xi = row[1 + i];
    for (const knot of knots[g]) {
      if (xi > knot) sum += coefficients[next] * (xi - knot);
      next++;
    }
  }
  return sum;
}
