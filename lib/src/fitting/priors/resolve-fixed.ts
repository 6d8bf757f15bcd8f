import { needsObservation, noDefault } from "./default-issues";
import type { ExpressionScope } from "./expression/evaluate-expression";
import type { IssueList } from "./issue-list";
import { nearestName } from "./nearest-name";
import { shortened } from "./parse-entry";
import { limits, shown } from "./possible-values";
import type { PriorEntry, TextSpan } from "./prior-document";
import { resolveValue } from "./resolve-value";
import type { FixedValue } from "./resolved-prior";
import type { VariableDefaults } from "./variable-defaults";
import type { VariableInfo } from "./variable-info";

/** Value of a fixed variable: `null` when it is wrong or needs an observation; the issue tells which. */
export interface FixedOutcome {
  value: FixedValue | null;
  defaulted: boolean;
}

/** Resolves a line that bears `fix`. */
export function resolveFixed(
  entry: PriorEntry,
  info: VariableInfo,
  defaults: VariableDefaults,
  scope: ExpressionScope,
  issues: IssueList,
): FixedOutcome {
  const place = entry.first ?? entry.name;
  if (info.type === "word") return { value: wordValue(entry, info, issues), defaulted: false };
  const given = resolveValue(entry, 0, scope, issues);
  if (given === "invalid" || given === null) return { value: null, defaulted: false };
  if (given === "default") {
    const value = defaults.fixed;
    if (value === null) needsObservation(info, place, issues);
    else if (Number.isNaN(value)) noDefault(info, place, issues);
    return { value: Number.isNaN(value) ? null : value, defaulted: true };
  }
  return { value: checkFixedValue(given, info, place, issues), defaulted: false };
}

function wordValue(entry: PriorEntry, info: VariableInfo, issues: IssueList): string | null {
  const text = entry.first?.text ?? "";
  const word = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
  const words = info.words ?? [];
  if (words.includes(word)) return word;
  if (text === "") return null;
  const near = nearestName(word, words);
  const hint = near ? `Did you mean ${near}?` : `Write one of ${words.join(", ")}`;
  issues.add("error", "UNKNOWN_WORD", entry.first ?? entry.name, `${shortened(text)} is no ${info.name}`, hint);
  return null;
}

function checkFixedValue(
  given: number | boolean,
  info: VariableInfo,
  place: TextSpan,
  issues: IssueList,
): FixedValue | null {
  const fail = (code: string, message: string, hint: string): null => {
    issues.add("error", code, place, message, hint);
    return null;
  };
  if (info.type === "switch") {
    if (given === true || given === 1) return true;
    if (given === false || given === 0) return false;
    return fail("NOT_A_SWITCH", `${info.name} is either on or off`, "Write True or False");
  }
  if (typeof given === "boolean") return fail("NOT_A_NUMBER", `${info.name} is a number`, "Write a number");
  if (info.type === "whole" && !Number.isInteger(given)) {
    return fail("NOT_WHOLE", `${info.name} is a whole number, not ${given}`, "Write it without decimals");
  }
  const [lowest, highest] = info.possible ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (given < lowest || given > highest) {
    return fail(
      "IMPOSSIBLE_VALUE",
      `${info.name} cannot be ${shown(given)}${info.unit && ` ${info.unit}`}`,
      limits(info),
    );
  }
  return given;
}
