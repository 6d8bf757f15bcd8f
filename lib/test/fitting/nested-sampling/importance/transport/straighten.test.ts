import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { normalCdf, normalQuantile } from "../../../../../src/core/special";
import { Basis } from "../../../../../src/fitting/nested-sampling/importance/transport/basis";
import type { Conditional } from "../../../../../src/fitting/nested-sampling/importance/transport/conditional";
import { mapSteps } from "../../../../../src/fitting/nested-sampling/importance/transport/map-steps";
import { straightener } from "../../../../../src/fitting/nested-sampling/importance/transport/straighten-web-assembly";
import { straightenOne } from "../../../../../src/fitting/nested-sampling/importance/transport/take-steps";
import { TriangularMap } from "../../../../../src/fitting/nested-sampling/importance/transport/triangular-map";

/** A map with all that maps may have: some coordinates lean, some scales are constant, straight or bent. */
function mapOf(ndim: number): { basis: Basis; conditionals: Conditional[] } {
  const stream = random(5).stream(ndim);
  const leaning = Array.from({ length: ndim }, (_, j) => j % 3 === 1);
  const basis = new Basis(
    leaning.map((leans) => ({ leaning: leans, location: stream.normal(), scale: 0.5 + stream.uniform() })),
    leaning.map((leans) => (leans ? [0.1, 0.8] : [-2, 2])),
  );
  const knots = leaning.map(() => Float64Array.of(-1.3, -0.2, 0.9));
  const order = leaning.map((_, j) => (3 * j + 1) % ndim).filter((j, k, all) => all.indexOf(j) === k);
  for (const j of leaning.keys()) if (!order.includes(j)) order.push(j);
  const terms = basis.terms();
  const conditionals = order.map((target, k): Conditional => {
    const given = order.slice(0, k);
    const allowed = terms.filter(({ first, second }) =>
      [first, second].every((place) => place === 0 || given.includes(basis.axisOf(place))),
    );
    const mean = allowed.filter((_, m) => m === 0 || stream.uniform() < 0.2);
    const count = [1, 1 + k, 1 + k + 3 * k][target % 3];
    return {
      target,
      given,
      mean: { terms: mean, coefficients: Float64Array.from(mean, () => 0.3 * stream.normal()) },
      knots: given.map((i) => knots[i]),
      logScale: Float64Array.from({ length: count }, () => 0.3 * stream.normal()),
      bounds: [-0.8, 0.7],
    };
  });
  return { basis, conditionals };
}

/** Points, some far out, and the numbers between 0 and 1 of which they are the probits. */
function pointsOf(n: number, ndim: number): { u: Float64Array; y: Float64Array } {
  const stream = random(6).stream(n, ndim);
  const u = Float64Array.from({ length: n * ndim }, () => stream.uniform() ** (stream.uniform() < 0.1 ? 9 : 1));
  return { u, y: u.map(normalQuantile) };
}

const shapes = [
  [1, 2],
  [2, 3],
  [7, 5],
  [8, 1],
  [9, 4],
  [30, 11],
  [2051, 3],
  [4099, 6],
];

describe("the kernels of triangular maps", () => {
  it.each(shapes)("give the same bits for %d points of %d coordinates", (n, ndim) => {
    const { basis, conditionals } = mapOf(ndim);
    const steps = mapSteps(basis, conditionals);
    const { u, y } = pointsOf(n, ndim);
    const inWebAssembly = straightener(steps);
    for (const even of [undefined, u]) {
      const row = new Float64Array(steps.width);
      const z = new Float64Array(n * ndim);
      const logScales = Float64Array.from({ length: n }, (_, i) =>
        straightenOne(steps, y, i * ndim, even, row, z.subarray(i * ndim, i * ndim + ndim)),
      );
      expect(inWebAssembly(y, even)).toEqual({ z, logDeterminants: logScales });
    }
  });
});

describe("a triangular map of many points", () => {
  it.each(shapes)("is that of each, for %d points of %d coordinates", (n, ndim) => {
    const { basis, conditionals } = mapOf(ndim);
    const map = new TriangularMap(basis, conditionals);
    const { y } = pointsOf(n, ndim);
    const { z, logDeterminants } = map.straightenAll(y);
    const one = new Float64Array(ndim);
    for (let i = 0; i < n; i++) {
      expect(logDeterminants[i]).toBe(map.straighten(y, i * ndim, one));
      expect(z.subarray(i * ndim, i * ndim + ndim)).toEqual(one);
    }
  });

  it("takes even coordinates that are known", () => {
    const [n, ndim] = [500, 5];
    const { basis, conditionals } = mapOf(ndim);
    const map = new TriangularMap(basis, conditionals);
    const { u, y } = pointsOf(n, ndim);
    const computed = map.straightenAll(y);
    const given = map.straightenAll(y, u);
    for (const [k, each] of computed.z.entries()) {
      expect(Math.abs(given.z[k] - each)).toBeLessThan(1e-9 * (1 + Math.abs(each)));
    }
    expect(map.straightenAll(y, y.map(normalCdf))).toEqual(computed);
    // Where a coordinate does not lean, its even one is not read.
    const odd = u.map((value, k) => (basis.axes[k % ndim].leaning ? value : Number.NaN));
    expect(map.straightenAll(y, odd)).toEqual(given);
  });

  it("is none for no points", () => {
    const { basis, conditionals } = mapOf(3);
    const { z, logDeterminants } = new TriangularMap(basis, conditionals).straightenAll(new Float64Array(0));
    expect([z.length, logDeterminants.length]).toEqual([0, 0]);
  });

  it("goes back", () => {
    const { basis, conditionals } = mapOf(7);
    const map = new TriangularMap(basis, conditionals);
    const { y } = pointsOf(100, 7);
    const { z } = map.straightenAll(y);
    for (let at = 0; at < y.length; at += 7) {
      const one = z.slice(at, at + 7);
      map.bend(one);
      for (const [j, each] of one.entries()) expect(each).toBeCloseTo(y[at + j], 9);
    }
  });
});
