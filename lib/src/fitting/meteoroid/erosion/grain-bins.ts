import { cbrt, exp, log, log10, pow } from "../../../core/special";
import type { GrainDistribution } from "../constants";
import { runFailure } from "./run-failure";

/** What decides how a mass is spread over grains. */
export interface GrainLaw {
  distribution: GrainDistribution;
  /** Differential mass index s. */
  massIndex: number;
  /** Smallest grain, kg. */
  massMin: number;
  /** Largest grain, kg. */
  massMax: number;
  /** Mass bins per decade. */
  binsPerDecade: number;
  /** Density of the grains, kg/m³; the gamma law needs it. */
  grainDensity: number;
}

/** Logarithmic mass bins, heaviest first, and the share of grains in each. */
export interface GrainBins {
  /** Mass of a grain of each bin, kg, shape `[nBins]`. */
  mass: Float64Array;
  /** mass^(−1/3), kg^(−1/3), shape `[nBins]`. */
  inverseRoot: Float64Array;
  /** Grains of each bin before rounding are `amount · share`, shape `[nBins]`. */
  share: Float64Array;
  /** The common factor for a given mass to spread, kg. */
  amount(spread: number): number;
}

/**
 * Bins of a grain law. A bin is narrower by q = 10^(−1/bins) than the one before it; a range of whole decades
 * may lose its last bin to rounding, which the original does too, so the expression is exactly that.
 *
 * @param law the grain law
 * @returns the bins; none where the smallest mass lies above the largest
 * @throws {NightbookError} code `EROSION_RUN_BROKE` when grains would have no positive mass, `EROSION_RUN_UNBOUNDED`
 * when the law needs more than `maxBins` bins
 * @see [Borovicka2007] for the power law, [Capek2019] for the gamma law of iron droplets
 */
export function grainBins(law: GrainLaw, maxBins = 1e6): GrainBins {
  const q = pow(10, -1 / law.binsPerDecade);
  const nBins = Math.max(0, Math.trunc(1 + log10(law.massMin / law.massMax) / log10(q)));
  const range = `${law.massMin} to ${law.massMax} kg`;
  if (!(nBins <= maxBins)) throw runFailure("UNBOUNDED", `grains of ${range} would need ${nBins} mass bins`);
  if (nBins > 0 && !(law.massMin > 0)) throw runFailure("BROKE", `grains of ${range} are not possible`);
  const mass = new Float64Array(nBins);
  for (let i = 0; i < nBins; i++) mass[i] = law.massMax * pow(q, i);
  return law.distribution === "gamma" ? gammaBins(law, mass, q) : powerLawBins(law, mass, q);
}

function powerLawBins(law: GrainLaw, mass: Float64Array, q: number): GrainBins {
  const { massIndex: s, massMax } = law;
  const nBins = mass.length;
  const inverseRoot = mass.map(inverseRootOf);
  const share = mass.map((m) => pow(massMax / m, s - 1));
  if (s === 2) return { mass, inverseRoot, share, amount: (spread) => spread / (massMax * nBins) };
  const first = 1 - pow(q, 2 - s);
  const all = 1 - pow(q, (2 - s) * nBins);
  return { mass, inverseRoot, share, amount: (spread) => Math.abs(((spread / massMax) * first) / all) };
}

function inverseRootOf(mass: number): number {
  return 1 / cbrt(mass);
}

/** Γ(5/3), which ties the mean droplet to the scale of the law. */
const gammaFiveThirds = 0.902745292950934;

/** Droplets whose diameters follow a gamma law; the mean mass is that of the power law. */
function gammaBins(law: GrainLaw, mass: Float64Array, q: number): GrainBins {
  const volume = 6 / (Math.PI * law.grainDensity);
  const scaleDiameter = cbrt(volume * meanMass(law)) * gammaFiveThirds;
  const scale = scaleDiameter * scaleDiameter * scaleDiameter;
  let total = 0;
  const share = mass.map((m) => {
    const d = cbrt(volume * m);
    const root = cbrt(m);
    const diameterPerMass = cbrt(volume) / (3 * root * root);
    const width = m * (1 - q);
    const number = ((3 * d * d) / scale) * exp((-d * d * d) / scale) * diameterPerMass * width;
    total += number * m;
    return number;
  });
  return { mass, inverseRoot: mass.map(inverseRootOf), share, amount: (spread) => spread / total };
}

/** So close to 1 and 2 the general mean mass loses its digits by cancellation, and the limit is the better value. */
const cancelling = 1e-8;

/** Mean grain mass of the power law between the two limits. */
function meanMass({ massIndex: s, massMin, massMax }: GrainLaw): number {
  if (massMin === massMax) return massMax;
  if (Math.abs(s - 1) < cancelling) return (massMax - massMin) / log(massMax / massMin);
  if (Math.abs(s - 2) < cancelling) return log(massMax / massMin) / (1 / massMin - 1 / massMax);
  const a = 2 - s;
  const b = 1 - s;
  return (pow(massMax, a) - pow(massMin, a)) / a / ((pow(massMax, b) - pow(massMin, b)) / b);
}

/**
 * Puts a mass into whole grains, heaviest bins first. What rounding down leaves over goes to the next bin; the
 * last bin's remainder is lost.
 *
 * @param bins of {@link grainBins}
 * @param spread mass to put into grains, kg
 * @param release called once for every bin that gets grains, with their number and the bin
 */
export function spreadGrains(bins: GrainBins, spread: number, release: (count: number, bin: number) => void): void {
  const amount = bins.amount(spread);
  let left = 0;
  for (let i = 0; i < bins.mass.length; i++) {
    const mass = bins.mass[i];
    const wanted = amount * bins.share[i] + left / mass;
    const count = Math.floor(wanted);
    left = (wanted - count) * mass;
    if (count > 0) release(count, i);
  }
}
