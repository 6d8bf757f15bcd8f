import { describe, expect, it } from "@jest/globals";
import { twoMeans } from "../../../../src/fitting/nested-sampling/bounds/two-means";

describe("twoMeans", () => {
  it("tells two groups apart along the axis it starts on", () => {
    const points = Float64Array.of(-1.2, 0.3, -0.8, -0.2, -1, 0.1, 0.9, 0, 1.1, -0.3);
    expect([...twoMeans(points, 2, 0)]).toEqual([0, 0, 0, 1, 1]);
  });

  it("moves its centres until every point is with the nearer one", () => {
    const points = Float64Array.of(-3, -2.9, 0.6, 0.7, 0.8, 3);
    const cluster = twoMeans(points, 1, 0);
    expect([...cluster]).toEqual([0, 0, 1, 1, 1, 1]);
  });

  it("leaves equal points together", () => {
    expect(new Set(twoMeans(new Float64Array(10), 1, 0)).size).toBe(1);
  });
});
