import type { ExpressionScope } from "./expression/evaluate-expression";
import type { IssueList } from "./issue-list";
import { shown } from "./possible-values";
import type { PriorEntry } from "./prior-document";
import { resolveFixed } from "./resolve-fixed";
import { resolveFree } from "./resolve-free";
import type { PriorSource, ResolvedVariable } from "./resolved-prior";
import type { VariableDefaults } from "./variable-defaults";
import type { VariableInfo } from "./variable-info";

/** What a line is resolved with. */
export interface EntrySurroundings {
  /** Name in the model. */
  name: string;
  info: VariableInfo;
  defaults: VariableDefaults;
  scope: ExpressionScope;
  issues: IssueList;
  source: PriorSource;
  line: number;
}

/** Resolves one line into a variable; what is wrong becomes an issue and a `null`. */
export function resolveEntry(entry: PriorEntry, around: EntrySurroundings): ResolvedVariable {
  const { name, info, defaults, scope, issues, source, line } = around;
  const { unit, meaning } = info;
  if (!entry.fixed) {
    const free = resolveFree(entry, info, defaults, scope, issues);
    return { name, role: "free", ...free, value: null, source, line, unit, meaning };
  }
  const { value, defaulted } = resolveFixed(entry, info, defaults, scope, issues);
  if (defaulted && defaults.fixedIsLog10 && typeof value === "number") {
    const message = `nan becomes ${shown(value)}, the middle of the log10 bounds of ${defaults.log10Of}`;
    issues.add("warning", "LOG10_TAKEN_OVER", entry.first ?? entry.name, message, "Write a number");
  }
  return { ...fixedVariable(name, value, info, source, line), defaulted: [defaulted, false] };
}

/** A fixed variable that is resolved. */
export function fixedVariable(
  name: string,
  value: ResolvedVariable["value"],
  info: VariableInfo,
  source: PriorSource,
  line: number | null,
): ResolvedVariable {
  return {
    name,
    role: "fixed",
    kind: "uniform",
    log: false,
    flags: [],
    bounds: [null, null],
    defaulted: [true, false],
    value,
    source,
    line,
    unit: info.unit,
    meaning: info.meaning,
  };
}
