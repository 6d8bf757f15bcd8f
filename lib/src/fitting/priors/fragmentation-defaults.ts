import type { ExpressionScope } from "./expression/evaluate-expression";
import type { ResolvedVariable } from "./resolved-prior";
import { type DefaultValue, middle, ownValue, priorDefaults, type VariableDefaults } from "./variable-defaults";

/** The variable of the main body whose bounds a variable of a block takes over. */
const taken: ReadonlyMap<string, string> = new Map([
  ["sigma", "sigma"],
  ["erosion_coeff", "erosion_coeff"],
  ["grain_mass_min", "erosion_mass_min"],
  ["grain_mass_max", "erosion_mass_max"],
  ["mass_index", "erosion_mass_index"],
]);

/** Bounds of the others. */
const own: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["height", ["flare_start_init", "flare_start_end"]],
  ["gamma", ["0.5", "1"]],
  ["mass_percent", ["10", "100"]],
  ["number", ["1", "3"]],
]);

/** Values of fixed variables that are not the middle of their bounds. */
const fixedValues: ReadonlyMap<string, string> = new Map([
  ["height", "h_beg"],
  ["number", "1"],
  ["mass_percent", "10"],
  ["gamma", "1.2"],
  ["mass_index", "2"],
]);

/**
 * What `nan` stands for in a block. Bounds are those of the matching variable of the prior if
 * that is free, in log10 where it is sampled so; the original program does the same.
 * @param name without the suffix of the block
 * @param main variables of the prior
 */
export function fragmentationDefaults(
  name: string,
  scope: ExpressionScope,
  main: ReadonlyMap<string, ResolvedVariable>,
): VariableDefaults {
  const source = taken.get(name);
  const matching = source === undefined ? undefined : main.get(source);
  let bounds: readonly [DefaultValue, DefaultValue];
  let log10Of: string | null = null;
  if (matching?.role === "free") {
    bounds = matching.bounds;
    log10Of = matching.log ? matching.name : null;
  } else if (source !== undefined) {
    bounds = priorDefaults(source, scope).bounds;
  } else {
    const [low, high] = own.get(name) ?? [];
    bounds = [ownValue(low, scope), ownValue(high, scope)];
  }
  const text = fixedValues.get(name);
  const fixed = text === undefined ? middle(bounds) : ownValue(text, scope);
  return {
    bounds,
    scaled: false,
    observed: Number.NaN,
    fixed,
    log10Of,
    fixedIsLog10: log10Of !== null && text === undefined,
  };
}
