import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { resampleEqual } from "../../../src/fitting/nested-sampling/resample-equal";

describe("resampleEqual", () => {
  it("takes each index as often as its weight says, rounded up or down", () => {
    const weights = Float64Array.of(0.05, 0.4, 0, 0.25, 0.3);
    for (let seed = 0; seed < 50; seed++) {
      const chosen = resampleEqual(weights, random(seed).stream(0));
      expect(chosen).toHaveLength(5);
      for (const [i, weight] of weights.entries()) {
        const count = chosen.filter((k) => k === i).length;
        expect(Math.abs(count - 5 * weight)).toBeLessThan(1);
      }
    }
  });

  it("puts them in no order", () => {
    const chosen = resampleEqual(new Float64Array(100).fill(0.01), random(1).stream(0));
    expect([...chosen].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...chosen]).not.toEqual([...chosen].sort((a, b) => a - b));
  });
});
