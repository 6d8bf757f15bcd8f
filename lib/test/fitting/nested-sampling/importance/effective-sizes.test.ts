import { describe, expect, it } from "@jest/globals";
import { effectiveSizes } from "../../../../src/fitting/nested-sampling/importance/effective-sizes";

describe("effectiveSizes", () => {
  it("counts within each part", () => {
    const logWeights = Float64Array.of(0, 0, Math.log(3), Math.log(1), Number.NEGATIVE_INFINITY);
    const { mass, nEffective } = effectiveSizes(logWeights, [0, 0, 1, 1, 1], 3);
    expect(mass[0]).toBeCloseTo(1 / 3, 12);
    expect(mass[1]).toBeCloseTo(2 / 3, 12);
    expect(mass[2]).toBe(0);
    expect(nEffective[0]).toBe(2);
    expect(nEffective[1]).toBeCloseTo(1.6, 12);
    expect(nEffective[2]).toBe(0);
  });

  it("keeps a part whose weights are tiny", () => {
    const { mass, nEffective } = effectiveSizes(Float64Array.of(0, -800, -800), [0, 1, 1], 2);
    expect(Array.from(mass)).toEqual([1, 0]);
    expect(Array.from(nEffective)).toEqual([1, 2]);
  });
});
