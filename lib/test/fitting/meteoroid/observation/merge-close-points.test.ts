import { describe, expect, it } from "@jest/globals";
import { mergeClosePoints } from "../../../../src/fitting/meteoroid/observation/merge-close-points";
import { unitValues } from "./unit-values";

describe("mergeClosePoints", () => {
  it("agrees with the original", () => {
    const { x, y, delta, x_out, y_out } = unitValues.mergeClosePoints;
    const merged = mergeClosePoints(x, y, delta);
    expect(merged.x).toEqual(x_out);
    expect(merged.y.length).toBe(y_out.length);
    for (const [i, value] of merged.y.entries()) expect(Math.abs(value - y_out[i])).toBeLessThan(1e-14);
  });

  it("leaves points that are a full step apart, or a step of nothing, as they are", () => {
    expect(mergeClosePoints([0, 1, 2], [5, 6, 7], 1)).toEqual({ x: [0, 1, 2], y: [5, 6, 7] });
    expect(mergeClosePoints([0, 1], [5, 6], 0)).toEqual({ x: [0, 1], y: [5, 6] });
    expect(mergeClosePoints([], [], 1)).toEqual({ x: [], y: [] });
  });

  it("averages onwards over as many points as lie near on both sides", () => {
    // At 1.0 there are three within 0.6: 0.5 (passed over already), 1.0 and 1.5.
    expect(mergeClosePoints([0, 0.5, 1, 1.5, 9], [1, 3, 10, 20, 60], 0.6)).toEqual({ x: [0, 1], y: [2, 30] });
  });
});
