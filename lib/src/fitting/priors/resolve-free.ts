import { log10 } from "../../core/special";
import { checkPossible, checkShape } from "./check-bounds";
import { needsObservation, noDefault } from "./default-issues";
import { isNan } from "./expression/check-names";
import type { ExpressionScope } from "./expression/evaluate-expression";
import type { IssueList } from "./issue-list";
import { shown } from "./possible-values";
import type { PriorEntry, PriorField, TextSpan } from "./prior-document";
import { kindOfFlags } from "./prior-quantile";
import { resolveValue } from "./resolve-value";
import type { PriorKind } from "./resolved-prior";
import type { VariableDefaults } from "./variable-defaults";
import type { VariableInfo } from "./variable-info";

/** Bounds of a free variable in sampler coordinates; `null` where wrong or not known yet. */
export interface FreeOutcome {
  bounds: [number | null, number | null];
  defaulted: [boolean, boolean];
  kind: PriorKind;
  log: boolean;
  flags: string[];
}

/** One of the two values: `settled` when it is in sampler coordinates already. */
interface Bound {
  value: number;
  settled: boolean;
}

/** Least value that a logarithm is taken of where zero is written. */
const smallestForLog = 1e-12;

/** Resolves a line without `fix`. */
export function resolveFree(
  entry: PriorEntry,
  info: VariableInfo,
  defaults: VariableDefaults,
  scope: ExpressionScope,
  issues: IssueList,
): FreeOutcome {
  const flags = [...new Set(entry.options.map((option) => option.text))].filter((flag) =>
    ["norm", "invgamma", "log"].includes(flag),
  );
  const kind = kindOfFlags(flags);
  const log = flags.includes("log");
  const [first, second] = entry.expressions;
  const defaulted: [boolean, boolean] = [first !== null && isNan(first), second !== null && isNan(second)];
  const outcome = (bounds: FreeOutcome["bounds"]): FreeOutcome => ({ bounds, defaulted, kind, log, flags });
  if (info.type !== "number") {
    const hint = `Write ${info.name}, ${info.template}`;
    issues.add("error", "FIX_ONLY", entry.name, `${info.name} cannot be fitted, only fixed`, hint);
    return outcome([null, null]);
  }
  let low = boundOf(entry, 0, kind, info, defaults, scope, issues);
  let high = boundOf(entry, 1, kind, info, defaults, scope, issues);
  if (low === null || high === null) {
    return outcome([low && inSamplerCoordinates(low, log, true), high && inSamplerCoordinates(high, log, false)]);
  }
  const line = { start: entry.fields[0].start, end: entry.fields[entry.fields.length - 1].end };
  if (low.settled === high.settled && low.value > high.value && kind !== "invgamma") {
    const [message, hint] =
      kind === "norm"
        ? ["The standard deviation is greater than the mean: the two are swapped", "The standard deviation comes first"]
        : ["The minimum is greater than the maximum: the two are swapped", "Write the smaller one first"];
    issues.add("warning", "SWAPPED", line, message, hint);
    [low, high] = [high, low];
  }
  if (low.settled && !log) warnOfLog10(info, defaults, line, issues);
  const from = inSamplerCoordinates(low, log, true);
  const to = inSamplerCoordinates(high, log, false);
  if (from === null || to === null) {
    issues.add("error", "LOG_OF_NEGATIVE", line, "log needs positive bounds", "Use positive bounds, or leave log out");
  } else {
    if (!low.settled && !high.settled) checkPossible([low.value, high.value], kind, info, line, issues);
    checkShape([from, to], kind, log, line, issues);
  }
  return outcome([from, to]);
}

function boundOf(
  entry: PriorEntry,
  which: 0 | 1,
  kind: PriorKind,
  info: VariableInfo,
  defaults: VariableDefaults,
  scope: ExpressionScope,
  issues: IssueList,
): Bound | null {
  const place = (which === 0 ? entry.first : entry.second) ?? entry.name;
  const given = resolveValue(entry, which, scope, issues);
  if (given === "invalid" || given === null) return null;
  if (typeof given === "boolean") {
    issues.add("error", "NOT_A_NUMBER", place, `${info.name} is a number`, "Write a number");
    return null;
  }
  if (given !== "default") return { value: given, settled: false };
  const value = defaultBound(which, kind, defaults);
  if (value === null) {
    needsObservation(info, place, issues);
    return null;
  }
  if (!Number.isFinite(value)) {
    noDefault(info, place, issues);
    return null;
  }
  if (which === 0 && value === defaults.bounds[0] && defaults.scaled !== (kind !== "uniform")) {
    warnOfOtherKind(kind, value, info, place, issues);
  }
  return { value, settled: defaults.log10Of !== null };
}

/** What nan stands for: the default bound, else what the observed value suggests. */
function defaultBound(which: 0 | 1, kind: PriorKind, defaults: VariableDefaults): number | null {
  const bound = defaults.bounds[which];
  if (bound === null || !Number.isNaN(bound)) return bound;
  const { observed } = defaults;
  if (observed === null) return null;
  if (kind !== "uniform") return which === 1 ? observed : observed / 20;
  const decade = Math.floor(log10(observed));
  return which === 0 ? decadeOf(decade - 1) : 2 * decadeOf(decade + 1);
}

function decadeOf(n: number): number {
  return Number.isFinite(n) ? Number(`1e${n}`) : Number.NaN;
}

/** `null` where there is no logarithm. */
function inSamplerCoordinates({ value, settled }: Bound, log: boolean, isMinimum: boolean): number | null {
  if (settled || !log) return value;
  const positive = isMinimum && value === 0 ? smallestForLog : value;
  return positive > 0 ? log10(positive) : null;
}

/** A default minimum serves badly as a width, and a default width as a minimum. */
function warnOfOtherKind(
  kind: PriorKind,
  value: number,
  info: VariableInfo,
  place: PriorField,
  issues: IssueList,
): void {
  const role = kind === "uniform" ? "minimum" : kind === "norm" ? "standard deviation" : "shape alpha";
  const meant = kind === "uniform" ? "a width or shape" : "a minimum";
  const message = `nan becomes ${shown(value)}, the default of ${info.name} that is meant as ${meant}`;
  issues.add("warning", "DEFAULT_OF_OTHER_KIND", place, message, `Write the ${role} as a number`);
}

function warnOfLog10(info: VariableInfo, defaults: VariableDefaults, line: TextSpan, issues: IssueList): void {
  const message = `nan takes over the bounds of ${defaults.log10Of}, which are log10, while ${info.name} is not sampled in log10`;
  issues.add("warning", "LOG10_TAKEN_OVER", line, message, "Add the option log, or write numbers");
}
