import { concatenated } from "../../../../core/concatenated";
import type { TMixture } from "../mixture/t-mixture";
import type { HalvesBridge } from "./bridge-between-halves";
import { steady } from "./decorrelate";
import type { Particle } from "./particle";

/** What happened at one temperature. */
export interface TemperatureRecord {
  /** Inverse temperature. */
  readonly beta: number;
  /** Effective particles after weighting, before resampling. */
  readonly nEffective: number;
  /** Components of the mixture that guided the moves. */
  readonly components: number;
  readonly sweeps: number;
  /** Mean acceptance of the Crank-Nicolson steps, and their scale at first. */
  readonly acceptance: number;
  readonly scale: number;
  /** Largest correlation with the place before the sweeps. */
  readonly correlation: number;
  /** Largest shift of a mean by the sweeps, in standard errors: what the weights alone did not know. */
  readonly drift: number;
  /** The same in the second half of the sweeps: whether there was somewhere left to go. */
  readonly lateDrift: number;
  /** Likelihood calls so far. */
  readonly calls: number;
}

/** Result of tempering. */
export interface TemperingResult {
  /** Points of the unit cube, shape `[n, ndim]`. */
  readonly u: Float64Array;
  /** Parameter vectors, shape `[n, ndim]`. */
  readonly v: Float64Array;
  /** Shape `[n]`. */
  readonly logl: Float64Array;
  /** Shape `[n, nderived]`. */
  readonly derived: Float64Array;
  /** Normalised, shape `[n]`; equal unless the calls ran out. */
  readonly weights: Float64Array;
  /** Log-evidence and its standard error: by bridge sampling where its error is to be trusted, else by the product. */
  readonly logz: number;
  readonly logzError: number;
  readonly evidences: {
    /** Product of the mean weights of all temperatures. */
    readonly product: readonly [number, number];
    /** Bridge sampling; null when the calls ran out before. */
    readonly bridge: readonly [number, number] | null;
  };
  /** Shape of the tail of importance weights between the particles and mixtures fitted to them; NaN without a bridge. */
  readonly paretoK: number;
  /** The last mixture that was fitted to the particles. */
  readonly mixture: TMixture;
  readonly temperatures: readonly TemperatureRecord[];
  readonly calls: number;
  /** Number of starting draws that the particles descend from. */
  readonly families: number;
  /** False when the result should not be trusted. */
  readonly settled: boolean;
  /** Why it is settled or not, in one line. */
  readonly reason: string;
}

/** What tempering leaves behind. */
export interface TemperingOutcome {
  readonly particles: readonly Particle[];
  readonly weights: Float64Array;
  readonly families: Uint32Array;
  readonly logz: number;
  /** Sum over the temperatures of the squared errors of the mean weights. */
  readonly variance: number;
  readonly bridged: HalvesBridge | null;
  readonly mixture: TMixture;
  readonly temperatures: readonly TemperatureRecord[];
  readonly calls: number;
}

/** Correlation of the last sweeps with their start that is too much. */
const stuck = 0.5;
/**
 * Mean drift at the last three temperatures, in standard errors, that chance does not explain: 1.5 to 2 is usual for
 * the largest of a dozen. Weights that keep missing where the particles then go miss mass that no particle has seen.
 */
const astray = 3.2;
/** Pareto k from which the error of the bridge is not to be trusted, and from which nothing is. */
const [heavy, hopeless] = [0.5, 0.7];
/** Fewer families than this are too few. */
const fewFamilies = 20;
/** Largest difference between the evidences, in standard errors. */
const disagreement = 3;
/** Largest acceptable error of the log-evidence. */
const coarse = 0.5;

/** The result, with a judgement of it. */
export function judged(outcome: TemperingOutcome): TemperingResult {
  const { particles, weights, families, logz, bridged, mixture, temperatures, calls } = outcome;
  const counts = familySizes(families);
  const product = [logz, Math.sqrt(Math.max(outcome.variance, familyVariance(counts, families.length)))] as const;
  const bridge = bridged === null ? null : ([bridged.logz, bridged.error] as const);
  const paretoK = bridged?.paretoK ?? Number.NaN;
  const fault = faultOf(product, bridge, paretoK, temperatures, counts.size);
  return {
    u: concatenated(particles.map(({ u }) => u)),
    v: concatenated(particles.map(({ v }) => v)),
    logl: Float64Array.from(particles, (particle) => particle.logl),
    derived: concatenated(particles.map(({ derived }) => derived)),
    weights,
    ...headline(product, bridge, paretoK),
    evidences: { product, bridge },
    paretoK,
    mixture,
    temperatures,
    calls,
    families: counts.size,
    settled: fault === null,
    reason: fault ?? "particles forgot their start at the last temperature, and two estimates of the evidence agree",
  };
}

/** The bridge where its error is to be trusted, else the product. */
function headline(
  product: readonly [number, number],
  bridge: readonly [number, number] | null,
  paretoK: number,
): { logz: number; logzError: number } {
  const [logz, logzError] = bridge !== null && paretoK <= heavy ? bridge : product;
  return { logz, logzError };
}

function faultOf(
  product: readonly [number, number],
  bridge: readonly [number, number] | null,
  paretoK: number,
  temperatures: readonly TemperatureRecord[],
  families: number,
): string | null {
  const last = temperatures[temperatures.length - 1];
  if (bridge === null) return `likelihood calls ran out, the last temperature is ${last.beta.toPrecision(3)}`;
  if (families < fewFamilies) return `all particles descend from ${families} of the first`;
  if (last.correlation > stuck) {
    return `particles remember their start at the last temperature, with a correlation of ${last.correlation.toFixed(2)}`;
  }
  if (last.lateDrift > steady) {
    return `particles still drift at the last temperature, by ${last.lateDrift.toFixed(1)} standard errors`;
  }
  const lately = temperatures.slice(-3);
  const drift = lately.reduce((sum, temperature) => sum + temperature.drift, 0) / lately.length;
  if (drift > astray) {
    return `particles drifted at the last temperatures, by ${drift.toFixed(1)} standard errors: weights missed where they went`;
  }
  if (!(bridge[1] < coarse)) return `bridge sampling has an error of ${bridge[1].toFixed(2)} in log-evidence`;
  if (!(paretoK <= hopeless)) {
    return `mixtures fitted to the particles miss part of what they cover, the Pareto k of their weights is ${paretoK.toFixed(2)}`;
  }
  const sigmas = Math.abs(product[0] - bridge[0]) / Math.sqrt(product[1] * product[1] + bridge[1] * bridge[1]);
  if (!(sigmas < disagreement))
    return `two estimates of the log-evidence differ by ${sigmas.toFixed(1)} standard errors`;
  return null;
}

function familySizes(families: Uint32Array): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const family of families) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  return sizes;
}

/**
 * Squared relative error of the evidence from the genealogy: the families of the starting draws are independent, and
 * each contributes what it has become.
 *
 * @see [Lee2018]
 */
function familyVariance(sizes: Map<number, number>, n: number): number {
  let square = 0;
  for (const size of sizes.values()) square += size * size;
  return (square / n - 1) / n;
}
