import { evenLength } from "../../../../core/kernel-places";
import { type Kernel, kernels } from "../../../../core/kernels";
import { normalCdf } from "../../../../core/special";
import {
  expTail,
  powersOfTwo,
  powersOfTwoLow,
  stepHigh,
  stepLow,
  stepsPerUnit,
} from "../../../../core/special/elementary/exp-coefficients";
import { rounder } from "../../../../core/special/elementary/rounder";
import { drops, slopes } from "./legendre";
import type { MapSteps } from "./map-steps";
import * as layout from "./straighten-layout";
import { straightenBytes } from "./straighten-module";

/** Points for which memory is taken at a time. */
const chunk = 2048;

/** What lib/assembly/straighten.ts exports. */
interface Exports extends Kernel {
  straighten(
    y: number,
    even: number,
    n: number,
    ndim: number,
    numbers: number,
    places: number,
    row: number,
    z: number,
    logScales: number,
  ): void;
}

const withKernel = kernels<Exports>(straightenBytes, ({ memory }) => {
  const constants = new Float64Array(memory.buffer, 0, layout.steps);
  for (const [k, power] of powersOfTwo.entries()) constants.set([power, powersOfTwoLow[k]], layout.powers + 2 * k);
  constants.set([stepsPerUnit, rounder, stepHigh, stepLow, ...expTail], layout.exponential);
  for (const [k, slope] of slopes.entries()) constants.set([slope, drops[k]], layout.recurrence + 2 * k);
});

/** What a map makes of points: straight ones, and sums of the logarithms of the scales that change. */
export interface StraightPoints {
  readonly z: Float64Array;
  readonly logDeterminants: Float64Array;
}

/**
 * Straightens points by the steps of a map in WebAssembly: `y` of shape `[n, ndim]`, and the even coordinates of leaning
 * axes, of the same shape, where they are known. It gives `undefined` where WebAssembly cannot be had.
 */
export type Straightener = (y: Float64Array, even: Float64Array | undefined) => StraightPoints | undefined;

/** The steps of a map, listed for WebAssembly. */
export function straightener(steps: MapSteps): Straightener {
  const ndim = steps.axes.length;
  const { numbers, places } = listed(steps);
  const atNumbers = layout.steps;
  const atPlaces = atNumbers + numbers.length;
  const row = evenLength(atPlaces + Math.ceil(places.length / 2));
  const atY = row + layout.together * (steps.width + 1);
  return (y, even) => {
    const n = y.length / ndim;
    const many = Math.ceil(Math.min(n, chunk) / layout.together) * layout.together;
    const atEven = atY + many * ndim;
    const atZ = atEven + many * ndim;
    const atScales = atZ + many * ndim;
    return withKernel(8 * (atScales + many), (kernel) => {
      const memory = new Float64Array(kernel.memory.buffer);
      memory.set(numbers, atNumbers);
      new Int32Array(kernel.memory.buffer).set(places, 2 * atPlaces);
      const z = new Float64Array(y.length);
      const logDeterminants = new Float64Array(n);
      for (let from = 0; from < n; from += chunk) {
        const to = Math.min(from + chunk, n);
        memory.set(y.subarray(from * ndim, to * ndim), atY);
        putEven(steps, y.subarray(from * ndim, to * ndim), even?.subarray(from * ndim, to * ndim), memory, atEven);
        kernel.straighten(
          8 * atY,
          8 * atEven,
          to - from,
          ndim,
          8 * atNumbers,
          8 * atPlaces,
          8 * row,
          8 * atZ,
          8 * atScales,
        );
        z.set(memory.subarray(atZ, atZ + (to - from) * ndim), from * ndim);
        logDeterminants.set(memory.subarray(atScales, atScales + to - from), from);
      }
      return { z, logDeterminants };
    });
  };
}

/** The even coordinates that the map uses. */
function putEven(
  { axes }: MapSteps,
  y: Float64Array,
  even: Float64Array | undefined,
  memory: Float64Array,
  at: number,
): void {
  for (const [i, { leaning, degree }] of axes.entries()) {
    if (!leaning || degree === 0) continue;
    if (even !== undefined) {
      memory.set(even, at);
      return;
    }
    for (let k = i; k < y.length; k += axes.length) memory[at + k] = normalCdf(y[k]);
  }
}

/** All numbers of the steps, and all counts and places, in the order in which the kernel comes across them. */
function listed({ axes, conditionals, sums }: MapSteps): { numbers: Float64Array; places: Int32Array } {
  const { heads, coefficients, functions } = sums;
  const numbers: number[] = [];
  const places: number[] = [];
  const bytesOf = (place: number): number => 8 * layout.together * place;
  const putSum = (head: number): void => {
    const [first, at, singles, products] = heads.subarray(head, head + 4);
    numbers.push(...coefficients.subarray(first, first + 1 + singles + products));
    places.push(singles, products, ...functions.subarray(at, at + singles + 2 * products).map(bytesOf));
  };
  for (const { location, scale, leaning, middle, perReach, degree, knots } of axes) {
    numbers.push(location, scale, middle, perReach, ...knots);
    places.push(leaning && degree > 0 ? 1 : 0, degree, knots.length);
  }
  for (const { target, place, mean, logScale, low, high, perScale } of conditionals) {
    const changes = logScale >= 0;
    places.push(8 * target, bytesOf(place), changes ? 1 : 0);
    putSum(mean);
    if (changes) {
      putSum(logScale);
      numbers.push(low, high);
    } else numbers.push(perScale);
  }
  return { numbers: Float64Array.from(numbers), places: Int32Array.from(places) };
}
