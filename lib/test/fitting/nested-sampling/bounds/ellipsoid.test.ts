import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { RandomStream } from "../../../../src/core/random";
import {
  boundingEllipsoid,
  drawFromEllipsoid,
  ellipsoidDistance,
  logUnitBallVolume,
  principalAxes,
} from "../../../../src/fitting/nested-sampling/bounds/ellipsoid";

/** Uniform points of a ball, stretched and sheared. */
function cloud(n: number, ndim: number, seed: number): Float64Array {
  const stream = new RandomStream([seed, 0], 0, 0, 0);
  const points = new Float64Array(n * ndim);
  for (let i = 0; i < n; i++) {
    const point = points.subarray(i * ndim, i * ndim + ndim);
    stream.pointInBall(point);
    for (let j = 1; j < ndim; j++) point[j] = 0.01 * point[j] + 2 * point[j - 1];
  }
  return points;
}

describe("boundingEllipsoid", () => {
  it("contains its points and is no smaller than asked", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 80 }), fc.nat(1e6), (ndim, more, seed) => {
        const points = cloud(ndim + 2 + more, ndim, seed);
        const tight = boundingEllipsoid(points, ndim, 1);
        const wide = boundingEllipsoid(points, ndim, 1.5);
        const scratch = new Float64Array(ndim);
        for (let i = 0; i < points.length; i += ndim) {
          expect(ellipsoidDistance(tight, points.subarray(i, i + ndim), scratch)).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(wide.logVolume - tight.logVolume).toBeCloseTo(Math.log(1.5), 9);
      }),
    );
  });

  it("knows its volume: that of the ball times the determinant", () => {
    const ellipsoid = boundingEllipsoid(cloud(50, 3, 1), 3, 1.25);
    const { factor } = ellipsoid;
    const determinant = factor[0] * factor[4] * factor[8];
    expect(ellipsoid.logVolume).toBeCloseTo(Math.log((4 / 3) * Math.PI * determinant), 10);
  });

  it("leaves out a further draw as seldom as the number of points promises", () => {
    const ndim = 4;
    const n = 60;
    const rounds = 300;
    let outside = 0;
    for (let round = 0; round < rounds; round++) {
      const points = cloud(n + 20, ndim, round);
      const ellipsoid = boundingEllipsoid(points.slice(0, n * ndim), ndim, 1);
      const scratch = new Float64Array(ndim);
      for (let i = n; i < n + 20; i++) {
        if (ellipsoidDistance(ellipsoid, points.subarray(i * ndim, i * ndim + ndim), scratch) > 1) outside++;
      }
    }
    expect(outside / (rounds * 20)).toBeLessThan(1.2 / (n + 1));
  });

  it.each([
    ["on one spot", Float64Array.from({ length: 20 }, () => 0.5)],
    ["on a line", Float64Array.from({ length: 20 }, (_, i) => Math.floor(i / 2) / 10)],
  ])("exists for points %s, and holds them", (_name, points) => {
    const ellipsoid = boundingEllipsoid(points, 2, 1.25);
    expect(Number.isFinite(ellipsoid.logVolume)).toBe(true);
    const scratch = new Float64Array(2);
    for (let i = 0; i < 20; i += 2) {
      expect(ellipsoidDistance(ellipsoid, points.subarray(i, i + 2), scratch)).toBeLessThanOrEqual(1);
    }
  });
});

describe("drawFromEllipsoid", () => {
  it("fills the ellipsoid evenly", () => {
    const ellipsoid = boundingEllipsoid(cloud(40, 3, 2), 3, 1.25);
    const stream = new RandomStream([1, 0], 0, 0, 0);
    const point = new Float64Array(3);
    const n = 10_000;
    let inner = 0;
    for (let i = 0; i < n; i++) {
      drawFromEllipsoid(ellipsoid, stream, point);
      const distance = ellipsoidDistance(ellipsoid, point, new Float64Array(3));
      expect(distance).toBeLessThanOrEqual(1 + 1e-9);
      if (distance < 0.5 ** (2 / 3)) inner++;
    }
    expect(Math.abs(inner / n - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / n));
  });
});

describe("principalAxes", () => {
  it("are orthogonal, and their product is the volume", () => {
    const ellipsoid = boundingEllipsoid(cloud(40, 3, 3), 3, 1.25);
    const axes = principalAxes(ellipsoid);
    const column = (k: number) => [axes[k], axes[3 + k], axes[6 + k]];
    const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
    const lengths = [0, 1, 2].map((k) => Math.sqrt(dot(column(k), column(k))));
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      expect(Math.abs(dot(column(a), column(b)))).toBeLessThan(1e-9 * lengths[a] * lengths[b]);
    }
    const volume = logUnitBallVolume(3) + lengths.reduce((sum, length) => sum + Math.log(length), 0);
    expect(volume).toBeCloseTo(ellipsoid.logVolume, 6);
  });
});

describe("logUnitBallVolume", () => {
  it.each([
    [1, 2],
    [2, Math.PI],
    [3, (4 / 3) * Math.PI],
    [4, Math.PI ** 2 / 2],
    [5, (8 * Math.PI ** 2) / 15],
  ])("of %p dimensions is log %p", (d, volume) => {
    expect(logUnitBallVolume(d)).toBeCloseTo(Math.log(volume), 12);
  });
});
