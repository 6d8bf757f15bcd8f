import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { random } from "../../../src/core/random";
import { toOrderStatistics } from "../../../src/fitting/nested-sampling/order-statistics";

const ordered = (u: readonly number[], group: readonly number[]) => {
  const own = Float64Array.from(u);
  toOrderStatistics(own, group);
  return own;
};

describe("toOrderStatistics", () => {
  it("takes roots of the largest first", () => {
    expect([...ordered([0.5, 0.9, 0.25], [0, 2])]).toEqual([0.25, 0.9, 0.5]);
  });

  it("ascends, stays in the cube, is one to one, and leaves the others alone", () => {
    const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (a, b, c, other) => {
        const [x, y, z, same] = ordered([a, b, c, other], [0, 1, 2]);
        expect(0 <= x && x <= y && y <= z && z <= 1).toBe(true);
        expect(same).toBe(other);
        if (Math.min(a, b, c) < 1e-6) return;
        expect(x / y).toBeCloseTo(a, 12);
        expect((y / z) ** 2).toBeCloseTo(b, 12);
        expect(z ** 3).toBeCloseTo(c, 12);
      }),
    );
  });

  it("fills the ordered region evenly: the k-th of n has mean k / (n + 1)", () => {
    const stream = random(3).stream(0);
    const sums = [0, 0, 0, 0];
    const below = [0, 0];
    const draws = 40_000;
    for (let i = 0; i < draws; i++) {
      const x = ordered(
        Array.from({ length: 4 }, () => stream.uniform()),
        [0, 1, 2, 3],
      );
      for (const [k, value] of x.entries()) sums[k] += value;
      // Uniform on the ordered region: all below 1/2 in one case of 16, all of them in the third quarter in one of 256.
      if (x[3] < 0.5) below[0]++;
      if (x[0] > 0.5 && x[3] < 0.75) below[1]++;
    }
    for (const [k, sum] of sums.entries()) expect(Math.abs(sum / draws - (k + 1) / 5)).toBeLessThan(0.004);
    expect(Math.abs(below[0] / draws - 1 / 16)).toBeLessThan(0.005);
    expect(Math.abs(below[1] / draws - 1 / 256)).toBeLessThan(0.0013);
  });
});
