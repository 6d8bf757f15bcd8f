import {
  fragmentationVariable,
  type PriorDocument,
  type PriorEntry,
  type PriorIssue,
  parsePrior,
  priorVariable,
  type ResolvedVariable,
  resolvePrior,
  type VariableInfo,
} from "nightbook/priors";

/** A text as the prior language understands it. */
export interface PriorView {
  document: PriorDocument;
  /** What the file defines, as far as it is known without an observation. */
  variables: readonly ResolvedVariable[];
  /** Everything to say about this file. */
  issues: readonly PriorIssue[];
}

/** Reads a `.prior` or `.extraprior` text; the name tells which. */
export function viewOf(text: string, path: string): PriorView {
  const fileName = path.slice(path.lastIndexOf("/") + 1);
  const document = parsePrior(text, { fileName });
  const { kind } = document;
  const { variables, issues } =
    kind === "prior"
      ? resolvePrior(document, { helpers: null })
      : resolvePrior(parsePrior(""), { helpers: null, extra: document });
  return {
    document,
    variables: variables.filter((variable) => (variable.source === "extra") === (kind === "extraprior")),
    issues: issues.filter((issue) => issue.file === kind),
  };
}

/** What is known about the variable that a line names. */
export function entryInfo(view: PriorView, entry: PriorEntry): VariableInfo | null {
  const name = entry.name.text;
  return view.document.kind === "prior" ? priorVariable(name) : fragmentationVariable(name);
}
