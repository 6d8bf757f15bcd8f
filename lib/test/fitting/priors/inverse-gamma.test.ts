import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { inverseGammaDensity, inverseGammaQuantile } from "../../../src/fitting/priors";
import { units } from "./golden";

describe("inverseGammaQuantile", () => {
  const rows = units.priorDynesty.rows.flatMap((row) => ("mode" in row ? [row] : []));

  it("has values to compare with", () => expect(rows.length).toBeGreaterThan(10));

  it.each(rows.map((row) => [row.invgamma_alpha, row.mode, row.u, row.x]))(
    "alpha %d, mode %d, u %d",
    (alpha, mode, u, x) => {
      expect(Math.abs(inverseGammaQuantile(u, alpha, mode) - x)).toBeLessThanOrEqual(1e-12 * x);
    },
  );
});

describe("inverseGammaDensity", () => {
  it("is greatest at the mode and nothing below zero", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 1e4, noNaN: true }),
        (alpha, mode) => {
          const top = inverseGammaDensity(mode, alpha, mode);
          expect(top).toBeGreaterThan(inverseGammaDensity(0.98 * mode, alpha, mode));
          expect(top).toBeGreaterThan(inverseGammaDensity(1.02 * mode, alpha, mode));
          expect(inverseGammaDensity(0, alpha, mode) + inverseGammaDensity(-1, alpha, mode)).toBe(0);
        },
      ),
    );
  });

  it("is the slope of the probability", () => {
    const [alpha, mode, u, step] = [5, 7.3, 0.4, 1e-5];
    const width = inverseGammaQuantile(u + step, alpha, mode) - inverseGammaQuantile(u - step, alpha, mode);
    expect((inverseGammaDensity(inverseGammaQuantile(u, alpha, mode), alpha, mode) * width) / (2 * step)).toBeCloseTo(
      1,
      8,
    );
  });
});
