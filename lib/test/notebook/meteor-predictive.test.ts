import { beforeAll, describe, expect, it } from "@jest/globals";
import { fitting, ingest, type MeteorPredictive, type MeteorResult } from "nightbook";
import { displaySymbol } from "nightbook/core";
import { pickle, smallFit } from "./meteor-products/small-fit";

let result: MeteorResult;
let predictive: MeteorPredictive;

beforeAll(async () => {
  result = await smallFit();
  predictive = await result.predictive({ cores: 2 });
}, 120_000);

describe("what a posterior predicts", () => {
  it("has the weighted quantiles of the model over all samples", () => {
    const { likelihood, observation } = result.fit;
    const { nested } = result;
    const weights = nested.importanceWeights();
    const heights = observation.height_lum;
    // The third point, once more, by hand: the model's luminosity between the two steps around its height.
    const at = heights[2];
    const values = Array.from(weights, (weight, i) => {
      const curves = weight > 0 ? likelihood.curves(nested.sample(i)) : null;
      if (curves === null) return { weight: 0, value: Number.NaN };
      const k = curves.height.findIndex((height) => height <= at);
      const t = (curves.height[k - 1] - at) / (curves.height[k - 1] - curves.height[k]);
      return { weight, value: curves.luminosity[k - 1] * (1 - t) + curves.luminosity[k] * t };
    }).filter(({ weight, value }) => weight > 0 && Number.isFinite(value));
    const below = (limit: number) =>
      values.reduce((sum, { weight, value }) => sum + (value <= limit ? weight : 0), 0) /
      values.reduce((sum, { weight }) => sum + weight, 0);
    const heaviest = Math.max(...values.map(({ weight }) => weight));
    expect(Math.abs(below(predictive.bands.lum.p50[2]) - 0.5)).toBeLessThan(heaviest + 1e-6);
    expect(Math.abs(below(predictive.bands.lum.p975[2]) - 0.975)).toBeLessThan(heaviest + 1e-6);
    expect(predictive.bands.lag.p16).toHaveLength(observation.height_lag.length);
  });

  it("draws itself, and tells what a new observation would be", () => {
    const picture = predictive[displaySymbol]();
    expect(picture["text/plain"]).toMatch(/of the luminosities and \d+ of the lags lie in the 95 % band/);
    expect(picture["application/vnd.vegalite.v5+json"]).toBeDefined();
    expect(String(predictive)).toMatch(/^20191023_091225: Posterior over 19 points/);
    expect(predictive.quality().description).toContain("runs of one sign");
    for (const p of [predictive.pValues.luminosity, predictive.pValues.lag]) {
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
    }
  });

  it("is the fit's own, after its run", async () => {
    const again = await result.fit.predictive({ cores: 1 });
    expect(again.bands).toEqual(predictive.bands);
    const fit = fitting.meteor(await ingest.meteor(pickle), fitting.prior("single-body"));
    await expect(fit.predictive()).rejects.toThrow("no posterior yet: await fit.run() first");
  }, 120_000);
});
