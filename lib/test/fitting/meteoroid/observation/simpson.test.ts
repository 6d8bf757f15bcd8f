import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { simpson } from "../../../../src/fitting/meteoroid/observation/simpson";
import scipy from "./fixtures/scipy.json";

describe("simpson", () => {
  it.each(scipy.integrals.map((row) => [row.x.length, row] as const))("agrees with scipy on %i points", (_, row) => {
    expect(Math.abs(simpson(row.x, row.y) - row.integral)).toBeLessThanOrEqual(
      1e-14 * Math.max(1, Math.abs(row.integral)),
    );
  });

  it("is exact for parabolas on any spacing, odd or even", () => {
    const steps = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 });
    const coefficient = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(steps, coefficient, coefficient, coefficient, (dx, a, b, c) => {
        const x = [0];
        for (const step of dx) x.push(x[x.length - 1] + step);
        const end = x[x.length - 1];
        const exact = a * end + (b * end * end) / 2 + (c * end * end * end) / 3;
        const integral = simpson(
          x,
          x.map((v) => a + b * v + c * v * v),
        );
        expect(Math.abs(integral - exact)).toBeLessThan(
          1e-10 * (1 + Math.abs(a) + Math.abs(b) + Math.abs(c)) * (1 + end * end * end),
        );
      }),
    );
  });

  it("refuses columns of different length", () => {
    expect(() => simpson([0, 1], [1])).toThrow(RangeError);
  });
});
