import { describe, expect, it } from "@jest/globals";
import { normalCdf } from "../../../../../src/core/special";
import { Basis } from "../../../../../src/fitting/nested-sampling/importance/transport/basis";

const axes = [
  { leaning: false, location: 0, scale: 1 },
  { leaning: true, location: 0.3, scale: 0.5 },
];
const basis = new Basis(axes, [
  [-2, 2],
  [0, 1],
]);
const mostDegree = (basis.width - 1) / 2 - 1;
const rowAt = (...x: number[]) => {
  const row = new Float64Array(basis.width);
  for (const [i, each] of x.entries()) basis.put(i, each, i === 1 ? normalCdf(0.3 + each * 0.5) : each, row, 0);
  return row;
};

describe("the functions of single coordinates", () => {
  it("are 1, the coordinates, and Legendre's polynomials on a range that is a little longer", () => {
    const row = rowAt(1.2, -0.4);
    expect(Array.from(row.subarray(0, 3))).toEqual([1, 1.2, -0.4]);
    const t = 1.2 / 2.4;
    expect(row[3]).toBeCloseTo(t, 14);
    expect(row[4]).toBeCloseTo(0.5 * (3 * t * t - 1), 14);
    expect(row[5]).toBeCloseTo(0.5 * (5 * t ** 3 - 3 * t), 14);
  });

  it("take the parameter itself where the coordinate is a probit", () => {
    const row = rowAt(0, -0.4);
    expect(row[3 + mostDegree]).toBeCloseTo((normalCdf(0.3 - 0.4 * 0.5) - 0.5) / 0.6, 14);
  });

  it("stay level beyond the points, but for the coordinate itself", () => {
    const [near, far] = [rowAt(2.4, 0), rowAt(70, 0)];
    expect(far.subarray(3)).toEqual(near.subarray(3));
    expect(far[1]).toBe(70);
  });

  it("know what they depend on", () => {
    const none = rowAt(0, 0);
    const [first, second] = [rowAt(0.7, 0), rowAt(0, 0.7)];
    for (let k = 0; k < basis.width; k++) {
      if (first[k] !== none[k]) expect(basis.axisOf(k)).toBe(0);
      if (second[k] !== none[k]) expect(basis.axisOf(k)).toBe(1);
    }
    expect(basis.axisOf(0)).toBe(-1);
    expect(Array.from({ length: basis.width }, (_, k) => basis.axisOf(k)).filter((axis) => axis === 1)).toHaveLength(9);
  });

  it("make terms: each function, and products of the polynomials of two coordinates up to degree 3", () => {
    const terms = basis.terms();
    expect(terms.slice(0, 3)).toEqual([0, 1, 2].map((first) => ({ first, second: 0 })));
    const products = terms.filter(({ second }) => second > 0);
    expect(products.map(({ first, second }) => [basis.axisOf(first), basis.axisOf(second)])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(new Set(terms.map(({ first, second }) => `${first} ${second}`)).size).toBe(terms.length);
  });

  it("do without products in many dimensions", () => {
    const many = new Basis(
      Array.from({ length: 40 }, () => axes[0]),
      Array.from({ length: 40 }, () => [-1, 1] as const),
    );
    expect(many.terms()).toHaveLength(many.width);
  });

  it("are finite for a coordinate that has one value", () => {
    const flat = new Basis([axes[0]], [[0, 0]]);
    const row = new Float64Array(flat.width);
    flat.put(0, 3, 3, row, 0);
    expect(row.every(Number.isFinite)).toBe(true);
  });
});
