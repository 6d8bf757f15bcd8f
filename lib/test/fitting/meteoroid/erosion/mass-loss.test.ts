import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { massLoss } from "../../../../src/fitting/meteoroid/erosion/mass-loss";
import { golden } from "./golden";

type Row = [dt: number, K: number, sigma: number, m: number, air: number, v: number, lost: number, dec: number];

const { rows } = golden<{ rk4: { rows: Row[] } }>("units").rk4;

describe("massLoss", () => {
  it("equals the stored values", () => {
    for (const [dt, K, sigma, m, air, v, lost] of rows) {
      expect(massLoss(dt, K, sigma, m, air, v) / lost).toBeCloseTo(1, 11);
    }
  });

  it("is a loss, at most 4/3 of the mass even where the step is far too long", () => {
    const positive = fc.double({ min: 1e-6, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (dt, mass, rate) => {
        const lost = massLoss(dt, 1, rate, mass, 1, 1);
        expect(lost).toBeLessThanOrEqual(0);
        expect(lost).toBeGreaterThanOrEqual((-4 / 3) * mass * (1 + 1e-12));
      }),
    );
  });

  it("follows the exact law for short steps", () => {
    // m^(1/3) falls linearly: dm/dt = −c m^(2/3).
    const [mass, c, dt] = [1e-6, 2e-5, 0.005];
    const exact = (Math.cbrt(mass) - (c * dt) / 3) ** 3 - mass;
    expect(massLoss(dt, 1, c, mass, 1, 1) / exact).toBeCloseTo(1, 9);
  });
});
