import { describe, expect, it } from "@jest/globals";
import { type Bound, drawFromBound } from "../../src/charts/bound-draws";
import { type BoundData, boundPlot } from "../../src/charts/bound-plot";
import { random } from "../../src/core/random";

const stream = (seed: number) => random(seed).stream(0);

/** Two overlapping circles of radius 0.2, and one that reaches over the edge of the square. */
const circle = (x: number, y: number, radius: number) => ({
  centre: Float64Array.of(x, y),
  axes: Float64Array.of(radius, 0, 0, radius),
});
const union = (...circles: ReturnType<typeof circle>[]): Bound => ({
  kind: "ellipsoids",
  centres: circles.map(({ centre }) => centre),
  axes: circles.map(({ axes }) => axes),
});

const part = (points: Float64Array, isIn: (x: number, y: number) => boolean) => {
  let count = 0;
  for (let i = 0; i < points.length; i += 2) if (isIn(points[i], points[i + 1])) count++;
  return count / (points.length / 2);
};

describe("drawFromBound", () => {
  it("fills a union evenly, where its parts overlap too", () => {
    const points = drawFromBound(union(circle(0.4, 0.5, 0.2), circle(0.5, 0.5, 0.2)), 2, 100_000, [], stream(1));
    const inside = (cx: number) => (x: number, y: number) => (x - cx) ** 2 + (y - 0.5) ** 2 < 0.04;
    expect(part(points, (x, y) => inside(0.4)(x, y) || inside(0.5)(x, y))).toBe(1);
    const lens = part(points, (x, y) => inside(0.4)(x, y) && inside(0.5)(x, y));
    // Two circles of radius r at a distance d share 2 r² acos(d / 2r) − d/2 √(4r² − d²).
    const shared = 2 * 0.04 * Math.acos(0.25) - 0.05 * Math.sqrt(0.16 - 0.01);
    expect(lens).toBeCloseTo(shared / (2 * Math.PI * 0.04 - shared), 2);
  });

  it("takes parts by their volumes, and follows sheared axes", () => {
    const large = { centre: Float64Array.of(0.3, 0.5), axes: Float64Array.of(0.2, 0, 0.15, 0.1) };
    const points = drawFromBound(union(large, circle(0.9, 0.9, 0.1)), 2, 20_000, [], stream(2));
    expect(part(points, (x) => x > 0.7)).toBeCloseTo(0.01 / (0.01 + 0.02), 2);
    const left = part(points, (x, y) => x < 0.3 && y > 0.5);
    expect(left).toBeLessThan(0.15);
  });

  it("cuts off what lies outside the cube, or goes on at the other side of a periodic parameter", () => {
    const bound = union(circle(0, 0.5, 0.2));
    const cut = drawFromBound(bound, 2, 2000, [], stream(3));
    expect(part(cut, (x) => x >= 0 && x <= 0.2)).toBe(1);
    const wrapped = drawFromBound(bound, 2, 2000, [0], stream(3));
    expect(part(wrapped, (x) => x > 0.8)).toBeCloseTo(0.5, 1);
    expect(part(wrapped, (x) => x >= 0 && x <= 1)).toBe(1);
  });

  it("gives up a bound that lies outside the cube", () => {
    expect(drawFromBound(union(circle(3, 3, 0.1)), 2, 3, [], stream(4)).length).toBe(0);
  });
});

describe("boundPlot", () => {
  const run: BoundData = {
    parameters: ["a", "b", "c"],
    samples_u: Float64Array.from({ length: 12 }, (_, i) => i / 12),
    logl: [-4, -3, -2, -1],
    logl_birth: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, -4, -3],
    bound: [
      { kind: "cube" },
      {
        kind: "ellipsoids",
        centres: [new Float64Array(3).fill(0.5)],
        axes: [Float64Array.of(0.1, 0, 0, 0, 0.1, 0, 0, 0, 0.1)],
      },
    ],
    bound_iter: [0, 0, 1, 1],
  };
  type Rows = { data: { values: { x: number; y: number }[] } };
  const panels = (chart: ReturnType<typeof boundPlot>) => chart.spec["concat"] as { layer?: [Rows, Rows] }[];

  it("shows those alive: born below the contour, not dead before", () => {
    const [first] = panels(boundPlot(run, { it: 1 }));
    // Sample 3 was born above the contour of sample 1.
    expect(first.layer?.[1].data.values).toEqual([
      { x: 0.25, y: 0.333333 },
      { x: 0.5, y: 0.583333 },
    ]);
    expect(boundPlot(run, { it: 1 }).description).toContain("the unit cube, with 2 live points over a, b, c.");
  });

  it("draws from the bound of that moment, the same for the same seed", () => {
    const [one, two, other] = [1, 1, 2].map(
      (seed) => panels(boundPlot(run, { it: -1, seed }))[0].layer?.[0].data.values ?? [],
    );
    expect(one).toEqual(two);
    expect(one).not.toEqual(other);
    expect(one.length).toBeGreaterThan(1000);
    expect(one.every(({ x, y }) => (x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.0101)).toBe(true);
  });

  it("has a panel for each pair of the chosen parameters", () => {
    const drawn = (select?: string[]) => panels(boundPlot(run, { select })).filter(({ layer }) => layer).length;
    expect([drawn(), drawn(["c", "a"])]).toEqual([3, 1]);
  });

  it.each([
    [{ it: 4 }, "The run of 4 samples has no such: 4"],
    [{ it: 0.5 }, "no such: 0.5"],
    [{ select: ["a", "z"] }, "no such parameter: z"],
    [{ select: ["a"] }, "two parameters or more: a"],
  ])("refuses %j", (options, message) => {
    expect(() => boundPlot(run, options)).toThrow(message);
  });

  it("says that a run kept no bounds", () => {
    expect(() => boundPlot({ ...run, bound: [] })).toThrow("The run kept no bound for this sample: 2");
  });
});
