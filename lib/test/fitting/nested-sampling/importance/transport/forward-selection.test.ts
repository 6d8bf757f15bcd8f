import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { ForwardSelection } from "../../../../../src/fitting/nested-sampling/importance/transport/forward-selection";
import type { Moments } from "../../../../../src/fitting/nested-sampling/importance/transport/moments";

const p = 8;
const target = 7;
const n = 400;
/** Seven normal terms, the sixth a sum of two others, and a target that two of them explain. */
const rows = (() => {
  const stream = random(3).stream(0);
  return Array.from({ length: n }, () => {
    const row = Array.from({ length: p }, () => stream.normal());
    row[6] = 0.1 * (row[1] + row[2]);
    row[target] = 3 * row[4] - 0.5 * row[0] + 0.1 * stream.normal();
    return row;
  });
})();

function momentsOf(some: readonly number[][]): Moments {
  const products = new Float64Array(p * p);
  for (const row of some)
    for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) products[j * p + k] += row[j] * row[k];
  return { p, products, weight: some.length };
}

const all = momentsOf(rows);
const begun = () => new ForwardSelection(all, target, new Uint8Array(p).fill(1, 0, target));

/** Sum of squares that coefficients leave. */
const left = (chosen: readonly number[], coefficients: Float64Array, some = rows) =>
  some.reduce((sum, row) => sum + (row[target] - chosen.reduce((s, j, k) => s + coefficients[k] * row[j], 0)) ** 2, 0);

describe("forward selection", () => {
  it("takes the terms that explain most, first", () => {
    const selection = begun();
    selection.addBest();
    selection.addBest();
    expect(selection.chosen).toEqual([4, 0]);
    const [a, b] = selection.coefficients();
    expect(a).toBeCloseTo(3, 1);
    expect(b).toBeCloseTo(-0.5, 1);
  });

  it("gives the coefficients of least squares and what they leave", () => {
    const selection = begun();
    for (let k = 0; k < 5; k++) selection.addBest();
    const { chosen, residual } = selection;
    const coefficients = selection.coefficients();
    expect(residual).toBeCloseTo(left(chosen, coefficients), 2);
    for (const k of coefficients.keys()) {
      for (const change of [-0.01, 0.01]) {
        const other = coefficients.map((each, m) => (m === k ? each + change : each));
        expect(left(chosen, other)).toBeGreaterThan(left(chosen, coefficients));
      }
    }
  });

  it("takes no term that others make up, and ends when none is left", () => {
    const selection = begun();
    while (selection.addBest());
    expect(selection.chosen).toHaveLength(6);
    expect(selection.chosen.filter((k) => [1, 2, 6].includes(k))).toHaveLength(2);
    expect(selection.add(6)).toBe(false);
  });

  it("tells the log-density of other points by their moments", () => {
    const [some, others] = [rows.slice(0, 200), rows.slice(200)];
    const selection = new ForwardSelection(momentsOf(some), target, new Uint8Array(p).fill(1, 0, target));
    selection.addBest();
    selection.addBest();
    const { chosen } = selection;
    const coefficients = selection.coefficients();
    const variance = left(chosen, coefficients, some) / 200;
    const expected = -0.5 * (Math.log(variance) + left(chosen, coefficients, others) / 200 / variance);
    expect(selection.heldOut(momentsOf(others))).toBeCloseTo(expected, 4);
  });

  it("leaves out what is not allowed", () => {
    const allowed = new Uint8Array(p).fill(1, 0, target);
    allowed[4] = 0;
    const selection = new ForwardSelection(all, target, allowed);
    while (selection.addBest());
    expect(selection.chosen).not.toContain(4);
  });
});
