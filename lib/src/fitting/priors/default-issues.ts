import type { IssueList } from "./issue-list";
import type { TextSpan } from "./prior-document";
import type { VariableInfo } from "./variable-info";

/** Tells that a default cannot be known without an observation. */
export function needsObservation(info: VariableInfo, place: TextSpan, issues: IssueList): void {
  const message = `The default of ${info.name} is estimated from an observation`;
  issues.add("info", "NEEDS_OBSERVATION", place, message, "Choose a trajectory to see it");
}

/** Tells that nan means nothing for this variable. */
export function noDefault(info: VariableInfo, place: TextSpan, issues: IssueList): void {
  const example = info.template.split(",")[0];
  const hint = example === "nan" ? "Write a number" : `Write a value, for example ${example}`;
  issues.add("error", "NO_DEFAULT", place, `${info.name} has no default that nan could stand for`, hint);
}
