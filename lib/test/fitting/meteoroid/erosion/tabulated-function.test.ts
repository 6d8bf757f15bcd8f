import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { TabulatedFunction } from "../../../../src/fitting/meteoroid/erosion/tabulated-function";

function valueAt(table: TabulatedFunction, x: number): number {
  const values = new Float64Array(1);
  table.evaluate(Float64Array.of(x), values, 1);
  return values[0];
}

describe("TabulatedFunction", () => {
  it("stays within its tolerance", () => {
    const table = new TabulatedFunction(Math.exp, -1, 1 / 16, 32, 1e-13);
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (x) => {
        expect(Math.abs(valueAt(table, x) / Math.exp(x) - 1)).toBeLessThan(1.5e-13);
      }),
    );
  });

  it("spares the function once its cells are made", () => {
    let calls = 0;
    const table = new TabulatedFunction((x) => ++calls * 0 + Math.exp(x), 0, 0.1, 10, 1e-9);
    const x = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
    const values = new Float64Array(1000);
    table.evaluate(x, values, 1000);
    const made = calls;
    expect(made).toBeLessThan(200);
    table.evaluate(x, values, 1000);
    expect(calls).toBe(made);
  });

  it("gives the same whatever was asked before", () => {
    const make = () => new TabulatedFunction((x) => Math.sqrt(1 + x), 0, 0.1, 10, 1e-13);
    const used = make();
    const x = Float64Array.from({ length: 100 }, (_, i) => i / 100);
    const first = new Float64Array(100);
    const second = new Float64Array(100);
    used.evaluate(x, first, 100);
    used.evaluate(x, second, 100);
    expect(second).toEqual(first);
    expect(Array.from(x.toReversed(), (at) => valueAt(make(), at)).reverse()).toEqual(Array.from(first));
  });

  it("asks the function itself at jumps, kinks and poles, and outside", () => {
    const odd = (x: number) => (x < 0.33 ? 1 : 2) + Math.abs(x - 0.55) + 1 / Math.abs(x - 0.8);
    const table = new TabulatedFunction(odd, 0, 0.1, 10, 1e-12);
    for (const x of [0.3, 0.329, 0.33, 0.55, 0.5499, 0.8, 0.79, 0.8001, -1, 1, 5, 1e300, Number.POSITIVE_INFINITY]) {
      expect(valueAt(table, x)).toBe(odd(x));
    }
    expect(valueAt(table, Number.NaN)).toBeNaN();
  });

  it("takes as many numbers as it is told", () => {
    const table = new TabulatedFunction((x) => 2 * x, 0, 1, 10, 1e-14);
    const x = Float64Array.of(1, 2, 3);
    const values = new Float64Array(3);
    table.evaluate(x, values, 2);
    [2, 4, 0].forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value, 12);
    });
  });
});
