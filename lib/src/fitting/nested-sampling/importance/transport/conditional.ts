/** Mean and scale of one coordinate, given others. */
export interface Conditional {
  readonly target: number;
  readonly given: readonly number[];
  /** Places where the slope in a given coordinate may change, in turn for each. */
  readonly knots: readonly Float64Array[];
  /** Coefficients of the terms of the mean. */
  readonly mean: Float64Array;
  /** Coefficients of the terms of the logarithm of the scale. */
  readonly logScale: Float64Array;
  /** The logarithm of the scale is not believed beyond what it is among the points it was learned from. */
  readonly bounds: readonly [number, number];
}

/** Terms that a mean or a logarithm of a scale is made of: straight ones, bends of single coordinates, products of pairs. */
export type Terms = "constant" | "straight" | "bent" | "crossed";

/** How many terms there are. */
export function termCount(terms: Terms, given: number, knots: number): number {
  if (terms === "constant") return 1;
  if (terms === "straight") return 1 + given;
  const bent = 1 + given + given * knots;
  return terms === "bent" ? bent : bent + (given * (given + 1)) / 2;
}

/** Puts all terms at the point at `at` into `out`, from `to` on: of fewer terms, the first. */
export function putTerms(
  terms: Terms,
  given: readonly number[],
  knots: readonly Float64Array[],
  x: Float64Array,
  at: number,
  out: Float64Array,
  to: number,
): void {
  let next = to;
  out[next++] = 1;
  if (terms === "constant") return;
  for (const i of given) out[next++] = x[at + i];
  if (terms === "straight") return;
  for (const [g, i] of given.entries()) {
    for (const knot of knots[g]) out[next++] = Math.max(x[at + i] - knot, 0);
  }
  if (terms === "bent") return;
  for (let a = 0; a < given.length; a++) {
    for (let b = 0; b <= a; b++) out[next++] = x[at + given[a]] * x[at + given[b]];
  }
}

/** Mean at a point. */
export function meanOf({ given, knots, mean }: Conditional, x: Float64Array): number {
  return sumOf(mean, given, knots, x);
}

/** Logarithm of the scale at a point. */
export function logScaleOf({ given, knots, logScale, bounds }: Conditional, x: Float64Array): number {
  return Math.min(Math.max(sumOf(logScale, given, knots, x), bounds[0]), bounds[1]);
}

function sumOf(
  coefficients: Float64Array,
  given: readonly number[],
  knots: readonly Float64Array[],
  x: Float64Array,
): number {
  let sum = coefficients[0];
  if (coefficients.length === 1) return sum;
  let next = 1;
  for (const i of given) sum += coefficients[next++] * x[i];
  if (next === coefficients.length) return sum;
  for (const [g, i] of given.entries()) {
    const xi = x[i];
    for (const knot of knots[g]) {
      if (xi > knot) sum += coefficients[next] * (xi - knot);
      next++;
    }
  }
  if (next === coefficients.length) return sum;
  for (let a = 0; a < given.length; a++) {
    let inner = 0;
    for (let b = 0; b <= a; b++) inner += coefficients[next++] * x[given[b]];
    sum += inner * x[given[a]];
  }
  return sum;
}
