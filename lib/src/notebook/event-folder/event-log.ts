import { version } from "../../core/version";
import type { Observation } from "../../fitting/meteoroid/observation";
import type { ResolvedPrior } from "../../fitting/priors";
import type { InputHash } from "../files.node";
import type { DrawnSolutions } from "../meteor-products/draw-solutions";

/** What the beginning of a log tells. */
export interface LogBeginning {
  readonly event: string;
  readonly observation: Observation;
  readonly prior: ResolvedPrior;
  /** Prior and extraprior, as people named them. */
  readonly priorNames: readonly string[];
  readonly inputs: readonly InputHash[];
  /** Log-likelihoods of solutions beside the data, and why some have none. */
  readonly solutions: Pick<DrawnSolutions, "logl" | "failed">;
  /** Seed, engine and whatever else was asked for. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Warnings of the prior, a line each. */
  readonly warnings: readonly string[];
}

/**
 * The beginning of an event's log: what goes in, what is free and within which bounds, what is fixed. Equal fits give
 * equal texts.
 */
export function logBeginning(content: LogBeginning): string {
  const { event, observation, prior, priorNames, inputs, settings, warnings, solutions } = content;
  return [
    `Fit of ${event} by nightbook ${version}`,
    "",
    ...section(
      "Files",
      inputs.map(({ path, sha256 }) => [path.split(/[\\/]/).at(-1) ?? path, `sha256 ${sha256}`]),
    ),
    ...section("Observation", observed(observation)),
    ...section("Solutions beside the data, with the noise above", [
      ...Object.entries(solutions.logl).map(([name, logl]) => [`${name}.json`, `logL: ${logl}`]),
      ...Object.entries(solutions.failed).map(([name, reason]) => [`${name}.json`, `cannot be simulated: ${reason}`]),
    ]),
    ...section(
      "Run",
      Object.entries(settings).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]],
      ),
    ),
    ...section(
      `Prior ${priorNames.join(" with ")}: ${prior.variables.length} free variables`,
      prior.variables.map((name, k) => [name, ...bounds(prior, name, k)]),
    ),
    ...section(
      "Fixed values",
      Object.entries(prior.fixed).map(([name, value]) => [name, String(value), prior.details[name]?.unit ?? ""]),
    ),
    ...(warnings.length === 0 ? [] : [...warnings.map((line) => `Warning: ${line}`), ""]),
  ].join("\n");
}

/** A bound as it is sampled, so that another program can be given the same: logarithms stay. */
function bounds({ bounds, flags, details }: ResolvedPrior, name: string, k: number): string[] {
  const [low, high] = bounds[k];
  const kinds = flags[name] ?? [];
  const kind = kinds.length === 0 ? "uniform" : kinds.join(" ");
  return [`[${low}, ${high}]`, kind, details[name]?.unit ?? ""];
}

function observed(observation: Observation): string[][] {
  const { noise_lum, noise_lag, P_0m, fps_lum, fps_lag, v_init, m_init, zenith_angle } = observation;
  const cameras = (stations: readonly string[]) => [...new Set(stations)].sort().join(", ");
  return [
    ["light curve", `${observation.time_lum.length} points of ${cameras(observation.stations_lum)}`],
    ["lag", `${observation.time_lag.length} points of ${cameras(observation.stations_lag)}`],
    ["frames per second", `${fps_lum} (light), ${fps_lag} (lag)`],
    ["P_0m", `${P_0m} W`],
    ["v_init", `${v_init} m/s`],
    ["m_init", `${m_init} kg`],
    ["zenith_angle", `${zenith_angle} rad`],
    ["noise_lum", `${noise_lum} W`],
    ["noise_lag", `${noise_lag} m`],
  ];
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, ...cells]) => `  ${name.padEnd(width)}  ${cells.join("  ")}`.trimEnd());
  return [title, ...lines, ""];
}
