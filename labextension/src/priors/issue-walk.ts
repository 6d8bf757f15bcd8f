import type { PriorIssue } from "nightbook/priors";
import { english, type Trans } from "../translate";

/** Issues that a person should deal with, in the order of the text. */
export function issuesInOrder(issues: readonly PriorIssue[]): PriorIssue[] {
  return issues.filter((issue) => issue.severity !== "info").sort((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * The issue after (or before) a line, going round at the end.
 * @param line where one stands; `null` for nowhere yet
 */
export function nextIssue(
  issues: readonly PriorIssue[],
  current: PriorIssue | null,
  line: number | null,
  step: 1 | -1,
): PriorIssue | null {
  const ordered = issuesInOrder(issues);
  if (ordered.length === 0) return null;
  const at = current === null ? -1 : ordered.findIndex((issue) => sameIssue(issue, current));
  if (at >= 0) return ordered[(at + step + ordered.length) % ordered.length]!;
  const from = line ?? (step > 0 ? 0 : Number.POSITIVE_INFINITY);
  const found = step > 0 ? ordered.find((i) => i.line >= from) : ordered.findLast((i) => i.line <= from);
  return found ?? (step > 0 ? ordered[0]! : ordered.at(-1)!);
}

/** `2 errors, 1 warning`, or a word of peace. */
export function issueCountText(issues: readonly PriorIssue[], trans: Trans = english): string {
  const count = (severity: PriorIssue["severity"]): number => issues.filter((i) => i.severity === severity).length;
  const part = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [trans.__(n === 1 ? one : many, n)]);
  const parts = [
    ...part(count("error"), "%1 error", "%1 errors"),
    ...part(count("warning"), "%1 warning", "%1 warnings"),
  ];
  return parts.join(", ") || trans.__("No problems");
}

function sameIssue(a: PriorIssue, b: PriorIssue): boolean {
  return a.line === b.line && a.column === b.column && a.code === b.code;
}
