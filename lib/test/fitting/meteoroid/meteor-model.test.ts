import { describe, expect, it } from "@jest/globals";
import { meteorLikelihood } from "../../../src/fitting/meteoroid/likelihood/meteor-likelihood";
import { meteorModel } from "../../../src/fitting/meteoroid/meteor-model";
import { example, type GoldenPrior, observation, resolved } from "./likelihood/golden";

const prior = resolved(example<GoldenPrior>("loglike_vectors.json"));

describe("meteorModel", () => {
  // What a worker thread gets is a clone of the data.
  const model = meteorModel(structuredClone({ observation, prior }));

  it("names the free variables", () => {
    expect(model.parameters).toEqual(prior.variables);
  });

  it("maps the unit cube to sampler coordinates", () => {
    const theta = model.priorTransform(new Float64Array(prior.variables.length).fill(0.5));
    expect(theta[0]).toBeCloseTo(prior.bounds[0][1], 6);
    expect(theta[2]).toBeCloseTo((prior.bounds[2][0] + prior.bounds[2][1]) / 2, 12);
  });

  it("has the likelihood of the observation", () => {
    const theta = Float64Array.from(model.priorTransform(new Float64Array(prior.variables.length).fill(0.4)));
    const logl = model.logLikelihood(theta);
    expect(Number.isFinite(logl)).toBe(true);
    expect(logl).toBe(meteorLikelihood({ observation, prior }).logLikelihood(theta));
  });
});
