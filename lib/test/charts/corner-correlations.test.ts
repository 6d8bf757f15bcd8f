import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { cornerPlot, simulationOverData } from "../../src/charts";

describe("a corner plot with correlations", () => {
  // The second parameter is half the first plus as much of its own; the third goes against the first.
  const n = 400;
  const first = Array.from({ length: n }, (_, i) => Math.sin(i * 1.7));
  const own = Array.from({ length: n }, (_, i) => Math.cos(i * 1.7));
  const samples = Float64Array.from({ length: 3 * n }, (_, k) => {
    const i = Math.floor(k / 3);
    return [first[i], first[i] + own[i], -2 * first[i]][k % 3];
  });
  const posterior = { parameters: ["a", "b", "c"], samples, weights: new Float64Array(n).fill(1) };
  const texts = (options: Parameters<typeof cornerPlot>[1]) => {
    const { concat } = cornerPlot(posterior, options).spec as unknown as {
      concat: { data: { values: { text?: string }[] } }[];
    };
    return concat.map(({ data }) => data.values[0]?.text ?? "");
  };

  it("writes each above the diagonal, and none unless it is asked to", () => {
    expect(texts({ correlations: true })).toEqual(["", "0.71", "−1.00", "", "", "−0.71", "", "", ""]);
    expect(texts({}).join("")).toBe("");
  });
});

describe("the axes of measured points", () => {
  it("hold the error bars, but no endless ones", () => {
    const observed = JSON.parse(
      readFileSync(join(__dirname, "../golden/meteor-example/obs_20191023_091225.json"), "utf8"),
    );
    const domain = (noise_lum: number, row: 0 | 1, column: 0 | 1) => {
      const { spec } = simulationOverData({ ...observed, noise_lum }, null);
      const channel = row === 0 ? "x" : "y";
      type Panel = { encoding: Record<string, { scale: { domain: [number, number] } }> };
      const panel = (spec as unknown as { vconcat: { hconcat: Panel[] }[] }).vconcat[row].hconcat[column];
      return panel.encoding[channel].scale.domain;
    };
    const lags: number[] = observed.lag;
    const [low, high] = domain(2.7, 1, 1);
    expect(low).toBeLessThan(Math.min(...lags) - observed.noise_lag);
    expect(high).toBeGreaterThan(Math.max(...lags) + observed.noise_lag);
    // With noise as bright as the faintest points their magnitudes have no lower end.
    const faintest = Math.max(...observed.absolute_magnitudes);
    expect(domain(9, 0, 0)[0]).toBeLessThan(faintest + 1.6);
    expect(domain(2.7, 0, 0)[0]).toBeGreaterThan(faintest + 0.4);
  });
});
