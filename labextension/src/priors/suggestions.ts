import {
  flareCatalogue,
  fragmentationVariables,
  type HelperVariables,
  helperCatalogue,
  numpyConstants,
  numpyFunctions,
  type PriorDocument,
  priorVariables,
  type VariableInfo,
} from "nightbook/priors";
import { type Completion, completeWhole, completeWord, type Suggestion } from "../completion/complete";
import { english, type Trans } from "../translate";
import type { EntryRow } from "./prior-rows";
import { valueChoices } from "./prior-shape";
import { shortNumber } from "./resolved-text";

/** Helper variables as they are for a meteor, and where that meteor is. */
export interface KnownHelpers {
  values: HelperVariables;
  /** Name of the notebook that has it open; empty for the observation that the prior is shown for. */
  notebook: string;
}

/** What may go into a cell of a line. */
export function completionFor(
  document: PriorDocument,
  row: EntryRow,
  column: "name" | "value",
  [text, cursor]: readonly [text: string, cursor: number],
  helpers: KnownHelpers | null,
  trans: Trans = english,
): Completion {
  if (column === "name") return completeWhole(text, nameSuggestions(document, row.entry.block, trans));
  const words = valueChoices(row.info);
  if (words.length > 0) {
    return { from: 0, to: text.length, suggestions: words.map((word) => ({ text: word, about: "" })) };
  }
  return completeWord(text, cursor, expressionNames(document, helpers, trans));
}

/**
 * What the file could still name: all variables of a prior once, those of a fragmentation in each block.
 * @param block of a fragmentation file; `null` for its last one
 */
export function nameSuggestions(
  document: PriorDocument,
  block: number | null = null,
  trans: Trans = english,
): Suggestion[] {
  const isPrior = document.kind === "prior";
  const here = block ?? document.blocks.length - 1;
  const present = new Set(
    document.lines.flatMap(({ entry }) =>
      entry !== null && (isPrior || entry.block === here) ? [entry.name.text] : [],
    ),
  );
  const all: readonly VariableInfo[] = isPrior ? priorVariables : fragmentationVariables;
  return all
    .filter(({ name }) => !present.has(name))
    .map(({ name, meaning, unit }) => ({
      text: name,
      about: unit === "" ? trans.__(meaning) : `${trans.__(meaning)}, ${unit}`,
    }));
}

/** Names that an expression may use, with what helper variables are for the meteor at hand. */
function expressionNames({ kind }: PriorDocument, helpers: KnownHelpers | null, trans: Trans): Suggestion[] {
  const values = (helpers?.values ?? {}) as Readonly<Record<string, number | undefined>>;
  const place = helpers === null || helpers.notebook === "" ? "" : trans.__("in %1", helpers.notebook);
  const catalogue = kind === "prior" ? helperCatalogue : [...helperCatalogue, ...flareCatalogue];
  const known = catalogue.map(({ name, meaning, unit }) => {
    const value = values[name];
    const now = value === undefined ? "" : `${shortNumber(value)} ${unit} ${place}`.trim();
    return { text: name, about: [trans.__(meaning), now].filter((part) => part !== "").join(": ") };
  });
  const constants = [...numpyConstants].map(([text, value]) => ({ text, about: constantText(value) }));
  const functions = [...numpyFunctions.keys()].map((name) => ({ text: `${name}(`, about: trans.__("function") }));
  return [...known, ...constants, ...functions];
}

function constantText(value: number): string {
  return Number.isFinite(value) ? shortNumber(value) : Number.isNaN(value) ? "" : "∞";
}
