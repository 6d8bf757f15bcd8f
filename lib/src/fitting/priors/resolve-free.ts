import type { Scope } from "./expression/evaluate-expression";
import type { IssueList } from "./issue-list";
import type { PriorEntry, PriorField } from "./prior-document";
import { limits, needsObservation, noDefault, shown } from "./resolve-fixed";
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

/** One of the two values on its way: `settled` when it is log10 already. */
interface Bound {
  value: number | null;
  defaulted: boolean;
  settled: boolean;
}

/** Least value that a logarithm is taken of where zero is written. */
const smallestForLog = 1e-12;

/** Resolves a line without `fix`. */
export function resolveFree(
  entry: PriorEntry,
  info: VariableInfo,
  defaults: VariableDefaults,
  scope: Scope,
  issues: IssueList,
): FreeOutcome {
  const flags = [...new Set(entry.options.map((option) => option.text))].filter((flag) =>
    ["norm", "invgamma", "log"].includes(flag),
  );
  const kind: PriorKind = flags.includes("norm") ? "norm" : flags.includes("invgamma") ? "invgamma" : "uniform";
  const log = flags.includes("log");
  const outcome = (bounds: [number | null, number | null], defaulted: [boolean, boolean]): FreeOutcome => ({
    bounds,
    defaulted,
    kind,
    log,
    flags,
  });
  if (info.type !== "number") {
    const hint = `Write ${info.name}, ${info.template}`;
    issues.add("error", "FIX_ONLY", entry.name, `${info.name} cannot be fitted, only fixed`, hint);
    return outcome([null, null], [false, false]);
  }
  let low = boundOf(entry, 0, kind, info, defaults, scope, issues);
  let high = boundOf(entry, 1, kind, info, defaults, scope, issues);
  const defaulted: [boolean, boolean] = [low.defaulted, high.defaulted];
  const line = { start: entry.fields[0].start, end: entry.fields[entry.fields.length - 1].end };
  if (low.value === null || high.value === null) {
    return outcome([inSamplerCoordinates(low, log, false), inSamplerCoordinates(high, log, false)], defaulted);
  }
  if (low.settled === high.settled && low.value > high.value && kind !== "invgamma") {
    const [message, hint] =
      kind === "norm"
        ? ["The standard deviation is greater than the mean: the two are swapped", "The standard deviation comes first"]
        : ["The minimum is greater than the maximum: the two are swapped", "Write the smaller one first"];
    issues.add("warning", "SWAPPED", line, message, hint);
    [low, high] = [high, low];
  }
  checkPossible(low, high, kind, info, line, issues);
  if (low.settled && !log) warnOfLog10(info, defaults, line, issues);
  const bounds: [number | null, number | null] = [
    inSamplerCoordinates(low, log, true),
    inSamplerCoordinates(high, log, false),
  ];
  if (bounds.includes(null)) {
    const hint = "Use positive bounds, or leave log out";
    issues.add("error", "LOG_OF_NEGATIVE", line, "log needs positive bounds", hint);
  } else {
    checkShape(bounds as [number, number], kind, log, line, issues);
  }
  return outcome(bounds, defaulted);
}

function boundOf(
  entry: PriorEntry,
  which: 0 | 1,
  kind: PriorKind,
  info: VariableInfo,
  defaults: VariableDefaults,
  scope: Scope,
  issues: IssueList,
): Bound {
  const place: PriorField = (which === 0 ? entry.first : entry.second) ?? entry.name;
  const given = resolveValue(entry, which, scope, issues);
  if (given === "invalid" || given === null) return { value: null, defaulted: false, settled: false };
  if (typeof given === "boolean") {
    issues.add("error", "NOT_A_NUMBER", place, `${info.name} is a number`, "Write a number");
    return { value: null, defaulted: false, settled: false };
  }
  if (given !== "default") return { value: given, defaulted: false, settled: false };
  const value = defaultBound(which, kind, defaults);
  if (value === null) needsObservation(info, place, issues);
  else if (!Number.isFinite(value)) noDefault(info, place, issues);
  else if (defaults.observed !== value && defaults.scaled !== (kind !== "uniform") && which === 0) {
    warnOfOtherKind(kind, value, info, place, issues);
  }
  const settled = defaults.log10Of !== null;
  return { value: Number.isFinite(value) ? value : null, defaulted: true, settled };
}

/** What nan stands for: the default bound, else what the observed value suggests. */
function defaultBound(which: 0 | 1, kind: PriorKind, defaults: VariableDefaults): number | null {
  const bound = defaults.bounds[which];
  if (bound === null || !Number.isNaN(bound)) return bound;
  const { observed } = defaults;
  if (observed === null) return null;
  if (kind !== "uniform") return which === 1 ? observed : observed / 20;
  const decade = Math.floor(Math.log10(observed));
  return which === 0 ? decadeOf(decade - 1) : 2 * decadeOf(decade + 1);
}

function decadeOf(n: number): number {
  return Number.isFinite(n) ? Number(`1e${n}`) : Number.NaN;
}

function inSamplerCoordinates({ value, settled }: Bound, log: boolean, isMinimum: boolean): number | null {
  if (value === null || settled || !log) return value;
  const positive = isMinimum && value === 0 ? smallestForLog : value;
  return positive > 0 ? Math.log10(positive) : null;
}

/** Physical limits, for what is known in physical units. */
function checkPossible(
  low: Bound,
  high: Bound,
  kind: PriorKind,
  info: VariableInfo,
  line: { start: number; end: number },
  issues: IssueList,
): void {
  if (low.settled || high.settled || low.value === null || high.value === null) return;
  const [lowest, highest] = info.possible ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [least, most] = kind === "uniform" ? [low.value, high.value] : [high.value, high.value];
  if (most < lowest || least > highest) {
    const what = kind === "uniform" ? "All values in this range are" : `The ${kind === "norm" ? "mean" : "mode"} is`;
    issues.add("error", "IMPOSSIBLE_BOUNDS", line, `${what} impossible for ${info.name}`, limits(info));
  } else if (least < lowest || most > highest) {
    const message = `Part of this range is impossible for ${info.name}`;
    issues.add("warning", "PARTLY_IMPOSSIBLE", line, message, limits(info));
  }
}

function checkShape(
  [first, second]: [number, number],
  kind: PriorKind,
  log: boolean,
  line: { start: number; end: number },
  issues: IssueList,
): void {
  const inLog = log ? " (the logarithm of what is written)" : "";
  if (kind === "norm" && first <= 0) {
    const hint = log
      ? "With log, both numbers are taken to log10: write 10**0.3 for a width of 0.3 decades"
      : "Write a positive number";
    issues.add("error", "NO_WIDTH", line, `The standard deviation must be positive, not ${shown(first)}${inLog}`, hint);
  } else if (kind === "invgamma" && (first <= 0 || second <= 0)) {
    const [what, value] = first <= 0 ? ["shape alpha", first] : ["mode", second];
    const message = `The ${what} must be positive, not ${shown(value)}${inLog}`;
    issues.add("error", "BAD_SHAPE", line, message, "The order is name, alpha, mode, invgamma");
  } else if (kind === "uniform" && first === second) {
    issues.add("warning", "NO_WIDTH", line, "Minimum and maximum are the same", "Write one value and fix");
  }
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

function warnOfLog10(
  info: VariableInfo,
  defaults: VariableDefaults,
  line: { start: number; end: number },
  issues: IssueList,
): void {
  const message = `nan takes over the bounds of ${defaults.log10Of}, which are log10, while ${info.name} is not sampled in log10`;
  issues.add("warning", "LOG10_TAKEN_OVER", line, message, "Add the option log, or write numbers");
}
