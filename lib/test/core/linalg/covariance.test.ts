import { describe, expect, it } from "@jest/globals";
import { meanAndCovariance } from "../../../src/core/linalg/covariance";

describe("meanAndCovariance", () => {
  const points = Float64Array.of(0, 1, 2, 3, 4, 8);

  it("matches the definition", () => {
    const { mean, covariance } = meanAndCovariance(points, 2);
    expect([...mean]).toEqual([2, 4]);
    expect([...covariance]).toEqual([4, 7, 7, 13]);
  });

  it("with equal weights of any size gives the same", () => {
    const weighted = meanAndCovariance(points, 2, Float64Array.of(0.2, 0.2, 0.2));
    const plain = meanAndCovariance(points, 2);
    for (let i = 0; i < 4; i++) expect(weighted.covariance[i]).toBeCloseTo(plain.covariance[i], 12);
  });

  it("ignores points of weight 0", () => {
    const { mean } = meanAndCovariance(points, 2, Float64Array.of(1, 1, 0));
    expect([...mean]).toEqual([1, 2]);
  });

  it("refuses lengths that do not fit", () => {
    expect(() => meanAndCovariance(points, 4)).toThrow(RangeError);
    expect(() => meanAndCovariance(points, 2, Float64Array.of(1))).toThrow(RangeError);
  });
});
