import { describe, expect, it } from "@jest/globals";
import { meteorLikelihood } from "../../../../src/fitting/meteoroid/likelihood/meteor-likelihood";
import { example, type GoldenPrior, type GoldenVector, observation, resolved } from "./golden";

const tolerance = 1e-6;

function expectClose(ours: number, stored: number): void {
  if (Math.abs(ours - stored) > tolerance * Math.abs(stored)) throw new Error(`${ours} is not ${stored}`);
}

function expectColumn(ours: Float64Array, stored: number[]): void {
  const peak = Math.max(...stored.map(Math.abs));
  expect(ours.length).toBe(stored.length);
  stored.forEach((value, i) => {
    expect(Math.abs(ours[i] - value) / peak).toBeLessThanOrEqual(tolerance);
  });
}

function expectVector(likelihood: ReturnType<typeof meteorLikelihood>, stored: GoldenVector): void {
  const logl = likelihood.logLikelihood(Float64Array.from(stored.theta));
  if (stored.logl === null) {
    expect(logl).toBe(Number.NEGATIVE_INFINITY);
    return;
  }
  expectClose(logl, stored.logl);
  const prediction = likelihood.predict(stored.theta);
  if (prediction === null) throw new Error("no prediction");
  if (stored.sim_luminosity) expectColumn(prediction.luminosity, stored.sim_luminosity);
  if (stored.sim_lag) expectColumn(prediction.lag, stored.sim_lag);
  if (stored.t0_sim) expectClose(prediction.timeZero, stored.t0_sim);
  if (stored.logl_lum) expectClose(prediction.logLikelihoodLuminosity, stored.logl_lum);
  if (stored.logl_lag) expectClose(prediction.logLikelihoodLag, stored.logl_lag);
  if (stored.n_rows) expect(prediction.simulation.nRows).toBe(stored.n_rows);
  if (stored.total_fragments) {
    expect(prediction.simulation.constantsAfter.total_fragments).toBe(stored.total_fragments);
  }
  const constants = likelihood.constants(stored.theta);
  for (const [name, value] of Object.entries(stored.params ?? {})) {
    if (name in constants) expectClose(constants[name as "rho"], value);
  }
}

describe("the log-likelihood of the example", () => {
  const vectors = example<GoldenPrior & { vectors: GoldenVector[] }>("loglike_vectors.json");
  const likelihood = meteorLikelihood({ observation, prior: resolved(vectors) });
  it.each(vectors.vectors.map((vector, i) => [i, vector] as const))("equals that of vector %i", (_, vector) => {
    expectVector(likelihood, vector);
  });

  const fits = example<GoldenPrior & { json_fits: Record<string, GoldenVector & { logl_with_json_dens_co: number }> }>(
    "loglike_json_fits.json",
  );
  it.each(Object.entries(fits.json_fits))("equals that of %s", (file, fit) => {
    expectVector(meteorLikelihood({ observation, prior: resolved(fits) }), fit);
    const { dens_co: densCo } = example<{ dens_co: number[] }>(`fit_json/${file}`);
    const withDensity = meteorLikelihood({ observation, prior: resolved(fits), densCo });
    expectClose(withDensity.logLikelihood(fit.theta), fit.logl_with_json_dens_co);
  });

  const others = example<Record<string, GoldenPrior & { rows: GoldenVector[] }>>("loglike_other_priors.json");
  it.each(Object.entries(others))("equals that of the prior %s", (_, prior) => {
    const other = meteorLikelihood({ observation, prior: resolved(prior) });
    for (const row of prior.rows) expectVector(other, row);
  });
});
