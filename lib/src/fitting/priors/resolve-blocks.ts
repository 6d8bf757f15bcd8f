import { needsObservation, noDefault } from "./default-issues";
import type { ExpressionScope } from "./expression/evaluate-expression";
import { type FragmentationInfo, fragmentationType, fragmentationVariable } from "./fragmentation";
import { fragmentationDefaults } from "./fragmentation-defaults";
import type { IssueList } from "./issue-list";
import { shown } from "./possible-values";
import type { PriorBlock, PriorDocument, PriorEntry } from "./prior-document";
import { fixedVariable, resolveEntry } from "./resolve-entry";
import type { VariableTable } from "./resolve-main";
import { unknownVariable } from "./unknown-variable";

/**
 * Resolves the blocks of an `.extraprior` file, each followed by what its kind needs and it does
 * not name.
 * @param main variables of the prior, whose bounds serve as defaults
 */
export function resolveBlocks(
  document: PriorDocument,
  scope: ExpressionScope,
  main: VariableTable,
  issues: IssueList,
): VariableTable {
  const table: VariableTable = new Map();
  const entries = document.blocks.map((): [PriorEntry, number][] => []);
  for (const { entry, number } of document.lines) {
    if (entry && entry.block !== null) entries[entry.block].push([entry, number]);
    else if (entry && !fragmentationVariable(entry.name.text)) unknownVariable(entry.name, "extraprior", issues);
  }
  document.blocks.forEach((block, index) => {
    const kind = fragmentationType(block.type);
    if (!kind) return;
    for (const [entry, line] of entries[index]) addLine(entry, line, block, kind, scope, main, table, issues);
    fillIn(block, kind, scope, main, table, issues);
  });
  return table;
}

function addLine(
  entry: PriorEntry,
  line: number,
  block: PriorBlock,
  kind: FragmentationInfo,
  scope: ExpressionScope,
  main: VariableTable,
  table: VariableTable,
  issues: IssueList,
): void {
  const base = entry.name.text;
  const info = fragmentationVariable(base);
  if (!info) {
    unknownVariable(entry.name, "extraprior", issues);
    return;
  }
  const name = base + block.suffix;
  const earlier = table.get(name);
  if (earlier) {
    const message = `${base} stands on line ${earlier.line} already, in the same block`;
    issues.add("error", "DUPLICATE_VARIABLE", entry.name, message, "Remove one of the two");
    return;
  }
  if (!kind.required.includes(base) && !kind.optional.includes(base)) {
    const hint = `A ${kind.type} block uses ${[...kind.required, ...kind.optional].join(", ")}`;
    issues.add("warning", "NO_EFFECT", entry.name, `${base} has no effect in a ${kind.type} block`, hint);
  }
  const defaults = fragmentationDefaults(base, scope, main);
  table.set(name, resolveEntry(entry, { name, info, defaults, scope, issues, source: "extra", line }));
}

function fillIn(
  block: PriorBlock,
  kind: FragmentationInfo,
  scope: ExpressionScope,
  main: VariableTable,
  table: VariableTable,
  issues: IssueList,
): void {
  for (const base of kind.required) {
    const name = base + block.suffix;
    const info = fragmentationVariable(base);
    if (!info || table.has(name)) continue;
    const { fixed, fixedIsLog10, log10Of } = fragmentationDefaults(base, scope, main);
    if (fixedIsLog10 && fixed !== null) {
      const message = `${base} is not in this block and becomes ${shown(fixed)}, the middle of the log10 bounds of ${log10Of}`;
      const hint = `Add the line ${base}, ${info.template}`;
      issues.add("warning", "LOG10_TAKEN_OVER", block.span, message, hint);
    }
    if (fixed === null) needsObservation(info, block.span, issues);
    else if (Number.isNaN(fixed)) noDefault(info, block.span, issues);
    table.set(name, fixedVariable(name, Number.isNaN(fixed) ? null : fixed, info, "extra", null));
  }
}
