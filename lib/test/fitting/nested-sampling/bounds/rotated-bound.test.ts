import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { boundingEllipsoids } from "../../../../src/fitting/nested-sampling/bounds/bounding-ellipsoids";
import { ellipsoidUnion } from "../../../../src/fitting/nested-sampling/bounds/ellipsoid-union";
import { rotatedBound } from "../../../../src/fitting/nested-sampling/bounds/rotated-bound";

const build = (points: Float64Array) => ellipsoidUnion(boundingEllipsoids(points, 2, 1.25));

/** Points of a disc of radius 0.1 whose centre lies at `x` on the circle. */
function disc(x: number): Float64Array {
  const stream = random(3).stream(0);
  const points = new Float64Array(400);
  for (let i = 0; i < points.length; i += 2) {
    const point = stream.pointInBall(new Float64Array(2));
    const along = x + 0.1 * point[0];
    points[i] = along - Math.floor(along);
    points[i + 1] = 0.5 + 0.1 * point[1];
  }
  return points;
}

const distance = (a: number, b: number) => Math.abs(a - b - Math.round(a - b));

describe("rotatedBound", () => {
  it.each([0, 0.03, 0.5, 0.98])("is one disc wherever it lies on the circle: %p", (x) => {
    const points = disc(x);
    const bound = rotatedBound(points, 2, [0], build);
    const stream = random(1).stream(1);
    expect(Math.abs(bound.volumeInside(stream) / (Math.PI * 0.01) - 1)).toBeLessThan(0.6);
    if (bound.record.kind !== "ellipsoids") throw new Error("No ellipsoids");
    expect(bound.record.centres).toHaveLength(1);
    expect(distance(bound.record.centres[0][0], x)).toBeLessThan(0.03);

    const u = new Float64Array(2);
    let beyond = 0;
    for (let i = 0; i < 2000; i++) {
      expect(bound.draw(stream, u)).toBe(true);
      expect(u[0] >= 0 && u[0] < 1).toBe(true);
      expect(distance(u[0], x)).toBeLessThan(0.16);
      if (u[0] - x - Math.round(u[0] - x) > 0) beyond++;
    }
    // The sides weigh the same, up to the offset of the fitted centre.
    expect(Math.abs(beyond / 2000 - 0.5)).toBeLessThan(0.15);
    for (const axes of [bound.axesAt(points.subarray(0, 2), stream), bound.principalAxesAt(u, stream)]) {
      expect(Math.hypot(axes[0], axes[2])).toBeLessThan(0.16);
    }
  });

  it("leaves points without periodic coordinates alone", () => {
    const points = disc(0.5);
    const plain = rotatedBound(points, 2, [], build);
    expect(plain.record).toEqual(build(points).record);
  });

  it("turns each coordinate by itself", () => {
    const points = disc(0);
    for (let i = 1; i < points.length; i += 2) {
      const across = points[i] + 0.45;
      points[i] = across - Math.floor(across);
    }
    const bound = rotatedBound(points, 2, [0, 1], build);
    if (bound.record.kind !== "ellipsoids") throw new Error("No ellipsoids");
    expect(bound.record.centres).toHaveLength(1);
    expect(distance(bound.record.centres[0][1], 0.95)).toBeLessThan(0.03);
  });
});
