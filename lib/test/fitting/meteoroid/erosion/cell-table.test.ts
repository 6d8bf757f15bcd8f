import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CellTable } from "../../../../src/fitting/meteoroid/erosion/cell-table";

/** A table from 1/4 to 8 with 16 cells per octave. */
function table(...functions: { f: (x: number) => number; tolerance: number; negligible?: number }[]): CellTable {
  const made = new CellTable({ start: 3, size: 16, cells: 80, shift: 16, first: 1021 * 16 });
  made.attach(new Float64Array(3 + 16 * 81));
  made.use(functions);
  return made;
}

describe("CellTable", () => {
  it("stays within its tolerance, for both functions", () => {
    const made = table({ f: Math.exp, tolerance: 1e-12 }, { f: Math.sqrt, tolerance: 1e-13 });
    fc.assert(
      fc.property(fc.double({ min: 0.25, max: 7.999, noNaN: true }), (x) => {
        expect(Math.abs(made.value(x) / Math.exp(x) - 1)).toBeLessThan(1.5e-12);
        expect(Math.abs(made.second(x) / Math.sqrt(x) - 1)).toBeLessThan(1.5e-13);
      }),
    );
  });

  it("spares the function once its cells are made, and asks again when it is another", () => {
    let calls = 0;
    const counted = {
      f: (x: number) => {
        calls++;
        return Math.exp(x);
      },
      tolerance: 1e-9,
    };
    const made = table(counted);
    const places = Array.from({ length: 1000 }, (_, i) => 0.25 + i / 130);
    for (const x of places) made.value(x);
    const first = calls;
    expect(first).toBeLessThan(80 * 15);
    for (const x of places) made.value(x);
    expect(calls).toBe(first);
    made.use([{ f: (x) => 2 * x, tolerance: 1e-9 }]);
    expect(made.value(3)).toBeCloseTo(6, 12);
  });

  it("gives the same whatever was asked before", () => {
    const make = () => table({ f: (x) => Math.sqrt(1 + x), tolerance: 1e-13 });
    const used = make();
    const places = Array.from({ length: 200 }, (_, i) => 0.2 + i / 20);
    const first = places.map((x) => used.value(x));
    expect(places.map((x) => used.value(x))).toEqual(first);
    expect(places.toReversed().map((x) => make().value(x))).toEqual(first.toReversed());
  });

  it("asks the function itself at jumps, kinks and poles, and outside", () => {
    const odd = (x: number) => (x < 0.33 ? 1 : 2) + Math.abs(x - 0.55) + 1 / Math.abs(x - 0.8);
    const made = table({ f: odd, tolerance: 1e-12 });
    for (const x of [0.33, 0.3301, 0.55, 0.5499, 0.8, 0.79, 0.8001, -1, 0, 8, 1e300, Number.POSITIVE_INFINITY]) {
      expect(made.value(x)).toBe(odd(x));
    }
    expect(made.value(Number.NaN)).toBeNaN();
  });

  it("passes over what is negligible", () => {
    let calls = 0;
    const step = (x: number) => {
      calls++;
      return x < 1 ? 1e-30 * (1 + Math.round(x * 1e6)) : 1;
    };
    const made = table({ f: step, tolerance: 1e-12, negligible: 1e-20 });
    made.value(0.5);
    const before = calls;
    expect(made.value(0.501)).toBeLessThan(1e-20);
    expect(calls).toBe(before);
  });
});
