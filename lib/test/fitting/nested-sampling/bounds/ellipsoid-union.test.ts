import { describe, expect, it } from "@jest/globals";
import { RandomStream } from "../../../../src/core/random";
import type { Ellipsoid } from "../../../../src/fitting/nested-sampling/bounds/ellipsoid";
import { ellipsoidUnion } from "../../../../src/fitting/nested-sampling/bounds/ellipsoid-union";

const disc = (x: number, y: number, radius: number): Ellipsoid => ({
  centre: Float64Array.of(x, y),
  factor: Float64Array.of(radius, 0, 0, radius),
  logVolume: Math.log(Math.PI * radius * radius),
});

/** Area of two unit discs whose centres are one radius apart. */
const lens = 2 * Math.acos(0.5) - 0.5 * Math.sqrt(3);

describe("ellipsoidUnion", () => {
  it("is filled evenly where its parts overlap", () => {
    const union = ellipsoidUnion([disc(0.4, 0.5, 0.2), disc(0.6, 0.5, 0.2)]);
    const stream = new RandomStream([1, 0], 0, 0, 0);
    const point = new Float64Array(2);
    const n = 20_000;
    let both = 0;
    for (let i = 0; i < n; i++) {
      expect(union.draw(stream, point)).toBe(true);
      const near = (x: number) => (point[0] - x) ** 2 + (point[1] - 0.5) ** 2 <= 0.04;
      expect(near(0.4) || near(0.6)).toBe(true);
      if (near(0.4) && near(0.6)) both++;
    }
    const expected = lens / (2 * Math.PI - lens);
    expect(Math.abs(both / n - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n));
  });

  it("measures and draws only the part inside the cube", () => {
    const union = ellipsoidUnion([disc(0, 0.5, 0.3)]);
    const stream = new RandomStream([2, 0], 0, 0, 0);
    const point = new Float64Array(2);
    for (let i = 0; i < 1000; i++) {
      union.draw(stream, point);
      expect(point[0]).toBeGreaterThan(0);
    }
    const half = (Math.PI * 0.09) / 2;
    expect(Math.abs(union.volumeInside(stream) - half)).toBeLessThan(4 * 2 * half * Math.sqrt(0.25 / 200));
  });

  it("gives up on a part that never reaches the cube", () => {
    const union = ellipsoidUnion([disc(5, 5, 0.1)]);
    expect(union.draw(new RandomStream([3, 0], 0, 0, 0), new Float64Array(2))).toBe(false);
  });

  it("takes the axes of a part that holds the point, or of the nearest", () => {
    const small = disc(0.2, 0.2, 0.1);
    const large = disc(0.7, 0.7, 0.2);
    const union = ellipsoidUnion([small, large]);
    const stream = new RandomStream([4, 0], 0, 0, 0);
    expect(union.axesAt(Float64Array.of(0.22, 0.2), stream)).toBe(small.factor);
    expect(union.axesAt(Float64Array.of(0.95, 0.95), stream)).toBe(large.factor);
  });
});
