import { exp } from "../../../../core/special";
import { evenOf, within } from "./basis";
import { putLegendre } from "./legendre";
import type { AxisStep, MapSteps, Sums } from "./map-steps";

/*
 * The steps of a triangular map for one point. lib/assembly/straighten.ts does the same operations in the same order, and a
 * test holds both to the same bits: whoever changes one changes the other.
 */

/**
 * Straightens the point at `at`.
 * @param even even coordinates of leaning axes, of the shape of `y`, where they are known
 * @param row receives the functions that the map uses
 * @param z receives the straight point
 * @returns the sum of the logarithms of the scales that change
 */
export function straightenOne(
  { axes, conditionals, sums }: MapSteps,
  y: Float64Array,
  at: number,
  even: Float64Array | undefined,
  row: Float64Array,
  z: Float64Array,
): number {
  for (let i = 0; i < axes.length; i++) {
    const axis = axes[i];
    const { leaning, degree } = axis;
    const value = y[at + i];
    const x = (value - axis.location) / axis.scale;
    putFunctions(axis, x, even !== undefined && leaning ? even[at + i] : evenIfUsed(leaning, degree, value, x), row);
  }
  let logScales = 0;
  for (const { target, place, mean, logScale, low, high, perScale } of conditionals) {
    const offset = row[place] - sumOf(sums, mean, row);
    if (logScale < 0) {
      z[target] = offset * perScale;
    } else {
      const eta = bounded(sumOf(sums, logScale, row), low, high);
      logScales += eta;
      z[target] = offset * exp(-eta);
    }
  }
  return logScales;
}

/** The way back, in place. */
export function bendOne({ axes, conditionals, sums }: MapSteps, row: Float64Array, z: Float64Array): void {
  for (const { target, mean, logScale, low, high, scale } of conditionals) {
    const axis = axes[target];
    const { leaning, degree } = axis;
    const factor = logScale < 0 ? scale : exp(bounded(sumOf(sums, logScale, row), low, high));
    const x = sumOf(sums, mean, row) + z[target] * factor;
    const y = axis.location + axis.scale * x;
    putFunctions(axis, x, evenIfUsed(leaning, degree, y, x), row);
    z[target] = y;
  }
}

/** Nothing asks for it where no polynomial is used. */
function evenIfUsed(leaning: boolean, degree: number, y: number, x: number): number {
  return degree > 0 ? evenOf(leaning, y, x) : x;
}

function putFunctions(
  { middle, perReach, degree, knots, at }: AxisStep,
  x: number,
  even: number,
  row: Float64Array,
): void {
  row[at] = x;
  if (degree > 0) putLegendre(within((even - middle) * perReach), degree, row, at + 1);
  const first = at + 1 + degree;
  for (let k = 0; k < knots.length; k++) {
    const over = x - knots[k];
    row[first + k] = over > 0 ? over : 0;
  }
}

function sumOf({ heads, coefficients, functions }: Sums, head: number, row: Float64Array): number {
  let k = heads[head];
  let at = heads[head + 1];
  const singles = k + heads[head + 2];
  const products = singles + heads[head + 3];
  let sum = coefficients[k];
  while (k < singles) sum += coefficients[++k] * row[functions[at++]];
  for (; k < products; at += 2) sum += coefficients[++k] * row[functions[at]] * row[functions[at + 1]];
  return sum;
}

function bounded(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
