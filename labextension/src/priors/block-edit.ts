import {
  fragmentationType,
  fragmentationVariable,
  type PriorDocument,
  type TextEdit,
  type VariableInfo,
} from "nightbook/priors";

/** Number of the last line of a fragmentation block: its last variable, else its heading. */
export function lastLineOf(document: PriorDocument, block: number): number {
  const last = document.lines.findLast(({ entry }) => entry?.block === block);
  return last?.number ?? document.blocks[block]!.line;
}

/** The change that takes out a block: its heading and everything up to its last variable. */
export function removeBlock(document: PriorDocument, block: number): TextEdit {
  const first = document.lines[document.blocks[block]!.line - 1]!;
  const last = document.lines[lastLineOf(document, block) - 1]!;
  return { start: first.start, end: last.end, text: "" };
}

/** Variables that have an effect in a block and that it does not name. */
export function absentInBlock(document: PriorDocument, block: number): VariableInfo[] {
  const info = fragmentationType(document.blocks[block]!.type);
  const names = info === null ? [] : [...info.required, ...info.optional];
  const present = new Set(document.lines.flatMap(({ entry }) => (entry?.block === block ? [entry.name.text] : [])));
  return names.filter((name) => !present.has(name)).flatMap((name) => fragmentationVariable(name) ?? []);
}
