import { exp, pow } from "../../core/special";
import { inverseGammaDensity } from "./inverse-gamma";
import { kindOfFlags, priorQuantile } from "./prior-quantile";
import type { PriorKind, ResolvedPrior } from "./resolved-prior";

/** A prior distribution as a curve, for previews. */
export interface PriorDensity {
  variable: string;
  kind: PriorKind;
  /** `log10`: `x` and the bands are log10 of the physical value. */
  axis: "linear" | "log10";
  /** Unit of the physical value. */
  unit: string;
  /** Evenly spaced, ascending. */
  x: Float64Array;
  /** Probability per unit of `x`. */
  density: Float64Array;
  median: number;
  /** The central 68 % and 95 % of the probability. */
  band68: [number, number];
  band95: [number, number];
  /** The same in a sentence, physical values. */
  text: string;
}

/** What a density needs of a prior. */
export type DrawablePrior = Pick<ResolvedPrior, "variables" | "bounds" | "flags"> &
  Partial<Pick<ResolvedPrior, "details">>;

/** Probability left out at either end of a distribution without ends. */
const outside = 0.001;

/**
 * The density of one free variable on a grid, with its median and central bands.
 * @param prior as resolved
 * @param variable name of a free variable
 * @param points length of the grid, at least 2
 * @throws {RangeError} when the variable is not free or `points` too small
 *
 * @example
 * ```ts
 * import { priorDensity } from "nightbook/priors";
 * const prior = { variables: ["rho"], bounds: [[100, 4000]] as [number, number][], flags: { rho: [] } };
 * priorDensity(prior, "rho", 50).text; // => "rho is uniform between 100 and 4000; 95 % of it lies between 197.5 and 3903."
 * ```
 */
export function priorDensity(prior: DrawablePrior, variable: string, points = 200): PriorDensity {
  const index = prior.variables.indexOf(variable);
  if (index < 0) throw new RangeError(`Not a free variable of this prior: ${variable}`);
  if (!(points >= 2)) throw new RangeError(`A curve needs at least two points: ${points}`);
  const flags = prior.flags[variable] ?? [];
  const kind = kindOfFlags(flags);
  const bounds = prior.bounds[index];
  const quantile = (u: number) => priorQuantile(u, kind, bounds);
  const [from, to] = gridEnds(kind, bounds);
  const x = Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const density = x.map((value) => densityAt(value, kind, bounds));
  const log = flags.includes("log");
  const shape = {
    variable,
    kind,
    axis: log ? ("log10" as const) : ("linear" as const),
    unit: prior.details?.[variable]?.unit ?? "",
    median: quantile(0.5),
    band68: [quantile(0.16), quantile(0.84)] as [number, number],
    band95: [quantile(0.025), quantile(0.975)] as [number, number],
  };
  return { ...shape, x, density, text: sentence(shape, bounds) };
}

/** A range that shows the whole distribution with a little room around it. */
function gridEnds(kind: PriorKind, bounds: readonly [number, number]): [number, number] {
  const least = priorQuantile(kind === "uniform" ? 0 : outside, kind, bounds);
  // an inverse gamma distribution has a tail that would dwarf everything else
  const most = priorQuantile(kind === "uniform" ? 1 : kind === "norm" ? 1 - outside : 0.99, kind, bounds);
  const room = kind === "uniform" ? 0.05 * (most - least || Math.abs(least) || 1) : 0;
  return [least - room, most + room];
}

function densityAt(x: number, kind: PriorKind, [first, second]: readonly [number, number]): number {
  switch (kind) {
    case "norm": {
      const z = (x - second) / first;
      return exp(-0.5 * z * z) / (first * Math.sqrt(2 * Math.PI));
    }
    case "invgamma":
      return inverseGammaDensity(x, first, second);
    case "uniform":
      return x >= first && x <= second && second > first ? 1 / (second - first) : 0;
  }
}

function sentence(
  shape: Pick<PriorDensity, "variable" | "kind" | "axis" | "unit" | "band95">,
  [first, second]: readonly [number, number],
): string {
  const { variable, kind, axis } = shape;
  const unit = shape.unit && ` ${shape.unit}`;
  const log = axis === "log10";
  const shown = (value: number) => `${Number((log ? pow(10, value) : value).toPrecision(4))}`;
  const inLog = log ? " in its logarithm" : "";
  const width = log ? `${Number(first.toPrecision(4))} decades` : `${Number(first.toPrecision(4))}${unit}`;
  const form = {
    uniform: `uniform${inLog} between ${shown(first)} and ${shown(second)}${unit}`,
    norm: `normal${inLog} around ${shown(second)}${unit} with standard deviation ${width}`,
    invgamma: `inverse gamma${inLog} with mode ${shown(second)}${unit} and shape ${Number(first.toPrecision(4))}`,
  }[kind];
  const [low, high] = shape.band95;
  return `${variable} is ${form}; 95 % of it lies between ${shown(low)} and ${shown(high)}${unit}.`;
}
