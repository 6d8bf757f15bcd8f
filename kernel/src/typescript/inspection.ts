import * as ts from "typescript";
import type { CellEngine } from "./cell-engine";

/** What is known about a name or a call, as plain text and as Markdown. */
export interface Inspection {
  text: string;
  markdown: string;
}

/** Describes what stands at a place of a cell: the name there, or the call around it. */
export function inspectAt(engine: CellEngine, code: string, cursor: number): Inspection | undefined {
  const offset = engine.lookAt(code);
  const { service, cellFile } = engine.program;
  for (const place of [cursor, cursor - 1]) {
    if (place < 0) continue;
    const info = service.getQuickInfoAtPosition(cellFile, place + offset);
    // A name that nothing declares is told to be of type any.
    if (info?.kind === ts.ScriptElementKind.unknown && joined(info.displayParts) === "any") return undefined;
    if (info !== undefined) return describe(joined(info.displayParts), info.documentation, info.tags);
    // Between the brackets of a call its signature says more than the name before them.
    const call = signature(service.getSignatureHelpItems(cellFile, cursor + offset, undefined));
    if (call !== undefined) return call;
  }
  return undefined;
}

function signature(help: ts.SignatureHelpItems | undefined): Inspection | undefined {
  const item = help?.items[help.selectedItemIndex];
  if (help === undefined || item === undefined) return undefined;
  const parameters = item.parameters.map((parameter) => joined(parameter.displayParts));
  const head =
    joined(item.prefixDisplayParts) +
    parameters.join(joined(item.separatorDisplayParts)) +
    joined(item.suffixDisplayParts);
  const present = item.parameters[help.argumentIndex];
  const about = present === undefined ? [] : [...present.documentation];
  const more = help.items.length > 1 ? [text(`(+${help.items.length - 1} overloads)`)] : [];
  const gap = about.length > 0 && item.documentation.length > 0 ? [text("")] : [];
  return describe(head, [...item.documentation, ...more, ...gap, ...about], item.tags);
}

function describe(
  head: string,
  documentation: readonly ts.SymbolDisplayPart[] | undefined,
  tags: readonly ts.JSDocTagInfo[] | undefined,
): Inspection {
  const body = joined(documentation);
  const notes = (tags ?? []).map((tag) => ({ name: tag.name, body: joined(tag.text) }));
  return {
    text: [head, body, ...notes.map((note) => `@${note.name} ${note.body}`)].filter((part) => part !== "").join("\n\n"),
    markdown: [
      `\`\`\`typescript\n${head}\n\`\`\``,
      body,
      ...notes.map((note) => `*@${note.name}* ${note.name === "example" ? `\n${note.body}` : note.body}`),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

function text(value: string): ts.SymbolDisplayPart {
  return { text: `\n${value}\n`, kind: "text" };
}

function joined(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return ts.displayPartsToString(parts as ts.SymbolDisplayPart[] | undefined);
}
