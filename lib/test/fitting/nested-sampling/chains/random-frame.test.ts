import { describe, expect, it } from "@jest/globals";
import { RandomStream } from "../../../../src/core/random";
import { randomFrame } from "../../../../src/fitting/nested-sampling/chains/random-frame";

describe("randomFrame", () => {
  it.each([1, 2, 7])("is orthonormal in %p dimensions", (n) => {
    const frame = randomFrame(n, new RandomStream([1, 0], 0, 0, n));
    for (let k = 0; k < n; k++) {
      for (let l = 0; l <= k; l++) {
        let product = 0;
        for (let j = 0; j < n; j++) product += frame[k * n + j] * frame[l * n + j];
        expect(product).toBeCloseTo(k === l ? 1 : 0, 12);
      }
    }
  });

  it("prefers no direction, the last vector neither", () => {
    const stream = new RandomStream([2, 0], 0, 0, 0);
    const rounds = 4000;
    let square = 0;
    for (let round = 0; round < rounds; round++) square += randomFrame(3, stream)[6] ** 2 / rounds;
    // The square of a coordinate of a uniform direction has mean 1/3 and variance 4/45.
    expect(Math.abs(square - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / rounds));
  });
});
