import {
  type Chart,
  cornerPlot,
  fitQualityPlot,
  marginalDistributions,
  meteoroidQuantity,
  posteriorBands,
  type QualityData,
  runPlot,
  simulationOverData,
  tracePlot,
  weightedDistribution,
} from "../../charts";
import type { Observation } from "../../fitting/meteoroid";
import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import type { PosteriorBands } from "./backup";
import type { Solution, SolutionName } from "./solutions";

/** Everything that the plots of a fit show; what is missing leaves out the plots that need it. */
export interface ProductPictures {
  /** First part of the names of the files. */
  name: string;
  parameters: readonly string[];
  /** Sampler coordinates, shape `[n, ndim]`, row-major. */
  samples: Float64Array;
  /** Shape `[n]`. */
  weights: Float64Array;
  isLog: readonly boolean[];
  /** The run itself. */
  run?: NestedSamplingResult;
  observation?: Observation;
  /** Best fit, mode, mean and median, simulated. */
  solved?: readonly Solution[];
  /** Luminous efficiency of every sample, a ratio. */
  efficiency?: Float64Array;
  /** Mass-weighted density of every sample, kg/m³. */
  density?: Float64Array;
  bands?: PosteriorBands;
  /** The best fit at the observed points. */
  best?: {
    luminosity: ArrayLike<number>;
    magnitude: ArrayLike<number>;
    velocity: ArrayLike<number>;
    lag: ArrayLike<number>;
  };
  /** Residuals of the best fit, and what they say of it. */
  quality?: readonly QualityData[];
  /** True values in SI units. */
  truths?: Readonly<Record<string, number>>;
}

/** Names in files and words for the solutions. */
const solutionFiles: Readonly<Record<SolutionName, { overData: string; overHeight: string; label: string }>> = {
  BestGuess: { overData: "best_fit_LumLag_plot", overHeight: "best_fit_vs_height", label: "Best fit" },
  mode: { overData: "mode_LumLag_plot", overHeight: "mode_height_vs_height", label: "Mode" },
  mean: { overData: "mean_LumLag_plot", overHeight: "mean_height_vs_height", label: "Mean" },
  median: { overData: "median_LumLag_plot", overHeight: "median_height_vs_height", label: "Median" },
};

/** A plot that could not be drawn. */
export interface MissingPlot {
  stem: string;
  reason: string;
}

/**
 * The plots of a fit by the names of their files, without extension.
 * @returns the charts, and those whose data cannot be drawn
 */
export function productCharts(pictures: ProductPictures): { charts: Record<string, Chart>; missing: MissingPlot[] } {
  const { name, run, observation, solved = [], efficiency, density, bands, best, truths } = pictures;
  const charts: Record<string, Chart> = {};
  const missing: MissingPlot[] = [];
  const draw = (stem: string, make: () => Chart) => {
    try {
      charts[`${stem}`] = make();
    } catch (error) {
      // A posterior of one point, say, has no corner plot.
      if (!(error instanceof RangeError)) throw error;
      missing.push({ stem, reason: error.message });
    }
  };
  const posterior = varying(pictures);
  const options = { title: name, ...(truths && { truths }) };
  draw(`${name}_correlation_plot`, () => cornerPlot(posterior, { ...options, correlations: true }));
  draw(`${name}_distrib_plot`, () => marginalDistributions(posterior, options));
  if (run !== undefined) {
    draw(`${name}_dynesty_runplot`, () => runPlot(run, { title: name }));
    const rows = weightedRows(pictures);
    draw(`${name}_trace_plot`, () =>
      tracePlot({ ...posterior, logvol: Float64Array.from(rows, (i) => run.logvol[i]) }, options),
    );
  }
  const { weights } = pictures;
  if (efficiency !== undefined) {
    const quantity = { name: "luminous efficiency", label: "τ", unit: "%", factor: 100 };
    draw(`${name}_tau_distribution`, () =>
      weightedDistribution({ values: efficiency, weights, quantity }, { title: name }),
    );
  }
  if (density !== undefined) {
    const quantity = { ...meteoroidQuantity("rho"), name: "mass-weighted density" };
    const stem = `${name}_rho_mass_weighted_distribution`;
    draw(stem, () => weightedDistribution({ values: density, weights, quantity }, { title: name }));
  }
  const { quality } = pictures;
  if (quality !== undefined) draw(`${name}_fit_quality`, () => fitQualityPlot(quality, { title: name }));
  if (observation === undefined) return { charts, missing };
  for (const { name: solution, curves, predicted } of solved) {
    const { overData, overHeight, label } = solutionFiles[solution];
    const { noise_lum, noise_lag } = predicted;
    const noise_vel = noise_lag * Math.SQRT2 * observation.fps_lag;
    const meteor = { ...observation, noise_lum, noise_lag, noise_vel };
    const stem = `fit_plots/${name}_`;
    draw(stem + overData, () => simulationOverData(meteor, curves, { title: name, label }));
    draw(stem + overHeight, () => simulationOverData(meteor, curves, { title: name, label, against: "height" }));
  }
  if (bands !== undefined && best !== undefined) {
    const data = { meteor: observation, bands, best };
    draw(`${name}_posterior_bands_vs_height`, () => posteriorBands(data, { title: name }));
  }
  return { charts, missing };
}

/** Samples that carry weight. */
function weightedRows({ weights }: ProductPictures): Uint32Array {
  return Uint32Array.from(Array.from(weights.keys()).filter((i) => weights[i] > 0));
}

/** The posterior of the samples that carry weight. */
function varying(pictures: ProductPictures) {
  const { parameters, samples, weights, isLog } = pictures;
  const ndim = parameters.length;
  const rows = weightedRows(pictures);
  const chosen = new Float64Array(rows.length * ndim);
  for (const [row, i] of rows.entries()) chosen.set(samples.subarray(i * ndim, (i + 1) * ndim), row * ndim);
  return { parameters, samples: chosen, weights: Float64Array.from(rows, (i) => weights[i]), isLog };
}
