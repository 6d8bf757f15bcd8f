import { pow } from "../../core/special";
import type { IssueList } from "./issue-list";
import type { PriorDocument, TextSpan } from "./prior-document";
import type { VariableTable } from "./resolve-main";
import type { ResolvedVariable } from "./resolved-prior";

/** Fewest variables, free and fixed together, that make a meteor. */
export const fewestVariables = 10;
/** Most free variables with which a fit is likely to converge. */
export const mostFreeVariables = 30;

/** `[smaller, greater]`: draws where the order is wrong have no likelihood. */
const orders: readonly [string, string][] = [
  ["erosion_mass_min", "erosion_mass_max"],
  ["erosion_mass_max", "m_init"],
  ["disruption_mass_min_ratio", "disruption_mass_max_ratio"],
  ["erosion_height_change", "erosion_height_start"],
  ["rho", "erosion_rho_change"],
];

/** What only the whole `.prior` file can tell. */
export function checkMain(document: PriorDocument, table: VariableTable, issues: IssueList): void {
  const place = issues.wholeText();
  // a line that is wrong is a better thing to say than that one is missing
  const broken = [...document.issues, ...issues.issues].some((issue) => issue.severity === "error");
  if (table.size < fewestVariables && !broken) {
    const missing = ["rho", "sigma", "erosion_height_start", "erosion_coeff", "erosion_mass_index", "erosion_mass_min"];
    const absent = missing.filter((name) => !table.has(name)).join(", ");
    const message = `The prior has ${table.size} variables, free and fixed together; at least ${fewestVariables} are needed`;
    issues.add("error", "TOO_FEW_VARIABLES", place, message, `Add lines, for example for ${absent}`);
  }
  for (const [smaller, greater] of orders) checkOrder(document, table.get(smaller), table.get(greater), issues);
}

/** What only both files together can tell. */
export function checkFree(variables: readonly ResolvedVariable[], issues: IssueList): void {
  const free = variables.filter((variable) => variable.role === "free").length;
  if (free === 0 && variables.length >= fewestVariables) {
    const hint = "Give at least one variable a range instead of fix";
    issues.add("error", "NOTHING_TO_FIT", issues.wholeText(), "The prior has no free variable", hint);
  } else if (free > mostFreeVariables) {
    const message = `The prior has ${free} free variables; with more than ${mostFreeVariables} a fit may never converge`;
    issues.add("warning", "TOO_MANY_VARIABLES", issues.wholeText(), message, "Fix some of them");
  }
}

/** Two free ranges must leave some draws in the right order. */
function checkOrder(
  document: PriorDocument,
  smaller: ResolvedVariable | undefined,
  greater: ResolvedVariable | undefined,
  issues: IssueList,
): void {
  if (!smaller || !greater || smaller.kind !== "uniform" || greater.kind !== "uniform") return;
  const least = physical(smaller.bounds[0], smaller.log);
  const most = physical(greater.bounds[1], greater.log);
  if (least === null || most === null || least <= most) return;
  const message = `${smaller.name} is always greater than ${greater.name}, so that no draw is possible`;
  const hint = `Let the range of ${smaller.name} begin below the end of that of ${greater.name}`;
  issues.add("error", "IMPOSSIBLE_PAIR", placeOf(document, smaller, issues), message, hint);
}

function physical(bound: number | null, log: boolean): number | null {
  return bound !== null && log ? pow(10, bound) : bound;
}

function placeOf(document: PriorDocument, variable: ResolvedVariable, issues: IssueList): TextSpan {
  const entry = variable.line === null ? null : document.lines[variable.line - 1]?.entry;
  return entry ? { start: entry.name.start, end: entry.fields[entry.fields.length - 1].end } : issues.wholeText();
}
