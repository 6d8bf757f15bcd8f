import { massLoss } from "./mass-loss";
import { TabulatedFunction } from "./tabulated-function";

/*
 * The mass loss of a body that only ablates, as functions of one number. Its rate is c m^(2/3), so that with
 * e = c dt m^(−1/3) every stage of {@link massLoss} is m times a function of e alone: k1 = −m e,
 * k2 = −m e (1 − e/2)^(2/3), and so on, the clamps included. A step keeps m R(e) of the mass, and m^(−1/3), on which
 * the next e rests, grows by R^(−1/3). No root needs to be taken.
 */

/** Where all stages are clamped, so that R = 1/3 for any greater e; the tables want e at most this. */
export const saturated = 2;

const cells = 512;
const tolerance = 1e-13;

/** Share of the mass that a step takes, per e; 1 for short steps. */
export const lossPerE = table((e) => (e === 0 ? 1 : loss(e) / e));

/** Growth of m^(−1/3). */
export const inverseRootGrowth = table((e) => 1 / Math.cbrt(remainder(e)));

/** 1 − R(e) */
function loss(e: number): number {
  return e >= saturated ? 2 / 3 : -massLoss(1, 1, e, 1, 1, 1);
}

/** R(e), never below 0.217. */
function remainder(e: number): number {
  return 1 - loss(e);
}

function table(f: (e: number) => number): TabulatedFunction {
  // One more cell, which starts with the greatest e.
  return new TabulatedFunction(f, 0, saturated / cells, cells + 1, tolerance);
}
