import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { deceleration } from "../../../../src/fitting/meteoroid/erosion/deceleration";
import { golden } from "./golden";

type Row = [dt: number, K: number, sigma: number, m: number, air: number, v: number, lost: number, dec: number];

const { rows } = golden<{ rk4: { rows: Row[] } }>("units").rk4;

describe("deceleration", () => {
  it("equals the stored values", () => {
    for (const [dt, K, , m, air, v, , stored] of rows) {
      expect(deceleration(dt, K, m, air, v) / stored).toBeCloseTo(1, 11);
    }
  });

  it("never speeds up, whatever the step", () => {
    const positive = fc.double({ min: 1e-9, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (dt, mass, air) => {
        expect(deceleration(dt, 0.01, mass, air, 30_000)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("follows the exact law for short steps", () => {
    // 1/v rises linearly: dv/dt = −c v².
    const [c, dt, v] = [1e-6, 0.005, 30_000];
    const exact = (1 / (1 / v + c * dt) - v) / dt;
    expect(deceleration(dt, 1, 1, c, v) / exact).toBeCloseTo(1, 12);
  });
});
