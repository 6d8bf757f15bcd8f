import { needsObservation } from "./default-issues";
import type { ExpressionScope } from "./expression/evaluate-expression";
import type { IssueList } from "./issue-list";
import type { PriorDocument } from "./prior-document";
import { fixedVariable, resolveEntry } from "./resolve-entry";
import type { PriorSource, ResolvedVariable } from "./resolved-prior";
import { unknownVariable } from "./unknown-variable";
import { type DefaultValue, priorDefaults } from "./variable-defaults";
import { priorVariable } from "./variables";

/** Variables by their name in the model, in order. */
export type VariableTable = Map<string, ResolvedVariable>;

/** Resolves the lines of a `.prior` file, then adds what it must have and does not name. */
export function resolveMain(
  document: PriorDocument,
  scope: ExpressionScope,
  source: PriorSource,
  issues: IssueList,
): VariableTable {
  const table: VariableTable = new Map();
  for (const { entry, number: line } of document.lines) {
    if (!entry) continue;
    const name = entry.name.text;
    const info = priorVariable(name);
    const earlier = table.get(name);
    if (!info) {
      unknownVariable(entry.name, "prior", issues);
    } else if (earlier) {
      const hint = "Remove one of the two";
      issues.add("error", "DUPLICATE_VARIABLE", entry.name, `${name} stands on line ${earlier.line} already`, hint);
    } else {
      const defaults = priorDefaults(name, scope);
      table.set(name, resolveEntry(entry, { name, info, defaults, scope, issues, source, line }));
    }
  }
  addMissing(table, scope, issues);
  return table;
}

/** What every fit needs a value of, and the value it gets when the file is silent. */
const required: readonly [string, number | "observed"][] = [
  ["v_init", "observed"],
  ["zenith_angle", "observed"],
  ["m_init", "observed"],
  ["rho_grain", 3000],
  ["erosion_height_change", 1],
];

function addMissing(table: VariableTable, scope: ExpressionScope, issues: IssueList): void {
  for (const [name, fallback] of required) {
    const info = priorVariable(name);
    if (!info || table.has(name)) continue;
    const value: DefaultValue = fallback === "observed" ? priorDefaults(name, scope).fixed : fallback;
    if (fallback === "observed") {
      const message = `${name} is not in the file: it is fixed at the observed value`;
      const hint = `Add the line ${name}, ${info.template} to be explicit`;
      issues.add("info", "MISSING_VARIABLE", issues.wholeText(), message, hint);
      if (value === null) needsObservation(info, issues.wholeText(), issues);
      else if (!Number.isFinite(value)) {
        const reason = `${name} is not in the file and could not be estimated from this observation`;
        issues.add("error", "NO_ESTIMATE", issues.wholeText(), reason, `Add a line ${name} with numbers`);
      }
    }
    table.set(name, fixedVariable(name, Number.isNaN(value) ? null : value, info, "default", null));
  }
}
