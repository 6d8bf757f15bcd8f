import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parsePrior, requirePrior, resolvePrior, shippedPrior } from "nightbook/priors";
import { observationOfFiles } from "../../../src/observation/observation-of-files";
import { drawnMeteors } from "../../../src/predictive/drawn-meteors";
import { axis } from "../../../src/predictive/plot-axis";
import { predictivePlot } from "../../../src/predictive/predictive-plot";
import { predictiveSummary, summaryText } from "../../../src/predictive/predictive-summary";

const name = "20191023_091225_trajectory.pickle";
const bytes = new Uint8Array(readFileSync(join(__dirname, "../../../../notebooks/data/meteor", name)));
const observation = observationOfFiles({ files: [{ name, bytes }], report: null }, {});

const drawn = (text: string, count: number) => {
  const context = { helpers: observation.helper_vars, lightCurve: observation };
  const draws = drawnMeteors(observation, requirePrior(resolvePrior(parsePrior(text), context)));
  return Array.from({ length: count }, () => draws.next().value);
};

describe("an observation in files", () => {
  it("is the one that a fit sees", () => {
    expect(observation.v_init).toBeCloseTo(67455.75, 2);
  });

  it("heeds what the prior fixes", () => {
    const fixed = observationOfFiles({ files: [{ name, bytes }], report: null }, { noise_lag: 77 });
    expect(fixed.noise_lag).toBe(77);
  });

  it("says what is wrong with a file", () => {
    const broken = { files: [{ name: "a.pickle", bytes: bytes.subarray(0, 1000) }], report: null };
    expect(() => observationOfFiles(broken, {})).toThrow(/pickle/i);
  });
});

describe("draws from a prior", () => {
  const { text } = shippedPrior("one-erosion");
  const draws = drawn(text, 60);

  it("are the same each time", () => {
    expect(drawn(text, 3)).toEqual(draws.slice(0, 3));
  });

  it("cover the meteor where the prior can explain it", () => {
    const summary = predictiveSummary(observation, draws)!;
    expect(summary.verdict).toBe("covers");
    expect(summaryText(summary)).toMatch(/^The prior can explain this meteor\. Of the light curve \d+ %/);
  });

  it("miss it where it cannot", () => {
    const heavy = text.replace(/^m_init.*$/m, "m_init, 1, 2");
    expect(heavy).not.toBe(text);
    const summary = predictiveSummary(observation, drawn(heavy, 20));
    expect(summary === null || summary.verdict === "misses").toBe(true);
  });

  it("say nothing without a meteor", () => {
    expect(predictiveSummary(observation, [null, null])).toBeNull();
  });

  it("are laid out with their data inside the box", () => {
    const plot = predictivePlot(observation, draws, 200, 100);
    for (const { points, curves } of [plot.light, plot.lag]) {
      expect(points.every(({ x, y }) => x >= 0 && x <= 200 && y >= 0 && y <= 100)).toBe(true);
      expect(curves.join("")).not.toMatch(/NaN|Infinity/);
      expect(curves.length).toBe(draws.filter((draw) => draw !== null).length);
    }
  });
});

describe("axis", () => {
  it("labels round values in either direction", () => {
    expect(axis(7.1, -0.3, 0, 100, 4).ticks.map(({ label }) => label)).toEqual(["0", "2", "4", "6"]);
    expect(axis(0, 0.1, 0, 100, 4).ticks.map(({ label }) => label)).toEqual(["0", "0.05", "0.10"]);
    expect(axis(-100, 20, 0, 100, 4).place(20)).toBe(100);
  });
});
