import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { random } from "../../../../src/core/random";
import { Coordinates } from "../../../../src/fitting/nested-sampling/importance/coordinates";

const unit = fc.double({ min: 1e-300, max: 1 - Number.EPSILON / 2, noNaN: true });

describe("coordinates without walls", () => {
  const both = new Coordinates([true, false], null);

  it("lead back to the point they came from", () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        const y = new Float64Array(2);
        both.place(Float64Array.of(a, b), y);
        const [u, v] = both.back(y);
        // The nearer to 1, the fewer doubles there are; the straight part has no more digits than its largest term.
        expect(Math.abs(u - a)).toBeLessThan(1e-13);
        expect(Math.abs(v - b)).toBeLessThan(1e-13);
      }),
    );
  });

  it("have an image of every point, and a point for every image", () => {
    for (const u of [0, 1e-320, 0.5, 1]) {
      const y = new Float64Array(2);
      expect(both.place(Float64Array.of(u, u), y)).toBeGreaterThan(Number.NEGATIVE_INFINITY);
      expect([...y].every(Number.isFinite)).toBe(true);
    }
    for (const y of [-1e6, -30, -1.3, 0, 1.3, 30, 1e6]) {
      for (const u of both.back(Float64Array.of(y, y))) expect(u > 0 && u < 1).toBe(true);
    }
  });

  it("know their volume", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 1 }), (u, axis) => {
        const at = (x: number): { y: number; logVolume: number } => {
          const point = Float64Array.of(0.3, 0.3);
          point[axis] = x;
          const y = new Float64Array(2);
          const logVolume = both.place(point, y);
          return { y: y[axis], logVolume: logVolume - rest(axis) };
        };
        const h = 1e-6 * u * (1 - u);
        const slope = (at(u + h).y - at(u - h).y) / (2 * h);
        expect(at(u).logVolume).toBeCloseTo(-Math.log(slope), 5);
      }),
    );
  });

  /** What the axis that stays at 0.3 adds to the logarithm of the volume. */
  function rest(axis: number): number {
    const alone = new Coordinates([axis === 1], null);
    return alone.place(Float64Array.of(0.3), new Float64Array(1));
  }

  it("are nearly straight where the posterior keeps away from the faces", () => {
    const n = 2000;
    const stream = random(3).stream(1);
    const u = new Float64Array(2 * n);
    for (let i = 0; i < n; i++) {
      u[2 * i] = 0.5 + 0.1 * stream.normal();
      u[2 * i + 1] = stream.uniform();
    }
    const coordinates = Coordinates.of(u, new Float64Array(n).fill(1 / n), new Float64Array(n).fill(1 / n), 2, []);
    const y = (a: number): Float64Array => {
      const out = new Float64Array(2);
      coordinates.place(Float64Array.of(a, a), out);
      return out;
    };
    const [low, middle, high] = [y(0.3), y(0.4), y(0.5)];
    expect((middle[0] - low[0]) / (high[0] - middle[0])).toBeCloseTo(1, 2);
    expect((middle[1] - low[1]) / (high[1] - middle[1])).toBeGreaterThan(1.05);
  });

  it("turn a periodic axis so that no seam cuts the posterior", () => {
    const n = 1000;
    const stream = random(4).stream(1);
    const u = Float64Array.from({ length: n }, () => (1 + 0.02 * stream.normal()) % 1);
    const coordinates = Coordinates.of(u, new Float64Array(n).fill(1 / n), new Float64Array(n).fill(1 / n), 1, [0]);
    const { y, logVolume } = coordinates.placeAll(u, 1);
    const one = new Float64Array(1);
    for (const i of [0, 1, 2]) {
      expect(coordinates.place(u.subarray(i, i + 1), one)).toBe(logVolume[i]);
      expect(y[i]).toBe(one[0]);
    }
    const mean = y.reduce((sum, each) => sum + each / n, 0);
    expect(Math.sqrt(y.reduce((sum, each) => sum + (each - mean) ** 2 / n, 0))).toBeLessThan(0.06);
    expect(coordinates.back(Float64Array.of(y[0]))[0]).toBeCloseTo(u[0], 12);
  });
});
