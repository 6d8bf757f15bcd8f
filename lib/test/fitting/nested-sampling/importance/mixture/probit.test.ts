import { describe, expect, it } from "@jest/globals";
import { fromProbit, logPrior, toProbit } from "../../../../../src/fitting/nested-sampling/importance/mixture/probit";

describe("probit coordinates", () => {
  it("go there and back in both tails", () => {
    const u = Float64Array.of(1e-300, 1e-20, 0.3, 0.5, 0.975, 1 - 2 ** -53);
    const back = fromProbit(toProbit(u));
    for (const [i, x] of u.entries()) expect(Math.abs(back[i] - x)).toBeLessThanOrEqual(2e-13 * x);
  });

  it("never leave the open cube, nor the finite numbers", () => {
    for (const y of [-1e6, -40, 8.5, 40]) {
      const [u] = fromProbit(Float64Array.of(y));
      expect(u > 0 && u < 1).toBe(true);
    }
    expect(Array.from(toProbit(Float64Array.of(0, 1))).every(Number.isFinite)).toBe(true);
  });

  it("have a standard normal prior", () => {
    expect(logPrior(Float64Array.of(1, 2))).toBeCloseTo(-2.5 - Math.log(2 * Math.PI), 13);
    expect(logPrior(Float64Array.of(9, 1, 2), 1, 2)).toBe(logPrior(Float64Array.of(1, 2)));
  });
});
