import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import {
  insertionRank,
  insertionRankTest,
  uniformityPValue,
} from "../../../src/fitting/nested-sampling/insertion-rank";

const uniforms = (n: number, seed: number) => {
  const stream = random(seed).stream(0);
  return Array.from({ length: n }, () => stream.uniform());
};

describe("uniformityPValue", () => {
  it("is uniform for uniform numbers", () => {
    const rounds = 2000;
    for (const limit of [0.05, 0.5]) {
      let below = 0;
      for (let round = 0; round < rounds; round++) if (uniformityPValue(uniforms(40, round)) < limit) below++;
      expect(Math.abs(below / rounds - limit)).toBeLessThan(4 * Math.sqrt((limit * (1 - limit)) / rounds) + 0.01);
    }
  });

  it("agrees with the tabulated critical value of a large sample", () => {
    // D = 1.3581 / √n is the 5 % point: numbers shifted by that much.
    const n = 10_000;
    const shifted = Array.from({ length: n }, (_, i) => Math.max(0, (i + 0.5) / n - 1.3581 / Math.sqrt(n)));
    expect(uniformityPValue(shifted)).toBeCloseTo(0.05, 2);
  });

  it("sees a wrong distribution, and nothing in no numbers", () => {
    expect(uniformityPValue(uniforms(300, 1).map((u) => u * u))).toBeLessThan(1e-6);
    expect(uniformityPValue([])).toBe(1);
  });
});

describe("insertionRankTest", () => {
  it("finds a short stretch of bad ranks in a long run", () => {
    const ranks = uniforms(5000, 6);
    for (let i = 2000; i < 2100; i++) ranks[i] *= 0.5;
    const { count, pValue, worstStretch } = insertionRankTest(ranks, 100);
    expect(count).toBe(5000);
    expect(pValue).toBeGreaterThan(1e-3);
    expect(worstStretch).toBeLessThan(1e-6);
  });

  it("finds nothing wrong with fewer ranks than a stretch has, as a run has that was stopped early", () => {
    for (const n of [0, 1, 5, 99]) {
      const { count, pValue, worstStretch } = insertionRankTest(uniforms(n, 4), 100);
      expect([count, worstStretch]).toEqual([n, 1]);
      expect(pValue).toBeGreaterThan(0.01);
    }
  });

  it("does not cry wolf: the worst of many stretches is corrected for their number", () => {
    let alarms = 0;
    for (let seed = 0; seed < 200; seed++) {
      if (insertionRankTest(uniforms(1000, seed), 50).worstStretch < 0.05) alarms++;
    }
    expect(alarms).toBeLessThan(25);
  });
});

describe("insertionRank", () => {
  it("fills (0, 1), ties included", () => {
    expect(insertionRank(0, 0, 9, 0.5)).toBe(0.05);
    expect(insertionRank(9, 0, 9, 0.5)).toBe(0.95);
    expect(insertionRank(2, 3, 9, 0.5)).toBe(0.4);
  });
});
