import { describe, expect, it } from "@jest/globals";
import type { NestedSamplingResult } from "../../../src/fitting/nested-sampling";
import { weightedSamples } from "../../../src/notebook/meteor-products/sample-values";

describe("weightedSamples", () => {
  const run = {
    samples: Float64Array.of(1, 2),
    logl: Float64Array.of(-2, -1),
    logvol: Float64Array.of(-1, -3),
    importanceWeights: () => Float64Array.of(0.25, 0.75),
  };

  it("gives volumes with the samples of importance sampling only", () => {
    const of = (engine: string) => weightedSamples({ ...run, engine } as unknown as NestedSamplingResult, ["a"]);
    expect(of("dynamic")).toEqual({
      variables: ["a"],
      samples: run.samples,
      logl: run.logl,
      weights: Float64Array.of(0.25, 0.75),
    });
    expect(of("static").logvol).toBeUndefined();
    expect(of("importance").logvol).toBe(run.logvol);
  });
});
