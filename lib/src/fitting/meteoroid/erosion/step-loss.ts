import { cbrt } from "../../../core/special";
import type { Tabulated } from "./cell-table";
import { saturated } from "./grain-layout";
import { massLoss } from "./mass-loss";

/*
 * The mass loss of a body that only ablates, as functions of one number. Its rate is c m^(2/3), so that with
 * e = c dt m^(−1/3) every stage of {@link massLoss} is m times a function of e alone: k1 = −m e,
 * k2 = −m e (1 − e/2)^(2/3), and so on, the clamps included. A step keeps m R(e) of the mass, and m^(−1/3), on which
 * the next e rests, grows by R^(−1/3). No root needs to be taken. From e = 2 on all stages are clamped and R = 1/3, so
 * that a greater e may be taken for 2. The tables run over 1 + e/2, whose leading bits divide it evenly.
 */

const tolerance = 1e-13;

/** Share of the mass that a step takes, per e; 1 for short steps. Over 1 + e/2. */
export const lossPerE: Tabulated = {
  f: (place) => (place === 1 ? 1 : loss(2 * (place - 1)) / (2 * (place - 1))),
  tolerance,
};

/** Growth of m^(−1/3), over 1 + e/2. */
export const inverseRootGrowth: Tabulated = { f: (place) => 1 / cbrt(1 - loss(2 * (place - 1))), tolerance };

/** Both, as one table holds them. */
export const stepLoss: readonly Tabulated[] = [lossPerE, inverseRootGrowth];

/** 1 − R(e) */
function loss(e: number): number {
  return e >= saturated ? 2 / 3 : -massLoss(1, 1, e, 1, 1, 1);
}
