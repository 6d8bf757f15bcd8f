import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { representativePoints } from "../../../../src/fitting/nested-sampling/importance/representative-points";

describe("representative points", () => {
  it("are all that carry weight when these are few", () => {
    const { rows, weights } = representativePoints(new Float64Array(5), Float64Array.of(0.2, 0, 0.5, 0.3, 1e-9), 1, 4);
    expect([...rows]).toEqual([0, 2, 3]);
    expect(weights[0]).toBeCloseTo(0.2, 12);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it("stand for the rest when there are too many, be they light or heavy", () => {
    const n = 20_000;
    const stream = random(1).stream(1);
    const y = Float64Array.from({ length: n }, () => stream.normal());
    // Light points on the left, heavy ones on the right: to take the heaviest would lose the left.
    const raw = y.map((x) => (x < 0 ? 1 : 3) * (0.9 + 0.2 * stream.uniform()));
    const total = raw.reduce((a, b) => a + b, 0);
    const weights = raw.map((w) => w / total);
    const kept = representativePoints(y, weights, 1, 2000);
    expect(kept.weights.length).toBeLessThanOrEqual(2000);
    expect(kept.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    const mean = (points: Float64Array, own: Float64Array): number => points.reduce((sum, x, i) => sum + own[i] * x, 0);
    const left = (points: Float64Array, own: Float64Array): number =>
      points.reduce((sum, x, i) => sum + (x < 0 ? own[i] : 0), 0);
    expect(left(kept.y, kept.weights)).toBeCloseTo(left(y, weights), 1);
    expect(Math.abs(mean(kept.y, kept.weights) - mean(y, weights))).toBeLessThan(0.06);
  });

  it("count a point as often as its weight says", () => {
    const weights = new Float64Array(100).fill(0.5 / 99);
    weights[7] = 0.5;
    const { rows, weights: kept } = representativePoints(new Float64Array(100), weights, 1, 10);
    expect(kept[rows.indexOf(7)]).toBeCloseTo(0.5, 12);
  });
});
