import { describe, expect, it } from "@jest/globals";
import { type Model, type RunOptions, run } from "../../../src/fitting/nested-sampling";

/** A von Mises density of a phase, whose peak lies on the seam, and a normal one beside it; prior uniform. */
const phased: Model & { readonly logz: number } = {
  parameters: ["phase", "amplitude"],
  derived: ["cosine"],
  wrapped: ["phase"],
  priorTransform: ([u, w]) => [2 * Math.PI * u, w],
  logLikelihood([phase, amplitude]) {
    const cosine = Math.cos(phase);
    return { logl: 8 * cosine - 0.5 * ((amplitude - 0.4) / 0.05) ** 2, derived: [cosine] };
  },
  // I₀(8) and the area of the normal density.
  logz: Math.log(427.5641157218048) + Math.log(0.05 * Math.sqrt(2 * Math.PI)),
};

describe("a periodic parameter", () => {
  it.each<[Partial<RunOptions>]>([
    [{ sample: "unif" }],
    [{ sample: "unif", bound: "single" }],
    [{ sample: "rslice" }],
    [{ sample: "slice" }],
    [{ sample: "rwalk" }],
  ])("gives the evidence across the seam with %j", async (options) => {
    const seeds = 4;
    let sum = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const { diagnostics } = await run(phased, { seed, engine: "static", nlive: 60, ...options });
      const pull = (diagnostics.logz.value - phased.logz) / diagnostics.logz.error;
      expect(Math.abs(pull)).toBeLessThan(5);
      sum += pull;
    }
    expect(Math.abs(sum)).toBeLessThan(4 * Math.sqrt(seeds));
  });

  it("has one bound where the seam would cut the peak in two, and half of the samples on either side", async () => {
    const result = await run(phased, { engine: "dynamic", seed: 2, nlive: 200, nEffective: 2000, sample: "unif" });
    const bound = result.bound[result.bound.length - 1];
    if (bound.kind !== "ellipsoids") throw new Error("The last bound is the cube");
    expect(bound.centres).toHaveLength(1);
    const [centre] = bound.centres[0];
    expect(Math.min(centre, 1 - centre)).toBeLessThan(0.05);
    const weights = result.importanceWeights();
    let beyond = 0;
    for (const [i, weight] of weights.entries()) if (result.sample(i)[0] > Math.PI) beyond += weight;
    expect(Math.abs(beyond - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 2000));
  });
});

describe("derived quantities", () => {
  it.each<[Partial<RunOptions>]>([[{ sample: "unif" }], [{ sample: "slice" }]])(
    "belong to their samples with %j",
    async (options) => {
      const result = await run(phased, { engine: "dynamic", seed: 1, nlive: 50, nEffective: 300, ...options });
      expect(result.derived).toEqual(["cosine"]);
      const { blob } = result;
      if (blob === null) throw new Error("There is no blob");
      expect(blob).toHaveLength(result.logl.length);
      for (const [i, cosine] of blob.entries()) expect(cosine).toBe(Math.cos(result.sample(i)[0]));
    },
  );
});
