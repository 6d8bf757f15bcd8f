import { type ExpressionScope, evaluateExpression } from "./expression/evaluate-expression";
import { parseExpression } from "./expression/parse-expression";

/** A number; NaN where the language has no default; `null` where it needs an observation. */
export type DefaultValue = number | null;

/** What `nan` stands for in the line of one variable. */
export interface VariableDefaults {
  bounds: readonly [DefaultValue, DefaultValue];
  /** True when the first default is a width or shape, not a minimum. */
  scaled: boolean;
  /** The value the observation itself gives. */
  observed: DefaultValue;
  /** The value of a fixed variable. */
  fixed: DefaultValue;
  /** Name of the variable whose log10 bounds these are, for those an extraprior takes over. */
  log10Of: string | null;
  /** True when `fixed` is the middle of such bounds. */
  fixedIsLog10: boolean;
}

interface Rule {
  bounds: readonly [string, string];
  flags: readonly string[];
}

/** Bounds that stand for `nan`, in the language itself, and the options they are meant for. */
const rules: ReadonlyMap<string, Rule> = new Map(
  (
    [
      ["v_init", "500", "nan", "norm"],
      ["zenith_angle", "0.01", "nan", "norm"],
      ["m_init", "nan", "nan"],
      ["rho", "100", "4000"],
      ["sigma", "0.001/1e6", "0.05/1e6"],
      ["erosion_height_start", "h_beg - 100 - (h_beg - h_peak)/2", "h_beg + 100 + (h_beg - h_peak)/2"],
      ["erosion_coeff", "1e-12", "2e-6", "log"],
      ["erosion_mass_index", "1", "3"],
      ["erosion_mass_min", "5e-12", "1e-9", "log"],
      ["erosion_mass_max", "1e-10", "1e-7", "log"],
      ["rho_grain", "3000", "3500"],
      ["erosion_height_change", "h_end - 100", "h_beg + 100"],
      ["erosion_rho_change", "100", "4000"],
      ["erosion_sigma_change", "0.001/1e6", "0.05/1e6"],
      ["erosion_coeff_change", "1e-12", "2e-6", "log"],
      ["noise_lag", "10", "nan", "invgamma"],
      ["noise_lum", "5", "nan", "invgamma"],
    ] as const
  ).map(([name, minimum, maximum, ...flags]) => [name, { bounds: [minimum, maximum], flags }]),
);

/** Which helper variable is the observed value of a variable. */
const observedBy: ReadonlyMap<string, string> = new Map([
  ["v_init", "v_0"],
  ["zenith_angle", "zc_0"],
  ["m_init", "m_0"],
  ["noise_lag", "n_lag0"],
  ["noise_lum", "n_lum0"],
]);

/** What `nan` stands for in a `.prior` line of this variable. */
export function priorDefaults(name: string, scope: ExpressionScope): VariableDefaults {
  const rule = rules.get(name);
  const bounds = [ownValue(rule?.bounds[0], scope), ownValue(rule?.bounds[1], scope)] as const;
  const observed = ownValue(observedBy.get(name), scope);
  return {
    bounds,
    scaled: rule?.flags.some((flag) => flag === "norm" || flag === "invgamma") ?? false,
    observed,
    fixed: fixedDefault(name, bounds, observed, scope),
    log10Of: null,
    fixedIsLog10: false,
  };
}

function fixedDefault(
  name: string,
  bounds: readonly [DefaultValue, DefaultValue],
  observed: DefaultValue,
  scope: ExpressionScope,
): DefaultValue {
  if (observedBy.has(name)) return observed;
  if (name === "erosion_height_start") return scope.get("h_beg") ?? null;
  return middle(bounds);
}

/** The mean of two bounds. */
export function middle([low, high]: readonly [DefaultValue, DefaultValue]): DefaultValue {
  return low === null || high === null ? null : (low + high) / 2;
}

/** Value of one of our own expressions. */
export function ownValue(text: string | undefined, scope: ExpressionScope): DefaultValue {
  if (text === undefined) return Number.NaN;
  const { expression } = parseExpression(text);
  if (expression === null) return Number.NaN;
  const evaluation = evaluateExpression(expression, scope);
  if (evaluation.status === "unresolved") return null;
  return evaluation.status === "value" ? Number(evaluation.value) : Number.NaN;
}
