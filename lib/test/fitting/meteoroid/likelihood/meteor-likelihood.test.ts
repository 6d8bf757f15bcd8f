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

describe("meteorLikelihood", () => {
  const prior = resolved(example<GoldenPrior>("loglike_vectors.json"));
  const best = Object.values(
    example<{ json_fits: Record<string, GoldenVector> }>("loglike_json_fits.json").json_fits,
  )[0].theta;
  const likelihood = meteorLikelihood({ observation, prior });
  const changed = (name: string, value: number) => best.with(prior.variables.indexOf(name), value);

  it("uses fixed noise in place of the observation's", () => {
    const without = (...names: string[]) => prior.variables.filter((name) => !names.includes(name));
    const variables = without("noise_lag", "noise_lum");
    const theta = best.slice(0, variables.length);
    const quiet = meteorLikelihood({ observation, prior: { ...prior, variables } });
    const fixed = { ...prior.fixed, noise_lag: observation.noise_lag, noise_lum: 2 * observation.noise_lum };
    const loud = meteorLikelihood({ observation, prior: { ...prior, variables, fixed } });
    const [a, b] = [quiet.predict(theta), loud.predict(theta)];
    expect(a?.logLikelihoodLag).toBe(b?.logLikelihoodLag);
    expect(a?.logLikelihoodLuminosity).not.toBe(b?.logLikelihoodLuminosity);
  });

  it("interpolates in height where the cameras are faster than the simulation", () => {
    const fast = meteorLikelihood({ observation: { ...observation, fps_lum: 1000 }, prior });
    const prediction = fast.predict(best);
    if (prediction === null) throw new Error("no prediction");
    const { leading_frag_height: height, luminosity } = prediction.simulation.columns;
    observation.height_lum.forEach((at, i) => {
      const row = height.findIndex((h) => h <= at);
      const pair = [luminosity[row - 1], luminosity[row]];
      expect(prediction.luminosity[i]).toBeGreaterThanOrEqual(Math.min(...pair));
      expect(prediction.luminosity[i]).toBeLessThanOrEqual(Math.max(...pair));
    });
  });

  it.each([
    ["m_init", -1e-6],
    ["rho", Number.NaN],
    ["v_init", -60e3],
    ["erosion_mass_max", -3],
  ])("is minus infinity for the impossible %s = %d", (name, value) => {
    expect(likelihood.logLikelihood(changed(name, value))).toBe(Number.NEGATIVE_INFINITY);
    expect(likelihood.predict(changed(name, value))).toBeNull();
    expect(likelihood.curves(changed(name, value))).toBeNull();
  });

  it("is minus infinity for noise that is not positive", () => {
    expect(likelihood.logLikelihood(changed("noise_lum", -1))).toBe(Number.NEGATIVE_INFINITY);
  });

  it("fails with the reason for a run that takes too many steps", () => {
    const impatient = meteorLikelihood({ observation, prior, maxFragmentSteps: 1000 });
    expect(() => impatient.logLikelihood(best)).toThrow(/does not end in bounds: .* after \d+ steps of single/);
    expect(impatient.predict(best)).toBeNull();
    expect(impatient.curves(best)).toBeNull();
  });

  it("refuses vectors, fixed values and observations that do not fit", () => {
    expect(() => likelihood.logLikelihood([1, 2])).toThrow("The model has 11 free variables: 2 given");
    const fixed = { ...prior.fixed, lum_eff_type: 12 };
    expect(() => meteorLikelihood({ observation, prior: { ...prior, fixed } })).toThrow(/lum_eff_type .*: 12/);
    const uneven = { ...observation, time_lum: [0] };
    expect(() => meteorLikelihood({ observation: uneven, prior })).toThrow(RangeError);
    const empty = { ...observation, lag: [], height_lag: [] };
    expect(() => meteorLikelihood({ observation: empty, prior })).toThrow(RangeError);
    const { lag, ...without } = observation;
    expect(lag.length).toBeGreaterThan(0);
    expect(() => meteorLikelihood({ observation: without as typeof observation, prior })).toThrow(TypeError);
    const still = { ...observation, fps_lum: 0 };
    expect(() => meteorLikelihood({ observation: still, prior })).toThrow("fps_lum must be positive: 0");
  });

  it("draws whole curves", () => {
    const curves = likelihood.curves(best);
    const prediction = likelihood.predict(best);
    if (curves === null || prediction === null) throw new Error("no curves");
    const rows = prediction.simulation.nRows;
    for (const name of ["time", "height", "luminosity", "absoluteMagnitude", "velocity", "lag"] as const) {
      expect(curves[name].length).toBe(rows);
    }
    const start = curves.time.findIndex((time) => time >= 0);
    expect(curves.height[start]).toBeLessThanOrEqual(observation.height_lum[0]);
    expect(curves.height[start - 1]).toBeGreaterThan(observation.height_lum[0]);
    const closest = Math.min(...curves.height.map((height) => Math.abs(height - observation.height_lag[0])));
    const zero = curves.height.findIndex((height) => Math.abs(height - observation.height_lag[0]) === closest);
    expect(curves.lag[zero]).toBe(0);
    expect(Math.max(...curves.luminosity)).toBeLessThan(Math.max(...curves.instantLuminosity));
    expect(curves.absoluteMagnitude[start]).toBeCloseTo(-2.5 * Math.log10(curves.luminosity[start] / 935), 12);
  });

  it("draws the instant light where a frame is shorter than a step", () => {
    const fast = meteorLikelihood({ observation: { ...observation, fps_lum: 1000 }, prior }).curves(best);
    expect(fast?.luminosity).toEqual(fast?.instantLuminosity);
  });
});
