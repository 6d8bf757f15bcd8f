/** Data for charts, the same on every run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BoundData } from "../../src/charts/bound-plot";
import type { FitOverData } from "../../src/charts/fit-over-data";
import type { MeteorObservationData } from "../../src/charts/meteor-observation";
import type { Posterior } from "../../src/charts/posterior";
import type { PriorDensityData } from "../../src/charts/prior-densities";
import type { RunData } from "../../src/charts/run-plot";
import type { TraceData } from "../../src/charts/trace-plot";

type Observation = MeteorObservationData & { luminosity: number[]; noise_lum: number; noise_lag: number };

/** The observation of a real meteor. */
export const observation: Observation = JSON.parse(
  readFileSync(join(__dirname, "../golden/meteor-example/obs_20191023_091225.json"), "utf8"),
);

/** Uniform and normal numbers from a seed. */
export function randomNumbers(seed: number) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** Parameters of a prior with one erosion, with correlations, a bend, two modes and a prior edge among them. */
export function posterior(n: number, seed = 1): Posterior {
  const { uniform, normal } = randomNumbers(seed);
  const draw = () => {
    const [a, b, c] = [normal(), normal(), normal()];
    return {
      v_init: 67455 + 120 * a,
      m_init: 1.42e-6 * Math.exp(0.08 * b),
      rho: Math.abs(380 + 130 * c + 60 * a),
      sigma: 1e-9 + 2e-8 * Math.abs(normal()),
      erosion_height_start: 117200 + 500 * b + 150 * normal(),
      erosion_coeff: -6.5 + 0.25 * b * b - 0.1 * c + 0.08 * normal(),
      erosion_mass_index: 1.9 + 0.15 * c + 0.05 * normal(),
      erosion_mass_min: -11.3 + 1.2 * uniform(),
      erosion_mass_max: -8.4 + 0.15 * a - (uniform() < 0.4 ? 0.7 : 0) + 0.15 * normal(),
      noise_lag: 10.7 + 1.3 * normal(),
      noise_lum: 2.7 + 0.4 * normal(),
    };
  };
  const parameters = Object.keys(draw());
  const samples = Float64Array.from(Array.from({ length: n }, () => Object.values(draw())).flat());
  const logged = ["erosion_coeff", "erosion_mass_min", "erosion_mass_max"];
  return {
    parameters,
    samples,
    weights: Float64Array.from({ length: n }, uniform),
    isLog: parameters.map((name) => logged.includes(name)),
  };
}

/** A nested-sampling run of a Gaussian likelihood in three dimensions, with a batch of more live points. */
export function nestedSamplingRun(n: number, seed = 2): RunData & TraceData & { ncall: Float64Array } {
  const { normal } = randomNumbers(seed);
  const live = Math.round(n / 12);
  const samples_n = Float64Array.from({ length: n }, (_, i) =>
    i >= n - live ? n - i : i > n / 2 && i < (5 * n) / 6 ? 2 * live : live,
  );
  const logvol = new Float64Array(n);
  const logl = new Float64Array(n);
  const samples = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    logvol[i] = (i > 0 ? logvol[i - 1] : 0) - 1 / samples_n[i];
    const radius = 5 * Math.exp(logvol[i] / 3);
    logl[i] = -437 - 4 * radius * radius;
    const direction = [normal(), normal(), normal()];
    const length = Math.sqrt(direction.reduce((sum, x) => sum + x * x, 0));
    const [x, y, z] = direction.map((component) => (component / length) * radius);
    samples.set([67455 + 150 * x, Math.log10(400) + 0.1 * y, 117200 + 500 * z], 3 * i);
  }
  const volume = (i: number) => (i < 0 ? 1 : Math.exp(logvol[i]));
  const logwt = logl.map((l, i) => l + Math.log(volume(i - 1) - volume(i)));
  const top = Math.max(...logwt);
  let sum = 0;
  const logz = logwt.map((weight) => {
    sum += Math.exp(weight - top);
    return top + Math.log(sum);
  });
  return {
    parameters: ["v_init", "rho", "erosion_height_start"],
    isLog: [false, true, false],
    samples,
    weights: logwt.map((weight) => Math.exp(weight - logz[n - 1])),
    logvol,
    logl,
    logwt,
    logz,
    logzerr: logvol.map((value) => Math.sqrt((-0.9 * value) / live)),
    samples_n,
    ncall: Float64Array.from({ length: n }, (_, i) => 20 + Math.floor(i / 50)),
  };
}

/** A run in five dimensions that closes in on the middle of the cube, with a bound of one ellipsoid after the cube. */
export function boundedRun(n: number): BoundData {
  const { uniform } = randomNumbers(4);
  const ndim = 5;
  const live = Math.max(1, Math.round(n / 12));
  const shrink = (i: number) => Math.exp(-i / (3 * live));
  const axes = new Float64Array(ndim * ndim);
  for (let i = 0; i < ndim; i++) {
    axes[i * ndim + i] = 0.25;
    if (i > 0) axes[i * ndim + i - 1] = 0.1;
  }
  return {
    parameters: ["v_init", "rho", "sigma", "erosion_coeff", "noise_lag"],
    samples_u: Float64Array.from(
      { length: n * ndim },
      (_, k) => 0.5 + (uniform() - 0.5) * shrink(Math.floor(k / ndim)),
    ),
    logl: Float64Array.from({ length: n }, (_, i) => -shrink(i)),
    logl_birth: Float64Array.from({ length: n }, (_, i) => (i < live ? Number.NEGATIVE_INFINITY : -shrink(i - live))),
    bound: [{ kind: "cube" }, { kind: "ellipsoids", centres: [new Float64Array(ndim).fill(0.5)], axes: [axes] }],
    bound_iter: Int32Array.from({ length: n }, (_, i) => (i < n / 3 ? 0 : 1)),
  };
}

/** Priors of every kind, on grids. */
export function priors(points: number): PriorDensityData[] {
  const prior = (name: string, kind: string, log: boolean, ends: [number, number], f: (x: number) => number) => {
    const x = Array.from({ length: points }, (_, i) => ends[0] + ((ends[1] - ends[0]) * i) / (points - 1));
    const density = x.map(f);
    const sum = density.reduce((a, b) => a + b);
    let below = 0;
    const part = density.map((value) => (below += value / sum));
    const quantile = (p: number) => x[part.findIndex((value) => value >= p)];
    const band = (p: number): [number, number] => [quantile((1 - p) / 2), quantile((1 + p) / 2)];
    return { name, kind, log, x, density, band68: band(0.68), band95: band(0.95) };
  };
  const inverseGamma = (alpha: number, mode: number) => (x: number) =>
    Math.exp((alpha + 1) * (Math.log(mode / x) - mode / x + 1));
  return [
    prior("v_init", "norm", false, [65400, 69500], (x) => Math.exp(-0.5 * ((x - 67455) / 500) ** 2)),
    prior("m_init", "uniform", false, [1e-7, 2e-5], () => 1),
    prior("rho", "uniform", true, [2, 3.6], () => 1),
    prior("erosion_height_start", "uniform", false, [111423, 120796], () => 1),
    prior("erosion_coeff", "uniform", true, [-12, -5.7], () => 1),
    prior("noise_lag", "invgamma", false, [3, 40], inverseGamma(10, 10.7)),
  ];
}

/** Curves through the real observation, with bands. */
export function fit(points: number): FitOverData {
  const heights = [94, 98.3, 100, 102, 104, 106.5, 109, 111, 113, 114.5, 116, 118].map((height) => 1000 * height);
  const magnitudes = [7, 4.7, 3.85, 3, 2.4, 1.9, 2.15, 2.7, 3.8, 4.55, 5.2, 6.5];
  const magnitudeAt = (height: number) => {
    const k = Math.max(
      1,
      heights.findIndex((h) => h >= height),
    );
    const t = (height - heights[k - 1]) / (heights[k] - heights[k - 1]);
    return magnitudes[k - 1] + t * (magnitudes[k] - magnitudes[k - 1]);
  };
  const lagAt = (height: number) => (height > 104e3 ? 2 : 2 - 70 * ((104e3 - height) / 8e3) ** 2);
  const height = Array.from({ length: points }, (_, i) => 94e3 + (24e3 * i) / (points - 1));
  const curve = (f: (h: number) => number, sigma: (h: number) => number) => {
    const shifted = (k: number) => height.map((h) => f(h) + k * sigma(h));
    return { height, best: shifted(0), low95: shifted(-2), low68: shifted(-1), high68: shifted(1), high95: shifted(2) };
  };
  return {
    observation,
    magnitude: curve(magnitudeAt, (h) => 0.07 + 1.5e-5 * Math.abs(h - 107e3)),
    lag: curve(lagAt, (h) => 2.5 + 1e-3 * Math.abs(h - 101e3)),
    predicted: {
      luminosity: Array.from(observation.height_lum, (h) => 935 * Math.exp(-0.4 * Math.LN10 * magnitudeAt(h))),
      lag: Array.from(observation.height_lag, lagAt),
    },
  };
}
