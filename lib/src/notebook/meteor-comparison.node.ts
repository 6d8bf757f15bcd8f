import { type Chart, meteoroidQuantity } from "../charts";
import { type SolutionOverData, solutionsOverData } from "../charts/solutions-over-data";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { type Constants, gaussianLogLikelihood, type Observation, simulate } from "../fitting/meteoroid";
import { simulatedCurves } from "../fitting/meteoroid/likelihood/simulated-curves";
import { lagAtPoints, luminosityAtPoints, simulatedTimeZero } from "../fitting/meteoroid/likelihood/simulated-points";
import { atObservedHeights } from "../fitting/meteoroid/posterior/at-observed-heights";
import { type SolutionSource, solutionConstants } from "./solution-constants.node";
import { Table } from "./table";

/** A solution, simulated and held against the data. */
export interface ComparedSolution extends SolutionOverData {
  /** The constants after the run. */
  constants: Constants;
  /** Log-likelihoods with the noise of the observation. */
  logLikelihood: { luminosity: number; lag: number };
}

/** Solutions of one meteor. Draws itself as their curves over the data, with the residuals. */
export class MeteorComparison implements Displayable {
  constructor(
    readonly name: string,
    readonly observation: Observation,
    readonly solutions: readonly ComparedSolution[],
  ) {}

  /** Magnitude, velocity and lag of all solutions over the data, and the residuals in units of the noise. */
  chart(): Chart {
    return solutionsOverData(this.observation, this.solutions, { title: this.name });
  }

  /** The constants in which the solutions differ, and their log-likelihoods. */
  table(): Table {
    const { solutions } = this;
    const names = Object.keys(solutions[0].constants) as (keyof Constants)[];
    const differing = names.filter((name) => {
      const values = solutions.map(({ constants }) => constants[name]);
      return !outputs.has(name) && values.some((value) => JSON.stringify(value) !== JSON.stringify(values[0]));
    });
    const rows = differing.map((name) => {
      const { name: words, unit, factor } = meteoroidQuantity(name);
      const cell = (value: unknown) =>
        typeof value === "number" ? String(Number((value * factor).toPrecision(6))) : short(value);
      return [unit ? `${words} [${unit}]` : words, ...solutions.map(({ constants }) => cell(constants[name]))];
    });
    const likelihood = (what: string, of: (solution: ComparedSolution) => number) => [
      `log-likelihood of ${what}`,
      ...solutions.map((solution) => of(solution).toFixed(2)),
    ];
    rows.push(
      likelihood("the light", ({ logLikelihood }) => logLikelihood.luminosity),
      likelihood("the lag", ({ logLikelihood }) => logLikelihood.lag),
    );
    const columns = solutions.map(({ label }) => ({ title: label, align: "right" as const }));
    return new Table([{ title: "" }, ...columns], rows, `Solutions of ${this.name}`);
  }

  [displaySymbol](): MimeBundle {
    return this.chart()[displaySymbol]();
  }

  /** The table as text. */
  toString(): string {
    return this.table().toString();
  }
}

/** Constants that a run fills in. */
const outputs = new Set<keyof Constants>([
  "total_time",
  "n_active",
  "total_fragments",
  "disruption_height",
  "erosion_beg_vel",
  "erosion_beg_mass",
  "erosion_beg_dyn_press",
  "mass_at_erosion_change",
  "main_mass_exhaustion_ht",
  "main_bottom_ht",
]);

function short(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

/**
 * Simulates solutions and holds them against an observation, whose noise is the unit of the residuals.
 * @throws {NightbookError} when a file cannot be read, or a run has no end
 */
export function compareSolutions(
  name: string,
  observation: Observation,
  sources: readonly SolutionSource[],
): MeteorComparison {
  const given = sources.map((source, i) => solutionConstants(source, `Solution ${i + 1}`));
  const solutions = given.map(({ label, constants }, i): ComparedSolution => {
    const isTwice = given.some((other, k) => k !== i && other.label === label);
    const simulation = simulate(constants, { maxFragmentSteps: 6_000_000 });
    const timeZero = simulatedTimeZero(simulation, observation);
    const luminosity = luminosityAtPoints(simulation, observation, timeZero);
    const lag = lagAtPoints(simulation, observation);
    const curves = simulatedCurves(simulation, observation, timeZero);
    const { velocity } = atObservedHeights(curves, observation);
    const left = (observed: readonly number[], predicted: Float64Array, sigma: number) =>
      predicted.map((value, k) => (observed[k] - value) / sigma);
    const { noise_lum, noise_lag, noise_vel, velocities, stations_lag } = observation;
    return {
      label: isTwice ? `${label} (${i + 1})` : label,
      constants: simulation.constantsAfter,
      curves,
      residuals: {
        luminosity: left(observation.luminosity, luminosity, noise_lum),
        // The first speed of each station is not measured.
        velocity: left(velocities, velocity, noise_vel).map((value, k) =>
          stations_lag.indexOf(stations_lag[k]) === k ? Number.NaN : value,
        ),
        lag: left(observation.lag, lag, noise_lag),
      },
      logLikelihood: {
        luminosity: gaussianLogLikelihood(observation.luminosity, luminosity, noise_lum),
        lag: gaussianLogLikelihood(observation.lag, lag, noise_lag),
      },
    };
  });
  return new MeteorComparison(name, observation, solutions);
}
