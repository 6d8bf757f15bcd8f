import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import * as elementary from "../../../../src/core/special/elementary";

const golden = JSON.parse(
  readFileSync(join(__dirname, "../../../golden/elementary/elementary.json"), "utf8"),
) as Record<string, number[][]>;

type Elementary = (...x: number[]) => number;
const functions = elementary as unknown as Record<string, Elementary>;

/** Distance of neighbouring doubles at a number. */
function unit(x: number): number {
  const bits = new BigInt64Array(1);
  const value = new Float64Array(bits.buffer);
  value[0] = Math.abs(x);
  const here = value[0];
  bits[0] += 1n;
  return value[0] < Number.POSITIVE_INFINITY ? value[0] - here : 1.99584030953472e292;
}

describe("elementary functions", () => {
  it.each(Object.keys(golden))("%s errs by less than 0.6 units in the last place", (name) => {
    const bad = golden[name].filter((row) => {
      const [high, low] = row.slice(-2);
      const value = functions[name](...row.slice(0, -2));
      return !(Math.abs(value - high - low) <= 0.6 * unit(high));
    });
    expect(bad.map((row) => [...row, functions[name](...row.slice(0, -2))])).toEqual([]);
  });

  const special: [string, number[], number[]][] = [
    ["exp", [-Infinity, -745.2, -800, 0, -0, 709.79, Infinity, NaN], [0, 0, 0, 1, 1, Infinity, Infinity, NaN]],
    ["expm1", [-Infinity, -50, 0, -0, 709.79, Infinity, NaN], [-1, -1, 0, -0, Infinity, Infinity, NaN]],
    ["log", [-1, 0, -0, 1, Infinity, -Infinity, NaN], [NaN, -Infinity, -Infinity, 0, Infinity, NaN, NaN]],
    ["log2", [-1, 0, 1, 1024, 5e-324, Infinity, NaN], [NaN, -Infinity, 0, 10, -1074, Infinity, NaN]],
    ["log10", [-1, 0, 1, 1e22, 0.001, Infinity, NaN], [NaN, -Infinity, 0, 22, -3, Infinity, NaN]],
    ["log1p", [-2, -1, 0, -0, Infinity, NaN], [NaN, -Infinity, 0, -0, Infinity, NaN]],
    ["cbrt", [0, -0, 8, -27, Infinity, -Infinity, NaN], [0, -0, 2, -3, Infinity, -Infinity, NaN]],
    ["sin", [0, -0, Infinity, NaN], [0, -0, NaN, NaN]],
    ["cos", [0, -0, -Infinity, NaN], [1, 1, NaN, NaN]],
    ["tan", [0, -0, Infinity, NaN], [0, -0, NaN, NaN]],
    ["atan", [0, -0, Infinity, -Infinity, NaN], [0, -0, Math.PI / 2, -Math.PI / 2, NaN]],
    ["asin", [0, -0, 1, -1, 1.1, NaN], [0, -0, Math.PI / 2, -Math.PI / 2, NaN, NaN]],
    ["acos", [0, 1, -1, -1.1, NaN], [Math.PI / 2, 0, Math.PI, NaN, NaN]],
    ["sinh", [0, -0, 711, -711, Infinity, NaN], [0, -0, Infinity, -Infinity, Infinity, NaN]],
    ["cosh", [0, -711, Infinity, -Infinity, NaN], [1, Infinity, Infinity, Infinity, NaN]],
    ["tanh", [0, -0, 30, -Infinity, NaN], [0, -0, 1, -1, NaN]],
    ["asinh", [0, -0, Infinity, -Infinity, NaN], [0, -0, Infinity, -Infinity, NaN]],
    ["acosh", [1, 0.9, -3, Infinity, NaN], [0, NaN, NaN, Infinity, NaN]],
    ["atanh", [0, -0, 1, -1, 1.1, NaN], [0, -0, Infinity, -Infinity, NaN, NaN]],
  ];
  it.each(special)("%s treats the ends as Math does", (name, arguments_, expected) => {
    expect(arguments_.map((x) => functions[name](x))).toEqual(expected);
    const own = Math as unknown as Record<string, Elementary>;
    expect(expected).toEqual(arguments_.map((x) => own[name](x)));
  });

  const odd = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e300, -1e300, 5e-324, Infinity, -Infinity, NaN];
  it.each(["pow", "atan2", "hypot"])("%s treats pairs of odd numbers as Math does", (name) => {
    const own = Math as unknown as Record<string, Elementary>;
    for (const x of odd) {
      for (const y of odd) {
        const [ours, theirs] = [functions[name](x, y), own[name](x, y)];
        const isSame = Object.is(ours, theirs) || Math.abs(ours - theirs) <= 2 * unit(theirs);
        expect([name, x, y, isSame ? theirs : ours]).toEqual([name, x, y, theirs]);
      }
    }
  });

  it("rises where the function does", () => {
    for (const name of ["exp", "log", "cbrt", "tanh", "expm1", "asinh"]) {
      const x = Array.from({ length: 15_384 }, (_, i) => 0.001 + 0.0013 * i);
      const values = x.map((each) => functions[name](each));
      expect([name, ...x.filter((_, i) => !(i === 0 || values[i] >= values[i - 1]))]).toEqual([name]);
    }
  });

  it("takes roots of cubes exactly", () => {
    for (let n = 1; n < 3000; n++) expect(elementary.cbrt(n * n * n)).toBe(n);
  });
});
