import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { meteorLikelihood } from "../../../../src/fitting/meteoroid/likelihood/meteor-likelihood";
import {
  type Observation,
  observationFromJson,
  syntheticObservation,
} from "../../../../src/fitting/meteoroid/observation";

const constants = JSON.parse(
  readFileSync(
    join(__dirname, "../../../golden/meteor-example/fit_json/20191023_091225_sim_fit_dynesty_BestGuess.json"),
    "utf8",
  ),
);
const file = "BestGuess.json";

/** What the model at the true values predicts for an observation. */
function predictionOf(observation: Observation) {
  const names = ["rho", "sigma", "erosion_height_start", "erosion_coeff", "erosion_mass_index"];
  const fixedNames = ["erosion_mass_min", "erosion_mass_max", "erosion_height_change", "zenith_angle", "m_init"];
  const prior = {
    variables: names,
    bounds: names.map((): [number, number] => [0, 1]),
    flags: Object.fromEntries(names.map((name) => [name, []])),
    fixed: Object.fromEntries(fixedNames.map((name) => [name, constants[name]])),
    details: {},
  };
  const likelihood = meteorLikelihood({ observation, prior });
  return likelihood.predict(names.map((name) => constants[name]));
}

/** Mean square of the differences in units of the noise. */
function scatter(seen: readonly number[], predicted: ArrayLike<number>, sigma: number): number {
  return seen.reduce((sum, value, i) => sum + ((value - predicted[i]) / sigma) ** 2, 0) / seen.length;
}

describe("the observation of a simulated meteor", () => {
  it("is, without noise, what the model predicts at the true values", () => {
    const observation = syntheticObservation(constants, {}, file);
    const prediction = predictionOf(observation);
    expect(observation.time_lum.length).toBeGreaterThan(15);
    // Fragments end a little earlier or later, because the fit sets its own limits of speed and height.
    expect(scatter(observation.luminosity, prediction?.luminosity ?? [], 1)).toBeLessThan(1e-7);
    expect(scatter(observation.lag, prediction?.lag ?? [], 1)).toBeLessThan(1e-12);
    expect([observation.noise_lum, observation.noise_lag, observation.fps_lum, observation.fps_lag]).toEqual([
      2.5, 5, 32, 80,
    ]);
    expect(observation.v_init).toBe(constants.v_init);
  });

  it("scatters about the truth by the noise that was asked for", () => {
    const means = [0, 1, 2].map(() => 0);
    const seeds = 40;
    for (let seed = 0; seed < seeds; seed++) {
      const observation = syntheticObservation(
        constants,
        { noisy: true, seed, noise: { luminosity: 4, lag: 8 } },
        file,
      );
      const prediction = predictionOf(observation);
      means[0] += scatter(observation.luminosity, prediction?.luminosity ?? [], 4) / seeds;
      means[1] += scatter(observation.lag, prediction?.lag ?? [], 8) / seeds;
      const offsets = observation.lag.map((lag, i) => lag - (prediction?.lag[i] ?? 0));
      means[2] += offsets.reduce((sum, value) => sum + value, 0) / offsets.length / seeds;
      expect([observation.noise_lum, observation.noise_lag]).toEqual([4, 8]);
    }
    // About 26 points of light and 28 of lag for each seed: the means are good to 5 %.
    expect(Math.abs(means[0] - 1)).toBeLessThan(0.15);
    expect(Math.abs(means[1] - 1)).toBeLessThan(0.15);
    // No noise is common to the points of a lag: 8 m over the root of all points is 0.24 m.
    expect(Math.abs(means[2])).toBeLessThan(0.8);
  });

  it("is a function of its seed", () => {
    const at = (seed: number) => syntheticObservation(constants, { noisy: true, seed }, file);
    expect(at(7)).toEqual(at(7));
    expect(at(7).luminosity).not.toEqual(at(8).luminosity);
  });

  it("has the motion from two tracking cameras that find the meteor later", () => {
    const { time_lum, height_lum, height_lag, stations_lag, stations_lum } = syntheticObservation(
      constants,
      { seed: 2 },
      file,
    );
    expect([...new Set(stations_lum)].sort()).toEqual(["01G", "02G"]);
    expect([...new Set(stations_lag)].sort()).toEqual(["01T", "02T"]);
    expect(time_lum).toEqual(time_lum.toSorted((a, b) => a - b));
    const part = (height_lum[0] - height_lag[0]) / (height_lum[0] - (height_lum.at(-1) ?? 0));
    expect(part).toBeGreaterThan(0.25);
    expect(part).toBeLessThan(0.65);
  });

  it("comes from one pair of cameras if all are wanted, with more noise in the lag", () => {
    const { stations_lag, stations_lum, fps_lag, noise_lag } = syntheticObservation(
      constants,
      { all: true, noisy: true },
      file,
    );
    expect(stations_lag).toEqual(stations_lum);
    expect([fps_lag, noise_lag]).toEqual([32, 40]);
  });

  it("is read back from its JSON", () => {
    const observation = syntheticObservation(constants, { noisy: true, seed: 3 }, file);
    expect(observationFromJson(JSON.parse(JSON.stringify(observation)), "other.json")).toEqual(observation);
  });

  it("says when nothing can be seen", () => {
    const faint = () => syntheticObservation({ ...constants, m_init: 1e-12 }, { noisy: false }, file);
    expect(faint).toThrow(expect.objectContaining({ code: "OBSERVATION_NO_PHOTOMETRY" }));
  });
});
