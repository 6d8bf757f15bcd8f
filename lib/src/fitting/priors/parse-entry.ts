import { checkNames } from "./expression/check-names";
import type { Expression } from "./expression/expression";
import { parseExpression } from "./expression/parse-expression";
import { fragmentationVariable } from "./fragmentation";
import { flareCatalogue, helperCatalogue } from "./helper-catalogue";
import type { IssueList } from "./issue-list";
import { nearestName } from "./nearest-name";
import type { PriorEntry, PriorField } from "./prior-document";
import type { PriorFileKind } from "./prior-issue";
import { priorOptions } from "./prior-options";
import type { VariableInfo } from "./variable-info";
import { priorVariable } from "./variables";

const priorNames: ReadonlySet<string> = new Set(helperCatalogue.map((helper) => helper.name));
const extraNames: ReadonlySet<string> = new Set([...helperCatalogue, ...flareCatalogue].map((helper) => helper.name));
const optionNames = priorOptions.map((option) => option.name as string);

/** What is known about the variable that a line names, in the language of its file. */
export function entryVariable(entry: Pick<PriorEntry, "name">, kind: PriorFileKind): VariableInfo | null {
  return kind === "prior" ? priorVariable(entry.name.text) : fragmentationVariable(entry.name.text);
}

/**
 * Makes the entry of a line from its fields and tells what is wrong with its form. Whether its
 * variable is known, and what its values are, is seen when the prior is resolved.
 * @param fields at least one
 */
export function parseEntry(
  fields: readonly PriorField[],
  block: number | null,
  kind: PriorFileKind,
  issues: IssueList,
): PriorEntry {
  const [name, first = null] = fields;
  // `name, value, fix` leaves the second value out
  const secondIsOption = optionNames.includes(fields[2]?.text.toLowerCase() ?? "");
  const second = secondIsOption ? null : (fields[2] ?? null);
  const options = fields.slice(secondIsOption ? 2 : 3).filter((option) => option.text !== "");
  const fixed = options.some((option) => option.text === "fix");
  const info = entryVariable({ name }, kind);
  for (const option of options) checkOption(option, options, issues);
  if (fixed) checkFixed(first, second, name, options, issues);
  else checkFree(fields, first, second, options, issues);
  const isWord = info?.type === "word";
  const parse = (field: PriorField | null): Expression | null =>
    field === null || field.text === "" || info === null || isWord ? null : parseValue(field, kind, issues);
  return {
    fields,
    name,
    first,
    second,
    options,
    fixed,
    expressions: [parse(first), fixed ? null : parse(second)],
    block,
  };
}

function parseValue(field: PriorField, kind: PriorFileKind, issues: IssueList): Expression | null {
  const parsed = parseExpression(field.text);
  const problem =
    parsed.problem ?? (parsed.expression && checkNames(parsed.expression, kind === "prior" ? priorNames : extraNames));
  if (!problem) return parsed.expression;
  const start = Math.min(field.start + problem.start, Math.max(field.start, field.end - 1));
  const span = { start, end: Math.max(start + 1, field.start + problem.end) };
  issues.add("error", problem.code, span, problem.message, problem.hint);
  return null;
}

function checkOption(option: PriorField, options: readonly PriorField[], issues: IssueList): void {
  if (!optionNames.includes(option.text)) {
    const near = nearestName(option.text, optionNames);
    const allowed = `The options are ${optionNames.join(", ")}; a line without any is uniform`;
    const hint = near ? `Did you mean ${near}? ${allowed}` : allowed;
    issues.add("error", "UNKNOWN_OPTION", option, `Unknown option ${shortened(option.text)}`, hint);
  } else if (options.find((other) => other.text === option.text) !== option) {
    issues.add("warning", "REPEATED_OPTION", option, `The option ${option.text} stands here twice`, "Remove one");
  }
}

function checkFixed(
  first: PriorField | null,
  second: PriorField | null,
  name: PriorField,
  options: readonly PriorField[],
  issues: IssueList,
): void {
  if (first === null || first.text === "") {
    const hint = `Write for example ${shortened(name.text)}, 1, fix`;
    issues.add("error", "MISSING_VALUE", first ?? name, "The value of this fixed variable is missing", hint);
  }
  if (second !== null && second.text !== "") {
    const hint = "Remove it, or remove fix to have the variable fitted";
    issues.add("warning", "UNUSED_VALUE", second, "A fixed variable has one value; this one is not used", hint);
  }
  for (const option of options) {
    if (option.text === "fix" || !optionNames.includes(option.text)) continue;
    const message = `${option.text} has no effect on a fixed variable`;
    issues.add("warning", "UNUSED_OPTION", option, message, "A fixed value is the physical one, never its logarithm");
  }
}

function checkFree(
  fields: readonly PriorField[],
  first: PriorField | null,
  second: PriorField | null,
  options: readonly PriorField[],
  issues: IssueList,
): void {
  const norm = options.find((option) => option.text === "norm");
  const invgamma = options.find((option) => option.text === "invgamma");
  if (norm && invgamma) {
    const [, later] = [norm, invgamma].sort((a, b) => a.start - b.start);
    issues.add("error", "TWO_KINDS", later, "A variable cannot be both norm and invgamma", "Keep one of the two");
  }
  const [firstName, secondName] = norm
    ? ["standard deviation", "mean"]
    : invgamma
      ? ["shape alpha", "mode"]
      : ["minimum", "maximum"];
  const order = `The order is name, ${firstName}, ${secondName}, options; nan stands for the default`;
  if (first === null || first.text === "") {
    issues.add("error", "MISSING_VALUE", first ?? fields[0], `The ${firstName} is missing`, order);
  }
  if (second === null || second.text === "") {
    const place = second ?? fields[2] ?? first ?? fields[0];
    issues.add("error", "MISSING_VALUE", place, `The ${secondName} is missing`, order);
  }
}

/** A name as it can be shown in a message. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
