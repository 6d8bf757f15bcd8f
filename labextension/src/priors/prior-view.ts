import type { Observation } from "nightbook/meteoroid";
import {
  fragmentationVariable,
  type PriorDocument,
  type PriorEntry,
  type PriorIssue,
  parsePrior,
  priorVariable,
  type ResolvedPrior,
  type ResolvedVariable,
  resolvePrior,
  type VariableInfo,
} from "nightbook/priors";

/** A text as the prior language understands it. */
export interface PriorView {
  document: PriorDocument;
  /** Ready for the sampler; `null` with errors, without an observation that it needs, and for fragmentations alone. */
  prior: ResolvedPrior | null;
  /** What the file defines, as far as it is known. */
  variables: readonly ResolvedVariable[];
  /** Everything to say about this file. */
  issues: readonly PriorIssue[];
  /** Whether the file that goes with it has errors. */
  hasBrokenCompanion: boolean;
}

/**
 * Reads a `.prior` or `.extraprior` text; the name tells which.
 * @param observation what expressions refer to; `null` while none is chosen
 * @param companion the fragmentations that go with a prior, or the prior that goes with fragmentations
 */
export function viewOf(
  text: string,
  path: string,
  observation: Observation | null = null,
  companion: PriorDocument | null = null,
): PriorView {
  const fileName = path.slice(path.lastIndexOf("/") + 1);
  const document = parsePrior(text, { fileName });
  const { kind } = document;
  const context = { helpers: observation?.helper_vars ?? null, lightCurve: observation ?? undefined };
  const { prior, variables, issues } =
    kind === "prior"
      ? resolvePrior(document, { ...context, extra: companion ?? undefined })
      : resolvePrior(companion ?? parsePrior(""), { ...context, extra: document });
  return {
    document,
    prior: kind === "prior" || companion !== null ? prior : null,
    variables: variables.filter((variable) => (variable.source === "extra") === (kind === "extraprior")),
    issues: issues.filter((issue) => issue.file === kind),
    hasBrokenCompanion:
      companion !== null && issues.some(({ file, severity }) => file !== kind && severity === "error"),
  };
}

/** What is known about the variable that a line names. */
export function entryInfo(view: PriorView, entry: PriorEntry): VariableInfo | null {
  const name = entry.name.text;
  return view.document.kind === "prior" ? priorVariable(name) : fragmentationVariable(name);
}
