import type { IssueList } from "./issue-list";
import { limits, shown } from "./possible-values";
import type { TextSpan } from "./prior-document";
import type { PriorKind } from "./resolved-prior";
import type { VariableInfo } from "./variable-info";

/** Compares bounds in physical units with what is possible. */
export function checkPossible(
  [low, high]: readonly [number, number],
  kind: PriorKind,
  info: VariableInfo,
  line: TextSpan,
  issues: IssueList,
): void {
  const [lowest, highest] = info.possible ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [least, most] = kind === "uniform" ? [low, high] : [high, high];
  if (most < lowest || least > highest) {
    const what = kind === "uniform" ? "All values in this range are" : `The ${kind === "norm" ? "mean" : "mode"} is`;
    issues.add("error", "IMPOSSIBLE_BOUNDS", line, `${what} impossible for ${info.name}`, limits(info));
  } else if (least < lowest || most > highest) {
    const message = `Part of this range is impossible for ${info.name}`;
    issues.add("warning", "PARTLY_IMPOSSIBLE", line, message, limits(info));
  }
}

/** Looks whether two numbers in sampler coordinates make a distribution. */
export function checkShape(
  [first, second]: readonly [number, number],
  kind: PriorKind,
  log: boolean,
  line: TextSpan,
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
