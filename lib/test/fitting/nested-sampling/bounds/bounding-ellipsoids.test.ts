import { describe, expect, it } from "@jest/globals";
import { RandomStream } from "../../../../src/core/random";
import { boundingEllipsoids } from "../../../../src/fitting/nested-sampling/bounds/bounding-ellipsoids";
import { type Ellipsoid, ellipsoidDistance } from "../../../../src/fitting/nested-sampling/bounds/ellipsoid";

type Draw = (stream: RandomStream) => number[];

const points = (draw: Draw, n: number, seed: number) => {
  const stream = new RandomStream([seed, 0], 0, 0, 0);
  return Float64Array.from(Array.from({ length: n }, () => draw(stream)).flat());
};

const volume = (ellipsoids: readonly Ellipsoid[]) =>
  ellipsoids.reduce((sum, { logVolume }) => sum + Math.exp(logVolume), 0);

const holds = (ellipsoids: readonly Ellipsoid[], point: Float64Array) =>
  ellipsoids.some((ellipsoid) => ellipsoidDistance(ellipsoid, point, new Float64Array(point.length)) <= 1 + 1e-9);

const twoDiscs: Draw = (stream) => {
  const [x, y] = stream.pointInBall(new Float64Array(2));
  return [0.1 * x + (stream.uniform() < 0.5 ? 0.2 : 0.8), 0.1 * y + 0.5];
};

/** A bent strip in the first two coordinates, beside one that is spread evenly. */
const bent: Draw = (stream) => {
  const x = 2 * stream.uniform() - 1;
  return [0.5 + 0.4 * x, 0.2 + 0.5 * x * x + 0.02 * stream.uniform(), stream.uniform()];
};

describe("boundingEllipsoids", () => {
  it.each<[string, Draw, number]>([
    ["two discs", twoDiscs, 2],
    ["a bent strip", bent, 3],
  ])("holds every point of %s, and most of the region", (_name, draw, ndim) => {
    const inside = points(draw, 200, 1);
    const union = boundingEllipsoids(inside, ndim, 1.25);
    for (let i = 0; i < inside.length; i += ndim) expect(holds(union, inside.subarray(i, i + ndim))).toBe(true);
    const others = points(draw, 500, 2);
    let missed = 0;
    for (let i = 0; i < others.length; i += ndim) if (!holds(union, others.subarray(i, i + ndim))) missed++;
    expect(missed / 500).toBeLessThan(0.04);
  });

  it("encloses two discs by two ellipsoids of about their size", () => {
    const union = boundingEllipsoids(points(twoDiscs, 200, 1), 2, 1.25);
    expect(union).toHaveLength(2);
    expect(volume(union)).toBeLessThan(1.8 * 2 * Math.PI * 0.01);
  });

  it("follows a bend even where another parameter is spread much wider", () => {
    const strip = points(bent, 300, 3);
    const union = boundingEllipsoids(strip, 3, 1.25);
    expect(union.length).toBeGreaterThan(2);
    expect(volume(union)).toBeLessThan(0.4 * volume(boundingEllipsoids(strip, 3, 1.25, false)));
  });

  it("does not divide a ball, nor too few points", () => {
    const ball: Draw = (stream) => [...stream.pointInBall(new Float64Array(3))];
    expect(boundingEllipsoids(points(ball, 200, 4), 3, 1.25)).toHaveLength(1);
    expect(boundingEllipsoids(points(twoDiscs, 7, 1), 2, 1.25)).toHaveLength(1);
  });
});
