import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compact, intervalText, numberText, powerOfTen } from "../../src/charts/number-text";

describe("numberText", () => {
  it.each([
    [0, "0"],
    [105.66331, "105.7"],
    [-61.9083, "−61.91"],
    [67455.75, "67456"],
    [0.00123456, "0.001235"],
    [1.34e-6, "1.34 × 10⁻⁶"],
    [-2.5e12, "−2.5 × 10¹²"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−Infinity"],
  ])("writes %d as %s", (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe("intervalText", () => {
  it.each([
    [[214.31, 210.4, 218.4], "214.3 +4.1 −3.9"],
    [[-443.62, -443.79, -443.45], "−443.62 ± 0.17"],
    [[67455.7, 67400, 67600], "67456 +144 −56"],
    [[1.42e-6, 1.21e-6, 1.66e-6], "(1.42 +0.24 −0.21) × 10⁻⁶"],
    [[3, 3, 3], "3"],
    [[1.5, 0.5, Number.POSITIVE_INFINITY], "1.5"],
  ])("writes %j as %s", ([value, low, high], text) => {
    expect(intervalText(value, low, high)).toBe(text);
  });

  it("always gives a text without an ASCII minus, whatever the numbers", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, finite, (a, b, c) => {
        const [low, value, high] = [a, b, c].sort((x, y) => x - y);
        const text = intervalText(value, low, high);
        expect(text).not.toContain("-");
        expect(text).not.toContain("NaN");
      }),
      { examples: [[5e-324, 0, -5e-324]] },
    );
  });
});

describe("powerOfTen", () => {
  it("writes exponents raised", () => {
    expect([-12, 0, 345].map(powerOfTen)).toEqual(["10⁻¹²", "10⁰", "10³⁴⁵"]);
  });
});

describe("compact", () => {
  it("keeps six digits", () => {
    expect(compact(1.23456789)).toBe(1.23457);
    expect(compact(-1234567.8)).toBe(-1234570);
  });
});
