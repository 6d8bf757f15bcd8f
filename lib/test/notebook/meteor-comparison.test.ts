import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { ingest, type Meteor } from "nightbook";
import { displaySymbol } from "nightbook/core";
import { renderPng } from "../../src/charts/render.node";
import { pickle } from "./meteor-products/small-fit";

const published = join(__dirname, "../golden/meteor-example/fit_json/20191023_091225_sim_fit_dynesty_");
const [best, mean] = [`${published}BestGuess.json`, `${published}mean.json`];
let meteor: Meteor;

beforeAll(async () => {
  meteor = await ingest.meteor(pickle);
});

describe("meteor.compare", () => {
  it("holds two solutions against the data", async () => {
    const comparison = meteor.compare(best, mean);
    const { observation, solutions } = comparison;
    expect(solutions.map(({ label }) => label)).toEqual([
      "20191023_091225_sim_fit_dynesty_BestGuess",
      "20191023_091225_sim_fit_dynesty_mean",
    ]);
    for (const { residuals, logLikelihood } of solutions) {
      expect(residuals.luminosity).toHaveLength(observation.luminosity.length);
      expect(residuals.velocity[0]).toBeNaN();
      // A Gaussian of that noise, by its definition.
      const gaussian = -0.5 * Array.from(residuals.lag).reduce((sum, x) => sum + x * x + Math.log(2 * Math.PI), 0);
      const expected = gaussian - observation.lag.length * Math.log(observation.noise_lag);
      expect(Math.abs(logLikelihood.lag - expected)).toBeLessThan(1e-9);
    }
    const picture = comparison[displaySymbol]();
    expect(picture["text/plain"]).toMatch(/^2 solutions over 19 points of the light curve and 30 of the lag: /);
    const { width, height } = await renderPng(comparison.chart().spec, { scale: 1 });
    expect([width < 950, height < 950]).toEqual([true, true]);
    const rows = comparison.table().rows.map(([name]) => name);
    expect(rows).toContain("density [kg/m³]");
    expect(rows).not.toContain("n_active");
    expect(String(comparison)).toMatch(/log-likelihood of the light +-?\d/);
  });

  it("takes constants, and names equal ones apart", () => {
    expect(meteor.compare(best, best).solutions.map(({ label }) => label.slice(-3))).toEqual(["(1)", "(2)"]);
    const labels = meteor
      .compare({ erosion_on: false, disruption_on: false }, best)
      .solutions.map(({ label }) => label);
    expect(labels[0]).toBe("Solution 1");
  });

  it("says what is wrong with a file", () => {
    const file = (name: string, content: unknown) => {
      const path = join(mkdtempSync(join(tmpdir(), "compare-")), name);
      writeFileSync(path, JSON.stringify(content));
      return path;
    };
    const observation = file("obs.json", meteor.observation);
    expect(() => meteor.compare(best, observation)).toThrow("This JSON holds an observation, not a solution");
    expect(() => meteor.compare(file("x.json", [1]), best)).toThrow("neither an observation");
    const wrong = file("wrong.json", { m_init: -1, v_init: 40_000, rho: 500 });
    expect(() => meteor.compare(wrong, best)).toThrow(expect.objectContaining({ code: "CONSTANTS_INVALID" }));
    expect(() => meteor.compare(`${wrong}.missing`, best)).toThrow(expect.objectContaining({ code: "FILE_MISSING" }));
  });
});
