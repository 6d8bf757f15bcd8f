import type { QualityData } from "../../charts/fit-quality-plot";
import type { Observation } from "../../fitting/meteoroid";
import { type FitQuality, runsTest } from "../../fitting/meteoroid/posterior";
import { chiSquareOf } from "../../fitting/meteoroid/posterior/fit-quality";
import type { SampleRuns } from "../../fitting/meteoroid/posterior/sample-runs";
import type { Solution } from "./solutions";

/** How well the best fit goes through light and lag. */
export interface MeteorFitQuality {
  luminosity: FitQuality;
  lag: FitQuality;
}

/** Posterior-predictive probabilities of larger errors. */
export interface PredictivePValues {
  luminosity: number;
  lag: number;
}

/**
 * Residuals of the best fit, and what they say of it.
 *
 * @param best the best fit
 * @param observation what was fitted
 * @param predictive posterior-predictive probabilities, if they are known
 */
export function fitQuality(
  best: Solution,
  observation: Observation,
  predictive: PredictivePValues = { luminosity: Number.NaN, lag: Number.NaN },
): { quality: MeteorFitQuality; panels: QualityData[] } {
  const part = (name: "luminosity" | "lag"): FitQuality & { residual: number[] } => {
    const sigma = name === "lag" ? best.predicted.noise_lag : best.predicted.noise_lum;
    const residual = observation[name].map((value, i) => (value - best.predicted[name][i]) / sigma);
    return {
      ...chiSquareOf(observation[name], best.predicted[name], sigma),
      ...runsTest(residual),
      predictivePValue: predictive[name],
      residual,
    };
  };
  const { residual: light, ...luminosity } = part("luminosity");
  const { residual: motion, ...lag } = part("lag");
  const { time_lum, stations_lum, time_lag, stations_lag } = observation;
  return {
    quality: { luminosity, lag },
    panels: [
      { name: "Luminosity", time: time_lum, residual: light, station: stations_lum, ...luminosity },
      { name: "Lag", time: time_lag, residual: motion, station: stations_lag, ...lag },
    ],
  };
}

/** Means over the posterior of the probabilities that errors would be larger. */
export function predictivePValues({ tails }: SampleRuns, weights: Float64Array): PredictivePValues {
  const mean = (which: 0 | 1) => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < weights.length; i++) {
      const tail = tails[2 * i + which];
      if (Number.isNaN(tail)) continue;
      sum += weights[i] * tail;
      total += weights[i];
    }
    return total > 0 ? sum / total : Number.NaN;
  };
  return { luminosity: mean(0), lag: mean(1) };
}
