import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { saturated } from "../../../../src/fitting/meteoroid/erosion/grain-layout";
import { workspaceOf } from "../../../../src/fitting/meteoroid/erosion/implementation";
import { massLoss } from "../../../../src/fitting/meteoroid/erosion/mass-loss";

const tolerance = 3e-13;
const [dt, shapeDensity, air, speed] = [0.005, 0.008, 3e-6, 41_000];

const { loss } = workspaceOf("typescript");
const lossPerE = (e: number) => loss.value(1 + e / 2);
const inverseRootGrowth = (e: number) => loss.second(1 + e / 2);

/** The share of the mass that the Runge–Kutta step takes, for a mass and a coefficient that give e. */
function lossOf(e: number, mass: number): number {
  const coefficient = (e * Math.cbrt(mass)) / (dt * shapeDensity * air * speed ** 3);
  return -massLoss(dt, shapeDensity, coefficient, mass, air, speed) / mass;
}

const close = (a: number, b: number) => expect(Math.abs(a / b - 1)).toBeLessThan(tolerance);

describe("the tabulated mass loss", () => {
  const everywhere = fc.oneof(
    fc.double({ min: 0, max: 2, noNaN: true }).filter((e) => e === 0 || e > 1e-250),
    fc.double({ min: 1e-9, max: 0.1, noNaN: true }),
    fc.constantFrom(1e-250, 1, 2, 2 - 1e-15),
  );

  it("is that of the Runge–Kutta step for every e and every mass", () => {
    fc.assert(
      fc.property(everywhere, fc.double({ min: -14, max: 2, noNaN: true }), (e, logMass) => {
        if (e === 0) return;
        // Where clamps set in, the step has infinite slopes, which make much of rounding errors.
        if (Math.abs(e - 1.296994579936) < 1e-6 || Math.abs(e - 2) < 1e-6) return;
        close(e * lossPerE(e), lossOf(e, 10 ** logMass));
      }),
      { numRuns: 2000 },
    );
  });

  it("carries the inverse root of the mass", () => {
    fc.assert(
      fc.property(everywhere, (e) => {
        const kept = 1 - e * lossPerE(e);
        close(inverseRootGrowth(e), 1 / Math.cbrt(kept));
      }),
      { numRuns: 2000 },
    );
  });

  it("stays as it is from e = 2 on", () => {
    fc.assert(
      fc.property(fc.double({ min: saturated + 1e-6, max: 1e9, noNaN: true }), (e) => {
        close(saturated * lossPerE(saturated), lossOf(e, 1e-9));
        close(inverseRootGrowth(saturated), Math.cbrt(3));
      }),
    );
  });

  it("is none without ablation", () => {
    expect(lossPerE(0)).toBeCloseTo(1, 14);
    expect(inverseRootGrowth(0)).toBeCloseTo(1, 15);
  });
});
