import type { FitQuality } from "../../fitting/meteoroid/posterior";
import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import type { Interval } from "./backup";
import type { Coverage } from "./coverage";
import type { FitStatistics } from "./fit-statistics";

/** First line of the part of a log that a finished fit writes. */
const heading = "Summary\n=======\n";

/** Iterations, calls, efficiency and evidence of a run, in the words of dynesty's summary. */
export function runSummary({ niter, diagnostics, eff, logz, logzerr }: NestedSamplingResult): string {
  return [
    `${heading}niter: ${niter}`,
    `ncall: ${diagnostics.calls}`,
    `eff(%): ${eff.toFixed(3).padStart(6)}`,
    `logz: ${(logz.at(-1) ?? Number.NaN).toFixed(3)} +/- ${(logzerr.at(-1) ?? Number.NaN).toFixed(3).padStart(6)}`,
  ].join("\n");
}

/**
 * The statistics of a fit, as the end of its log holds them.
 * @param notes what else is to be said, a line each
 */
export function logText(statistics: FitStatistics, notes: readonly string[]): string {
  const { nested, efficiency, approximateDensity, density, truth, covered, solved, failed, others, noise, quality } =
    statistics;
  const { diagnostics, engine, seed, information } = nested;
  const best = solved.find(({ name }) => name === "BestGuess");
  const cells = (words: readonly string[]) => words.map((word) => `${word.padStart(12)}|`).join("");
  const numbers = [noise.magnitude, noise.luminosity, noise.velocity / 1000, noise.lag].map((x) => x.toFixed(2));
  return `${[
    runSummary(nested),
    `H info.gain: ${Number((information.at(-1) ?? Number.NaN).toFixed(3))}`,
    `effective samples: ${Math.round(diagnostics.nEffective)}`,
    `engine, seed: ${engine}, ${seed}`,
    `outcome: ${diagnostics.message ?? diagnostics.outcome}`,
    ...diagnostics.warnings.map((warning) => `warning: ${warning}`),
    "",
    "niter: samples, each a run of the erosion model",
    "ncall: evaluations of the likelihood",
    "eff(%): 100 niter / ncall",
    "logz: evidence",
    "H info.gain: information that the data add to the prior, nats; large where the posterior is narrow",
    "",
    `Tau: ${spread(efficiency)} %`,
    ...(approximateDensity ? [`Approx. mass weighted $\\rho$ : ${spread(approximateDensity)} kg/m^3`] : []),
    ...(density ? [`Real mass weighted $\\rho$ : ${spread(density)} kg/m^3`] : []),
    "",
    "Best fit Noise:",
    `Noise:  |${cells(["Abs.Mag [-]", "Lum [W]", "Vel [km/s]", "Lag [m]"])}`,
    `Value:  |${cells(numbers)}`,
    ...(quality
      ? ["", "Quality of the best fit:", qualityLine("luminosity", quality.luminosity), qualityLine("lag", quality.lag)]
      : []),
    "",
    "Best fit:",
    ...Object.entries(best?.values ?? {}).map(([name, value]) => `${name}:\t${value}`),
    "",
    ...solved.map(({ name, logl }) => `${name === "BestGuess" ? "Best fit" : capital(name)} logL: ${logl}`),
    ...(truth === undefined || best === undefined
      ? []
      : [`REAL logL: ${truth}`, `Diff logL (Best fit - REAL): ${best.logl - truth}`]),
    ...(covered === undefined ? [] : coverageLines(covered)),
    ...Object.entries(others.logl).map(([name, logl]) => `${name}.json logL: ${logl}`),
    ...Object.entries(others.failed).map(([name, reason]) => `${name}.json: cannot be simulated: ${reason}`),
    ...failed.map(({ name, reason }) => `${capital(name)}: cannot be simulated: ${reason}`),
    ...notes,
  ].join("\n")}\n`;
}

/** The parameters whose true values are known, and for how many of them the interval holds it. */
function coverageLines(covered: Coverage): string[] {
  const known = Object.entries(covered);
  if (known.length === 0) return [];
  const inside = known.filter(([, isInside]) => isInside);
  return [
    `True values in the 95 % interval: ${known.map(([name, isInside]) => `${name} ${isInside ? "yes" : "no"}`).join(", ")}`,
    `Fraction of dimensions covered: ${(inside.length / known.length).toFixed(3)}`,
  ];
}

/** A log with new statistics at its end, in place of those it had. */
export function withStatistics(log: string, statistics: string): string {
  const at = log.indexOf(heading);
  const before = (at < 0 ? log : log.slice(0, at)).trimEnd();
  return before === "" ? statistics : `${before}\n\n${statistics}`;
}

/** Eight digits, so that programs may read them here. */
function spread({ median, low95, high95 }: Interval): string {
  const [middle, low, high] = [median, low95, high95].map((value) => value.toPrecision(8));
  return `${middle} 95CI (${low} - ${high})`;
}

function qualityLine(
  name: string,
  { points, chiSquare, runs, expected, pValue, predictivePValue }: FitQuality,
): string {
  const predictive = Number.isNaN(predictivePValue) ? "" : `, posterior-predictive p = ${predictivePValue.toFixed(3)}`;
  const signs = `${runs} runs of one sign where ${expected.toFixed(1)} are expected, p = ${pValue.toFixed(3)}`;
  return `${name}: mean square ${(chiSquare / points).toFixed(3)} over ${points} points, ${signs}${predictive}`;
}

function capital(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
