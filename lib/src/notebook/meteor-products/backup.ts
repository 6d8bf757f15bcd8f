import type { Observation } from "../../fitting/meteoroid";
import type { BandQuantile, Bands, PointEstimates } from "../../fitting/meteoroid/posterior";
import { weightedBands } from "../../fitting/meteoroid/posterior";
import { atObservedHeights } from "../../fitting/meteoroid/posterior/at-observed-heights";
import {
  curvesOf,
  factOf,
  type SampleFact,
  type SampleRuns,
  sampleFacts,
} from "../../fitting/meteoroid/posterior/sample-runs";
import { presentQuantiles } from "../../fitting/meteoroid/posterior/weighted-bands";
import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import type { ResolvedPrior } from "../../fitting/priors";
import type { WritableValue } from "../../ingest";
import { displayFactor } from "./display-units";
import type { Solution } from "./solutions";

/** Median and ends of the central interval that holds 95 %. */
export interface Interval {
  median: number;
  low95: number;
  high95: number;
}

/** Quantiles of the simulated curves at the heights of the observed points, SI units. */
export interface PosteriorBands {
  lum: Bands;
  mag: Bands;
  vel: Bands;
  lag: Bands;
}

/** What the runs at all samples tell of the posterior. */
export interface PosteriorOfRuns {
  bands: PosteriorBands;
  /** Mass-weighted density of each sample, NaN without a run, kg/m³, shape `[n]`. */
  density: Float64Array;
  densityInterval: Interval;
}

/** Weighted quantiles over all samples. */
export function posteriorOfRuns(runs: SampleRuns, weights: Float64Array, observation: Observation): PosteriorOfRuns {
  const [nLum, nLag] = [observation.height_lum.length, observation.height_lag.length];
  const bands = (name: Parameters<typeof curvesOf>[1], nPoints: number) =>
    weightedBands(curvesOf(runs, name, observation), weights, nPoints);
  const density = factOf(runs, "rho_mass_weighted");
  return {
    bands: {
      lum: bands("luminosity", nLum),
      mag: bands("magnitude", nLum),
      vel: bands("velocity", nLag),
      lag: bands("lag", nLag),
    },
    density,
    densityInterval: interval(density, weights),
  };
}

/** Median and 95 % interval of weighted values; NaN does not count. */
export function interval(values: Float64Array, weights: Float64Array): Interval {
  const [low95, median, high95] = presentQuantiles(values, weights, [0.025, 0.5, 0.975]);
  return { median, low95, high95 };
}

/** What {@link backupDocument} keeps. */
export interface BackupContent {
  /** Name of the event, as its files bear it. */
  name: string;
  nested: NestedSamplingResult;
  prior: ResolvedPrior;
  estimates: PointEstimates;
  /** From sampler coordinates to SI units. */
  physical: (variable: string, value: number) => number;
  observation: Observation;
  best: Solution;
  runs: SampleRuns;
  posterior: PosteriorOfRuns;
  summary: string;
}

/** The content of a `posterior_backup.pkl.gz`, under the names and with the types that scripts for such files expect. */
export function backupDocument(content: BackupContent): WritableValue {
  const { name, nested, prior, estimates, physical, observation, best, runs, posterior, summary } = content;
  const { variables, flags, fixed } = prior;
  const { ndim, samples, logl, logwt, logz, logzerr, niter, ncall, eff } = nested;
  const weights = nested.importanceWeights();
  const list = (values: ArrayLike<number>) => Array.from(values);
  const shown = (point: Float64Array) =>
    variables.map((variable, k) => Math.fround(physical(variable, point[k]) * displayFactor(variable)));
  const guess = atObservedHeights(best.curves, observation);
  const { bands, density, densityInterval } = posterior;
  return {
    dynesty: {
      file_name: name,
      samples: list(logl).map((_, i) => list(samples.subarray(i * ndim, (i + 1) * ndim))),
      importance_weights: list(weights),
      weights: list(weights),
      logl: list(logl),
      logwt: list(logwt),
      logz: list(logz),
      logzerr: list(logzerr),
      niter: BigInt(niter),
      ncall: BigInt64Array.from(ncall, BigInt),
      eff,
      summary,
      variables: [...variables],
      flags_dict: Object.fromEntries(variables.map((variable) => [variable, [...(flags[variable] ?? [])]])),
      fixed_values: Object.fromEntries(Object.entries(fixed).map(([key, value]) => [key, pythonNumber(value)])),
      median: shown(estimates.median),
      mean: shown(estimates.mean),
      approx_modes: shown(estimates.mode),
      "95_CI_lower": shown(estimates.low95),
      "95_CI_upper": shown(estimates.high95),
      rho_array: density,
      rho_mass_weighted_estimate: { ...densityInterval },
      const_backups: constBackups(runs),
    },
    best_guess: {
      luminosity: Float32Array.from(guess.luminosity),
      abs_magnitude: Float32Array.from(guess.magnitude),
      velocity: Float32Array.from(guess.velocity),
      lag: Float32Array.from(guess.lag),
    },
    bands: {
      lum: singlePrecision(bands.lum),
      mag: singlePrecision(bands.mag),
      vel: singlePrecision(bands.vel),
      lag: singlePrecision(bands.lag),
    },
  };
}

/** Whole numbers as such: programs that take a kind or a number by them accept no others. */
function pythonNumber(value: number | string | boolean): WritableValue {
  return Number.isSafeInteger(value) ? BigInt(value as number) : value;
}

function singlePrecision(bands: Bands): Record<BandQuantile, Float32Array> {
  const entries = Object.entries(bands).map(([name, values]) => [name, Float32Array.from(values)]);
  return Object.fromEntries(entries) as Record<BandQuantile, Float32Array>;
}

/** One dictionary for each sample with a run, in the order and with the spelling that such files have. */
function constBackups(runs: SampleRuns): WritableValue[] {
  const width = sampleFacts.length;
  return Array.from(runs.present, (present, i) => {
    if (present === 0) return null;
    const fact = (name: SampleFact) => {
      const value = runs.facts[i * width + sampleFacts.indexOf(name)];
      return Number.isNaN(value) ? null : value;
    };
    return {
      rho_mass_weighted: fact("rho_mass_weighted"),
      rho_volume_weighted: fact("rho_volume_weighted"),
      erosion_beg_vel: fact("erosion_beg_vel"),
      erosion_beg_mas: null,
      erosion_beg_dyn_press: fact("erosion_beg_dyn_press"),
      mass_at_erosion_change: fact("mass_at_erosion_change"),
      dyn_press_at_erosion_change: fact("dyn_press_at_erosion_change"),
      energy_per_cs_before_erosion: null,
      energy_per_mass_before_erosion: null,
      main_mass_exhaustion_ht: fact("main_mass_exhaustion_ht"),
      main_bottom_ht: fact("main_bottom_ht"),
    };
  });
}
