import { describe, expect, it } from "@jest/globals";
import { defaultPrior, priorTransform, toPhysical } from "../../../src/fitting/priors";
import { helpers, units } from "./golden";

const { flags, bounds, rows } = units.priorDynesty;
const prior = { variables: Object.keys(flags), bounds, flags };

describe("priorTransform", () => {
  const transform = priorTransform(prior);

  it("gives what the original program gives", () => {
    const points = rows.flatMap((row) => (Array.isArray(row.u) && Array.isArray(row.x) ? [[row.u, row.x]] : []));
    expect(points.length).toBeGreaterThan(10);
    for (const [u, x] of points) {
      transform(Float64Array.from(u)).forEach((value, i) => {
        expect(Math.abs(value - x[i])).toBeLessThanOrEqual(1e-12 * Math.abs(x[i]));
      });
    }
  });

  it("writes into the array it is given", () => {
    const out = new Float64Array(5);
    expect(transform(new Float64Array(5).fill(0.5), out)).toBe(out);
    expect(out[2]).toBe(2050);
  });

  it("refuses a wrong length", () => {
    expect(() => transform(new Float64Array(4))).toThrow(RangeError);
    expect(() => transform(new Float64Array(5), new Float64Array(6))).toThrow(RangeError);
  });

  it("reaches the ends", () => {
    const whole = priorTransform(defaultPrior({ helpers }));
    const ends = [whole(new Float64Array(11)), whole(new Float64Array(11).fill(1))];
    expect(ends.map((x) => [x[0], x[2], x[5], x[9]])).toEqual([
      [-Infinity, 100, -12, 0],
      [Infinity, 4000, Math.log10(2e-6), Infinity],
    ]);
  });
});

describe("toPhysical", () => {
  it("takes ten to the power of logarithms and leaves the rest", () => {
    const theta = Float64Array.of(67000, 12, 300, -7, -6.5);
    const values = toPhysical(prior, theta);
    expect([...values.subarray(0, 4)]).toEqual([67000, 12, 300, 1e-7]);
    expect(Math.abs(values[4] / 3.162277660168379e-7 - 1)).toBeLessThan(1e-15);
    expect([...theta]).toEqual([67000, 12, 300, -7, -6.5]);
    expect(() => toPhysical(prior, new Float64Array(2))).toThrow(RangeError);
  });
});
