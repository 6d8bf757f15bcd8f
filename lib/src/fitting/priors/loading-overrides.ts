import { evaluateExpression } from "./expression/evaluate-expression";
import { helperCatalogue } from "./helper-catalogue";
import type { PriorDocument, PriorEntry } from "./prior-document";

/** What a prior says about loading the observation, under the names of the file; what it leaves open is absent. */
export interface LoadingOverrides {
  /** Noise of the lag, m. */
  noise_lag?: number;
  /** Noise of the luminosity, W. */
  noise_lum?: number;
  /** Frames per second. */
  fps?: number;
  /** Power of a meteor of magnitude zero, W. */
  P_0m?: number;
  /** Fixed model of the luminous efficiency. */
  lum_eff_type?: number;
  /** Fixed luminous efficiency, percent. */
  lum_eff?: number;
}

const whenFitted = ["noise_lag", "noise_lum", "fps", "P_0m"] as const;
const whenFixed = ["lum_eff_type", "lum_eff"] as const;
const unknownYet = new Map(helperCatalogue.map(({ name }) => [name as string, Number.NaN]));

/**
 * Reads from a prior what has to be known before the observation is made. Values that are `nan`
 * or refer to helper variables are left to be estimated from the data.
 * @param document a parsed `.prior` file
 *
 * @example
 * ```ts
 * import { loadingOverrides, parsePrior } from "nightbook/priors";
 * const document = parsePrior("fps, 20, fix\nnoise_lag, 10, 40, invgamma\nnoise_lum, 5, n_lum0, invgamma\n");
 * loadingOverrides(document); // => { fps: 20, noise_lag: 40 }
 * ```
 */
export function loadingOverrides(document: PriorDocument): LoadingOverrides {
  const overrides: LoadingOverrides = {};
  for (const { entry } of document.lines) {
    if (!entry) continue;
    const fitted = whenFitted.find((name) => name === entry.name.text);
    const fixed = whenFixed.find((name) => name === entry.name.text);
    const value = fitted ? representative(entry) : fixed && entry.fixed ? numberOf(entry, 0) : Number.NaN;
    const name = fitted ?? fixed;
    if (name && overrides[name] === undefined && Number.isFinite(value)) overrides[name] = value;
  }
  return overrides;
}

/** The fixed value, the mean or mode, or the middle of the range. */
function representative(entry: PriorEntry): number {
  if (entry.fixed) return numberOf(entry, 0);
  const peaked = entry.options.some(({ text }) => text === "norm" || text === "invgamma");
  return peaked ? numberOf(entry, 1) : (numberOf(entry, 0) + numberOf(entry, 1)) / 2;
}

function numberOf(entry: PriorEntry, which: 0 | 1): number {
  const expression = entry.expressions[which];
  if (!expression) return Number.NaN;
  const evaluation = evaluateExpression(expression, unknownYet);
  return evaluation.status === "value" ? Number(evaluation.value) : Number.NaN;
}
