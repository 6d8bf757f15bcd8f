import type { ExpressionScope } from "./expression/evaluate-expression";
import { flareCatalogue, helperCatalogue } from "./helper-catalogue";
import type { PriorContext } from "./helper-variables";
import type { PriorFileKind } from "./prior-issue";
import { findStrongestFlare } from "./strongest-flare";

/** The values that expressions of a file see; `null` where the observation is not there yet. */
export function scopeOf(context: PriorContext, kind: PriorFileKind): ExpressionScope {
  const { helpers, lightCurve } = context;
  const scope = new Map<string, number | null>();
  for (const { name } of helperCatalogue) {
    scope.set(name, helpers ? (helpers[name as keyof typeof helpers] ?? Number.NaN) : null);
  }
  if (kind === "extraprior") {
    const flare = lightCurve && lightCurve.height_lum.length > 0 ? findStrongestFlare(lightCurve) : null;
    const [first, second] = flareCatalogue;
    scope.set(first.name, flare?.start ?? null);
    scope.set(second.name, flare?.end ?? null);
  }
  return scope;
}
