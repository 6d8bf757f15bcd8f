import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { interpolate } from "../../../../src/fitting/meteoroid/likelihood/interpolate";

/** Heights that jump up twice, as when the leading fragment dies. */
const heights = [
  120.0, 118.18, 116.36, 114.55, 112.73, 110.91, 109.09, 107.27, 105.45, 103.64, 101.82, 100.0, 108.0, 106.62, 105.23,
  103.85, 102.46, 101.08, 99.69, 98.31, 96.92, 95.54, 94.15, 92.77, 91.38, 90.0, 93.0, 91.38, 89.75, 88.12, 86.5, 84.88,
  83.25, 81.62, 80.0,
];
const values = [
  -0.08, 0.87, 1.98, 3.04, 4.11, 5.01, 5.94, 6.92, 8.07, 9.16, 10.03, 10.88, 11.9, 13.16, 14.02, 14.83, 15.99, 16.88,
  17.94, 18.95, 19.93, 21.06, 21.99, 22.94, 24.04, 25.08, 25.84, 26.97, 27.9, 28.98, 29.87, 31.0, 32.0, 32.97, 33.9,
];
const queries = [
  119.5, 112.2, 107.3, 104.4, 103.9, 101.1, 100.2, 99.7, 98.0, 95.0, 92.7, 91.3, 90.2, 88.0, 84.4, 81.1, 79.0, 121.0,
  106.6, 93.05, 105.0,
];
/** numpy.interp (2.4.6) of the queries in the reversed table. */
const found = [
  0.180989010989012, 4.3720879120879115, 6.903846153846153, 14.507173913043474, 14.800652173913036, 16.867101449275363,
  17.551079136690642, 17.93237410071942, 19.16856115107914, 21.421294964028778, 22.995395683453232, 24.10028985507246,
  24.929275362318837, 29.04592592592593, 31.294478527607357, 33.26851851851852, 33.9, -0.08, 7.343351648351651,
  22.747246376811596, 8.340994475138123,
];

describe("interpolate", () => {
  it("finds what numpy finds in a table that does not always rise", () => {
    const ours = interpolate(queries, heights.toReversed(), values.toReversed());
    ours.forEach((value, i) => {
      expect(value).toBeCloseTo(found[i], 12);
    });
  });

  it("depends on the order of the queries there", () => {
    const alone = queries.map((x) => interpolate([x], heights.toReversed(), values.toReversed())[0]);
    expect(alone.some((value, i) => Math.abs(value - found[i]) > 0.1)).toBe(true);
  });

  it("is linear between the points of a rising table and constant beyond", () => {
    const table = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 50 });
    const xs = fc.array(fc.double({ min: -1100, max: 1100, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(table, xs, (points, x) => {
        const rising = points.toSorted((a, b) => a - b);
        const [first, last] = [rising[0], rising[rising.length - 1]];
        const ours = interpolate(
          x,
          rising,
          rising.map((value) => 3 * value + 1),
        );
        ours.forEach((value, i) => {
          expect(value).toBeCloseTo(3 * Math.min(Math.max(x[i], first), last) + 1, 8);
        });
      }),
    );
  });

  it("gives the table's own values at its points", () => {
    expect(Array.from(interpolate([1, 2, 3], [1, 2, 3], [5, 0.1, 7]))).toEqual([5, 0.1, 7]);
    expect(Array.from(interpolate([0, 4, 9], [4], [7]))).toEqual([7, 7, 7]);
  });

  it("passes NaN on", () => {
    expect(Array.from(interpolate([Number.NaN, 1.5], [1, 2], [10, 20]))).toEqual([Number.NaN, 15]);
  });

  it("refuses an empty or uneven table", () => {
    expect(() => interpolate([1], [], [])).toThrow(RangeError);
    expect(() => interpolate([1], [1, 2], [1])).toThrow("The table needs columns of one length: 2 and 1");
  });
});
