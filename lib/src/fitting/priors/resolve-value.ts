import { type ExpressionScope, evaluateExpression } from "./expression/evaluate-expression";
import type { IssueList } from "./issue-list";
import type { PriorEntry } from "./prior-document";

/** A value of a line: a number or switch, `default` for nan, `null` when it needs an observation, or `invalid`. */
export type LineValue = number | boolean | "default" | "invalid" | null;

/** Evaluates the first (0) or second (1) value of a line; reports what is wrong with it. */
export function resolveValue(entry: PriorEntry, which: 0 | 1, scope: ExpressionScope, issues: IssueList): LineValue {
  const expression = entry.expressions[which];
  const field = which === 0 ? entry.first : entry.second;
  // a value that is missing or does not parse has its issue already
  if (expression === null || field === null) return "invalid";
  const evaluation = evaluateExpression(expression, scope);
  switch (evaluation.status) {
    case "value":
      return evaluation.value;
    case "default":
      return "default";
    case "unresolved": {
      const names = evaluation.names.join(", ");
      const message = `This value needs an observation: it is calculated from ${names}`;
      issues.add("info", "NEEDS_OBSERVATION", field, message, "Choose a trajectory to see it");
      return null;
    }
    case "problem": {
      const { code, message, hint, start, end } = evaluation.problem;
      issues.add("error", code, { start: field.start + start, end: field.start + end }, message, hint);
      return "invalid";
    }
  }
}
