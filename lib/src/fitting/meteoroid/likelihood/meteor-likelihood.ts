import type { ResolvedPrior } from "../../priors/resolved-prior";
import type { Constants } from "../constants";
import type { Implementation } from "../erosion/implementation";
import { type LightAndMotion, lightAndMotion } from "../erosion/light-and-motion";
import { readConstants } from "../erosion/read-constants";
import { isBrokenRun, isRunFailure } from "../erosion/run-failure";
import { runModel, type Simulation } from "../erosion/simulate";
import { isFragmentVariable } from "./fragment-variables";
import { gaussianLogLikelihood } from "./gaussian-log-likelihood";
import { meteorConstants, modelConstants } from "./model-constants";
import { isContradictory, type ModelValues, modelValues } from "./model-values";
import { checkObservedMeteor, type ObservedMeteor } from "./observed-meteor";
import { type SimulatedCurves, simulatedCurves } from "./simulated-curves";
import { lagAtPoints, luminosityAtPoints, simulatedTimeZero } from "./simulated-points";

/** What {@link meteorLikelihood} needs. */
export interface MeteorLikelihoodOptions {
  observation: ObservedMeteor;
  prior: ResolvedPrior;
  /** Polynomial of the air density to use in place of the observation's, seven coefficients. */
  densCo?: ArrayLike<number>;
  /**
   * A run that takes more steps, summed over its fragments, fails. Default 6 million, about a quarter of a second; a
   * usual meteor takes thousands to a million.
   */
  maxFragmentSteps?: number;
  /** What moves the grains: both give the same bits. Default WebAssembly where it can be had. */
  implementation?: Implementation;
}

/** The simulated meteor at the observed points. */
export interface Prediction extends Comparison {
  simulation: Simulation;
}

interface Comparison {
  /** Luminosity at the observed points, W, shape `[nLum]`; NaN where the simulation has no point in the exposure. */
  luminosity: Float64Array;
  /** Lag at the observed points, m, shape `[nLag]`; the first is 0. */
  lag: Float64Array;
  /** Simulated time at the first luminosity point, s. */
  timeZero: number;
  /** Log-likelihood of the light curve and of the motion. */
  logLikelihoodLuminosity: number;
  logLikelihoodLag: number;
}

/** Likelihood of meteor models, and what they predict; `theta` are the free variables in the sampler's coordinates. */
export interface MeteorLikelihood {
  readonly parameters: readonly string[];
  /**
   * Natural logarithm of the likelihood; −∞ for impossible models.
   *
   * @throws {NightbookError} code `EROSION_RUN_UNBOUNDED` when the run would take more steps than are allowed
   */
  logLikelihood(theta: ArrayLike<number>): number;
  /** The model at the observed points, or `null` where there is nothing to compare: no such model, or no end to it. */
  predict(theta: ArrayLike<number>): Prediction | null;
  /** The whole simulated meteor for plots, or `null` likewise. */
  curves(theta: ArrayLike<number>): SimulatedCurves | null;
  /** The constants of the run. Throws a `RangeError` where a value is out of range. */
  constants(theta: ArrayLike<number>): Constants;
}

/**
 * Log-likelihood of the observed light curve and lag of a meteor under the erosion model, with Gaussian noise.
 *
 * The luminosity is averaged over the exposure of a frame where that is longer than a time step, else interpolated in
 * height; the lag is interpolated in height and refers to the observed initial speed. The two are independent.
 *
 * @param options observation, prior, and the air density if not the observation's
 * @returns functions of the sampler's coordinates
 * @throws {TypeError} when a column of the observation is missing or a fixed value is of the wrong kind
 * @throws {RangeError} when the observation's columns do not fit together or a fixed value is out of range
 * @see [Vida2023]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * const observation = {
 *   noise_lum: 3, noise_lag: 10, P_0m: 840, fps_lum: 80, v_init: 60_000, m_init: 1e-6, zenith_angle: 0.5,
 *   height_lum: [110e3, 105e3], time_lum: [0, 0.1], luminosity: [4, 9], height_lag: [110e3, 105e3], lag: [0, -2],
 *   dens_co: meteoroid.defaultConstants().dens_co, dt: 0.005, disruption_on: false, lum_eff_type: 5,
 *   h_kill: 90e3, v_kill: 50_000,
 * };
 * const prior = {
 *   variables: ["rho"], bounds: [[100, 4000] as [number, number]], flags: { rho: [] }, fixed: { erosion_on: false },
 *   details: {},
 * };
 * const likelihood = meteoroid.meteorLikelihood({ observation, prior });
 * likelihood.logLikelihood([500]) < 0; // => true
 * ```
 */
export function meteorLikelihood(options: MeteorLikelihoodOptions): MeteorLikelihood {
  const { observation, prior, maxFragmentSteps = 6_000_000, implementation } = options;
  checkObservedMeteor(observation);
  const common = meteorConstants(observation, options.densCo ?? observation.dens_co);
  // A fixed value that no run accepts is a mistake to report, not a point of likelihood zero.
  modelConstants(common, fixedConstants(prior));

  const valuesAt = (theta: ArrayLike<number>): ModelValues => {
    if (theta.length !== prior.variables.length) {
      throw new RangeError(`The model has ${prior.variables.length} free variables: ${theta.length} given`);
    }
    return modelValues(prior, theta);
  };

  const runAt = <T>(
    values: ModelValues,
    follow: (constants: Constants) => T,
    isImpossible: (error: unknown) => boolean = isRunFailure,
  ): T | null => {
    if (isContradictory(prior, values)) return null;
    const constants = orNull(
      () => modelConstants(common, values),
      (error) => error instanceof RangeError,
    );
    return constants && orNull(() => follow(constants), isImpossible);
  };
  const simulateIt = (constants: Constants) => runModel(readConstants(constants), { maxFragmentSteps, implementation });
  const followLight = (constants: Constants) => lightAndMotion(constants, { maxFragmentSteps, implementation });

  const compare = (simulation: LightAndMotion, values: ModelValues): Comparison => {
    const timeZero = simulatedTimeZero(simulation, observation);
    const luminosity = luminosityAtPoints(simulation, observation, timeZero);
    const lag = lagAtPoints(simulation, observation);
    const noise = (name: "noise_lum" | "noise_lag") => Number(values.get(name) ?? observation[name]);
    return {
      luminosity,
      lag,
      timeZero,
      logLikelihoodLuminosity: gaussianLogLikelihood(observation.luminosity, luminosity, noise("noise_lum")),
      logLikelihoodLag: gaussianLogLikelihood(observation.lag, lag, noise("noise_lag")),
    };
  };

  return {
    parameters: prior.variables,
    predict: (theta) => {
      const values = valuesAt(theta);
      const simulation = runAt(values, simulateIt);
      return simulation && { ...compare(simulation, values), simulation };
    },
    logLikelihood: (theta) => {
      const values = valuesAt(theta);
      const simulation = runAt(values, followLight, isBrokenRun);
      if (simulation === null) return Number.NEGATIVE_INFINITY;
      const { logLikelihoodLuminosity, logLikelihoodLag } = compare(simulation, values);
      return logLikelihoodLuminosity + logLikelihoodLag;
    },
    curves: (theta) => {
      const simulation = runAt(valuesAt(theta), simulateIt);
      return simulation && simulatedCurves(simulation, observation, simulatedTimeZero(simulation, observation));
    },
    constants: (theta) => readConstants(modelConstants(common, valuesAt(theta))),
  };
}

/** The result, or `null` after a failure that only means: this model is impossible. */
function orNull<T>(compute: () => T, isImpossible: (error: unknown) => boolean): T | null {
  try {
    return compute();
  } catch (error) {
    if (isImpossible(error)) return null;
    throw error;
  }
}

/** Fixed values but for those of fragmentation entries, which are complete only with the free ones. */
function fixedConstants(prior: ResolvedPrior): ModelValues {
  return new Map(Object.entries(prior.fixed).filter(([name]) => !isFragmentVariable(name)));
}
