import { concatenated } from "../../../core/concatenated";
import type { ResolvedPrior } from "../../priors/resolved-prior";
import type { Simulation } from "../erosion/simulate";
import type { MeteorLikelihood } from "../likelihood/meteor-likelihood";
import { type ModelValues, modelValues } from "../likelihood/model-values";
import { lagAtPoints, luminosityAtPoints, simulatedTimeZero } from "../likelihood/simulated-points";
import type { Observation } from "../observation/observation";
import { atObservedHeights, type ObservedCurves } from "./at-observed-heights";
import { bulkDensity, rowAtChange } from "./bulk-density";
import { chiSquareOf, tailProbability } from "./fit-quality";

/** What a run of the model tells of a sample beside its curves, names as in backup files, SI units. */
export const sampleFacts = [
  "rho_mass_weighted",
  "rho_volume_weighted",
  "erosion_beg_vel",
  "erosion_beg_dyn_press",
  "mass_at_erosion_change",
  "dyn_press_at_erosion_change",
  "main_mass_exhaustion_ht",
  "main_bottom_ht",
] as const;

/** Name of a fact. */
export type SampleFact = (typeof sampleFacts)[number];

/** Curves in the order of a row of {@link SampleRuns}. */
const curveNames = ["luminosity", "magnitude", "velocity", "lag"] as const satisfies readonly (keyof ObservedCurves)[];

/** The model run at every sample of a posterior: plain numbers that can travel between threads. */
export interface SampleRuns {
  /** Luminosity, magnitude (nLum each), velocity and lag (nLag each), shape `[n, 2 nLum + 2 nLag]`; NaN without a run. */
  curves: Float64Array;
  /** Shape `[n, facts]`; NaN for what a run does not tell. */
  facts: Float64Array;
  /**
   * Probability that the errors of a new observation would be larger than those of this one: of light and of lag, shape
   * `[n, 2]`; NaN without a run.
   */
  tails: Float64Array;
  /** 1 where there is a run, shape `[n]`. */
  present: Uint8Array;
}

type ObservedHeights = Pick<Observation, "height_lum" | "height_lag">;

/** What {@link runSamples} needs. */
export interface SampleRunOptions {
  likelihood: MeteorLikelihood;
  observation: Observation;
  /** The prior, which tells the noise of each sample. */
  prior: ResolvedPrior;
  /** True where the height of the erosion change is free: then densities are those of the whole body. */
  hasChange: boolean;
}

/**
 * Runs the model at samples.
 *
 * @param samples sampler coordinates, shape `[n, ndim]`, row-major
 * @param options likelihood, observation
 */
export function runSamples(samples: Float64Array, options: SampleRunOptions): SampleRuns {
  const { likelihood, observation, hasChange } = options;
  const ndim = likelihood.parameters.length;
  const n = samples.length / ndim;
  const width = curveWidth(observation);
  const runs: SampleRuns = {
    curves: new Float64Array(n * width).fill(Number.NaN),
    facts: new Float64Array(n * sampleFacts.length).fill(Number.NaN),
    tails: new Float64Array(n * 2).fill(Number.NaN),
    present: new Uint8Array(n),
  };
  for (let i = 0; i < n; i++) {
    const theta = samples.subarray(i * ndim, (i + 1) * ndim);
    const simulated = likelihood.curves(theta);
    if (simulated === null) continue;
    runs.present[i] = 1;
    const observed = atObservedHeights(simulated, observation);
    let at = i * width;
    for (const name of curveNames) {
      runs.curves.set(observed[name], at);
      at += observed[name].length;
    }
    runs.tails.set(tailsOf(simulated.simulation, observation, modelValues(options.prior, theta)), i * 2);
    const facts = factsOf(simulated.simulation, hasChange);
    runs.facts.set(
      sampleFacts.map((name) => facts[name] ?? Number.NaN),
      i * sampleFacts.length,
    );
  }
  return runs;
}

/** Numbers of one sample in {@link SampleRuns}. */
export function curveWidth({ height_lum, height_lag }: ObservedHeights): number {
  return 2 * (height_lum.length + height_lag.length);
}

/** The columns of one kind of curve, shape `[n, nPoints]`. */
export function curvesOf(
  runs: SampleRuns,
  name: (typeof curveNames)[number],
  observation: ObservedHeights,
): Float64Array {
  const width = curveWidth(observation);
  const [nLum, nLag] = [observation.height_lum.length, observation.height_lag.length];
  const start = { luminosity: 0, magnitude: nLum, velocity: 2 * nLum, lag: 2 * nLum + nLag }[name];
  const nPoints = start < 2 * nLum ? nLum : nLag;
  const n = runs.present.length;
  const out = new Float64Array(n * nPoints);
  for (let i = 0; i < n; i++) {
    out.set(runs.curves.subarray(i * width + start, i * width + start + nPoints), i * nPoints);
  }
  return out;
}

/** One fact of all samples, shape `[n]`. */
export function factOf(runs: SampleRuns, name: SampleFact): Float64Array {
  const k = sampleFacts.indexOf(name);
  return Float64Array.from({ length: runs.present.length }, (_, i) => runs.facts[i * sampleFacts.length + k]);
}

/** Puts runs of consecutive samples together. */
export function joinRuns(parts: readonly SampleRuns[]): SampleRuns {
  return {
    curves: concatenated(parts.map((part) => part.curves)),
    facts: concatenated(parts.map((part) => part.facts)),
    tails: concatenated(parts.map((part) => part.tails)),
    present: Uint8Array.from(parts.flatMap((part) => [...part.present])),
  };
}

function tailsOf(simulation: Simulation, observation: Observation, values: ModelValues): [light: number, lag: number] {
  const noise = (name: "noise_lum" | "noise_lag") => Number(values.get(name) ?? observation[name]);
  const luminosity = luminosityAtPoints(simulation, observation, simulatedTimeZero(simulation, observation));
  return [
    tailProbability(chiSquareOf(observation.luminosity, luminosity, noise("noise_lum"))),
    tailProbability(chiSquareOf(observation.lag, lagAtPoints(simulation, observation), noise("noise_lag"))),
  ];
}

function factsOf(simulation: Simulation, hasChange: boolean): Record<SampleFact, number | null> {
  const { constantsAfter: c, columns } = simulation;
  const density = hasChange ? bulkDensity(simulation) : undefined;
  return {
    rho_mass_weighted: density?.massWeighted ?? c.rho,
    rho_volume_weighted: density?.volumeWeighted ?? c.rho,
    erosion_beg_vel: c.erosion_beg_vel,
    erosion_beg_dyn_press: c.erosion_beg_dyn_press,
    mass_at_erosion_change: c.mass_at_erosion_change,
    dyn_press_at_erosion_change: hasChange ? columns.leading_frag_dyn_press[rowAtChange(simulation)] : null,
    main_mass_exhaustion_ht: c.main_mass_exhaustion_ht,
    main_bottom_ht: c.main_bottom_ht,
  };
}
