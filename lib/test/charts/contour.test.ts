import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { contour, type Ring, simplify } from "../../src/charts/contour";

/** Area inside a ring, positive against the clock. */
function area(ring: Ring): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

function grid(size: number, f: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, k) => f(k % size, Math.floor(k / size)));
}

describe("contour", () => {
  it("outlines a disc", () => {
    const rings = contour(
      grid(41, (x, y) => 10 - Math.hypot(x - 20, y - 20)),
      41,
      0,
    );
    expect(rings).toHaveLength(1);
    for (const [x, y] of rings[0]) expect(Math.hypot(x - 20, y - 20)).toBeCloseTo(10, 1);
    expect(area(rings[0])).toBeCloseTo(Math.PI * 100, -1);
  });

  it("turns holes the other way round", () => {
    const rings = contour(
      grid(41, (x, y) => 5 - Math.abs(Math.hypot(x - 20, y - 20) - 10)),
      41,
      0,
    );
    const areas = rings.map(area).sort((a, b) => a - b);
    expect(areas).toHaveLength(2);
    expect(areas[0]).toBeCloseTo(-Math.PI * 25, -1);
    expect(areas[1]).toBeCloseTo(Math.PI * 225, -1.5);
  });

  it("ends at the edge of the grid", () => {
    const rings = contour(
      grid(5, () => 1),
      5,
      0,
    );
    expect(rings.map(area)).toEqual([16]);
    expect(
      contour(
        grid(5, () => -1),
        5,
        0,
      ),
    ).toEqual([]);
  });

  it("closes every ring and encloses what exceeds the level, for any numbers", () => {
    const size = 6;
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: size * size,
      maxLength: size * size,
    });
    fc.assert(
      fc.property(values, (numbers) => {
        const rings = contour(numbers, size, 0);
        for (const ring of rings) {
          for (const [x, y] of ring) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(size - 1);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(size - 1);
          }
        }
        const total = rings.reduce((sum, ring) => sum + area(ring), 0);
        expect(total).toBeGreaterThanOrEqual(-1e-9);
        expect(total).toBeLessThanOrEqual((size - 1) * (size - 1) + 1e-9);
        if (numbers.every((value) => value > 0)) expect(total).toBeCloseTo((size - 1) * (size - 1), 9);
      }),
    );
  });
});

describe("simplify", () => {
  it("keeps the corners of a square and nothing else", () => {
    const side = [0, 1, 2, 3];
    const square: Ring = [
      ...side.map((k): [number, number] => [k, 0]),
      ...side.map((k): [number, number] => [4, k]),
      ...side.map((k): [number, number] => [4 - k, 4]),
      ...side.map((k): [number, number] => [0, 4 - k]),
    ];
    expect(simplify(square, 1e-6)).toEqual([
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ]);
  });

  it("keeps the area of a circle with few points", () => {
    const circle = Array.from({ length: 400 }, (_, k): [number, number] => [
      10 * Math.cos((2 * Math.PI * k) / 400),
      10 * Math.sin((2 * Math.PI * k) / 400),
    ]);
    const fewer = simplify(circle, 0.1);
    expect(fewer.length).toBeLessThan(50);
    expect(area(fewer) / area(circle)).toBeGreaterThan(0.98);
  });
});
