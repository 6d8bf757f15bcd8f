import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findStrongestFlare } from "../../../src/fitting/priors";
import { units } from "./golden";

describe("findStrongestFlare", () => {
  it("finds the flare that the original program finds", () => {
    const { height, magnitude, start_end } = units.findStrongestFlare;
    const range = findStrongestFlare({ height_lum: height, absolute_magnitudes: magnitude });
    expect(Math.abs(range.start - start_end[0])).toBeLessThanOrEqual(1e-12 * start_end[0]);
    expect(Math.abs(range.end - start_end[1])).toBeLessThanOrEqual(1e-12 * start_end[1]);
  });

  it("gives the whole path when there is none", () => {
    const heights = Array.from({ length: 30 }, (_, i) => 110000 - 500 * i);
    const none = { start: 110100, end: 95400 };
    const smooth = heights.map((h) => 3 + ((h - 100000) / 5000) ** 2);
    // the brightest point comes too early for a baseline
    expect(findStrongestFlare({ height_lum: heights, absolute_magnitudes: [...smooth].sort((a, b) => a - b) })).toEqual(
      none,
    );
    expect(findStrongestFlare({ height_lum: heights, absolute_magnitudes: heights.map(() => 2) })).toEqual(none);
  });

  it("takes the longest of two", () => {
    const heights = Array.from({ length: 80 }, (_, i) => 110000 - 500 * i);
    const magnitudes = heights.map((_, i) => {
      const noise = i % 2 === 0 ? 0.01 : -0.01;
      const short = i >= 40 && i < 43 ? -3 : 0;
      const long = i >= 55 && i < 70 ? -1 - 0.05 * (i - 55) : 0;
      return 4 + noise + short + long;
    });
    // both flares lie behind the baseline; the brightest point is in the short one, the range about the long one
    const { start, end } = findStrongestFlare({ height_lum: heights, absolute_magnitudes: magnitudes });
    expect((start + end) / 2).toBe(heights[55]);
  });

  it("gives numbers for any light curve", () => {
    const point = fc.tuple(
      fc.double({ min: 2e4, max: 2e5, noNaN: true }),
      fc.double({ min: -15, max: 10, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), (points) => {
        const range = findStrongestFlare({
          height_lum: points.map(([h]) => h),
          absolute_magnitudes: points.map(([, m]) => m),
        });
        expect(Number.isFinite(range.start) && Number.isFinite(range.end)).toBe(true);
      }),
    );
  });
});
