import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { CoveringBound } from "../../../../src/fitting/nested-sampling/importance/covering-bound";
import { rotationFor } from "../../../../src/fitting/nested-sampling/importance/rotation";

const radius = 0.2;
const address = { random: random(8), stage: 1, round: 1 };

/** A disc in the cube whose axes may be turned. */
function disc(centre: readonly [number, number], rotation: ReturnType<typeof rotationFor> = null): CoveringBound {
  const ellipsoid = {
    centre: Float64Array.from(centre),
    factor: Float64Array.of(radius, 0, 0, radius),
    logVolume: Math.log(Math.PI * radius * radius),
  };
  return new CoveringBound([{ ellipsoid, score: null }], rotation, 2, address);
}

function drawn(bound: CoveringBound, n: number): Float64Array {
  const points = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) points.set(bound.draw() ?? [Number.NaN, Number.NaN], 2 * i);
  return points;
}

describe("a covering bound", () => {
  it("knows its area, where a face cuts it, too", () => {
    // Half of the disc lies beyond the face.
    const bound = disc([0, 0.5]);
    const area = 0.5 * Math.PI * radius * radius;
    expect(Math.abs(bound.volume / area - 1)).toBeLessThan(4 * bound.volumeError);
    bound.recount(0.01, 1_000_000);
    expect(bound.volumeError).toBeLessThanOrEqual(0.01);
    expect(bound.volumeError).toBeGreaterThan(0.005);
    expect(Math.abs(bound.volume / area - 1)).toBeLessThan(3 * bound.volumeError);
    expect(bound.acceptance).toBeCloseTo(0.5, 1);
  });

  it("takes no more tries than it may", () => {
    const bound = disc([0, 0.5]);
    bound.recount(1e-9, 10_000);
    expect(bound.volumeError).toBeGreaterThan(0.005);
  });

  it("contains what it draws, evenly", () => {
    const bound = disc([0.5, 0.5]);
    const n = 6000;
    const points = drawn(bound, n);
    expect(bound.contained(points)).toEqual(new Uint8Array(n).fill(1));
    let inner = 0;
    for (let i = 0; i < n; i++) {
      const r = Math.hypot(points[2 * i] - 0.5, points[2 * i + 1] - 0.5);
      expect(r).toBeLessThanOrEqual(radius * (1 + 1e-12));
      if (r < radius / 2) inner++;
    }
    expect(Math.abs(inner / n - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / n));
    expect([...bound.contained(Float64Array.of(0.5, 0.5, 0.69, 0.5, 0.71, 0.5, 0.65, 0.65))]).toEqual([1, 1, 0, 0]);
  });

  it("goes on behind the seam of a periodic axis", () => {
    // Points on both sides of the seam of the first axis: it is turned by half.
    const rotation = rotationFor(Float64Array.of(0.9, 0.5, 0.1, 0.5), 2, [0]);
    const bound = disc([0.5, 0.5], rotation);
    const places = Float64Array.of(0.95, 0.5, 0.05, 0.5, 0.15, 0.5, 0.85, 0.5, 0.5, 0.5, 0.79, 0.5, 0.05, 0.71);
    const before = places.slice();
    expect([...bound.contained(places)]).toEqual([1, 1, 1, 1, 0, 0, 0]);
    expect(places).toEqual(before);
    const n = 2000;
    const points = drawn(bound, n);
    expect(bound.contained(points)).toEqual(new Uint8Array(n).fill(1));
    let beyond = 0;
    for (let i = 0; i < n; i++) {
      const x = points[2 * i];
      const distance = Math.min(x, 1 - x);
      expect(Math.hypot(distance, points[2 * i + 1] - 0.5)).toBeLessThanOrEqual(radius * (1 + 1e-12));
      if (x < 0.5) beyond++;
    }
    expect(beyond / n).toBeCloseTo(0.5, 1);
  });
});
