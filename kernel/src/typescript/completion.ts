import * as ts from "typescript";
import type { CellEngine } from "./cell-engine";

/** What could stand at the cursor; places count UTF-16 units. */
export interface Completions {
  matches: string[];
  start: number;
  end: number;
  /** Kind of each match, in the words JupyterLab has icons for. */
  kinds: string[];
}

const mostMatches = 500;

const kinds: Partial<Record<string, string>> = {
  [ts.ScriptElementKind.functionElement]: "function",
  [ts.ScriptElementKind.localFunctionElement]: "function",
  [ts.ScriptElementKind.memberFunctionElement]: "function",
  [ts.ScriptElementKind.constructSignatureElement]: "function",
  [ts.ScriptElementKind.memberVariableElement]: "property",
  [ts.ScriptElementKind.memberGetAccessorElement]: "property",
  [ts.ScriptElementKind.memberSetAccessorElement]: "property",
  [ts.ScriptElementKind.classElement]: "class",
  [ts.ScriptElementKind.interfaceElement]: "interface",
  [ts.ScriptElementKind.typeElement]: "type",
  [ts.ScriptElementKind.typeParameterElement]: "type",
  [ts.ScriptElementKind.primitiveType]: "type",
  [ts.ScriptElementKind.enumElement]: "enum",
  [ts.ScriptElementKind.moduleElement]: "module",
  [ts.ScriptElementKind.externalModuleName]: "module",
  [ts.ScriptElementKind.scriptElement]: "path",
  [ts.ScriptElementKind.directory]: "path",
  [ts.ScriptElementKind.keyword]: "keyword",
  [ts.ScriptElementKind.string]: "string",
};

/** Completions at a place of a cell that is being written. */
export function completeAt(engine: CellEngine, code: string, cursor: number): Completions {
  const offset = engine.lookAt(code);
  const { service, cellFile } = engine.program;
  const found = service.getCompletionsAtPosition(cellFile, cursor + offset, {
    includeCompletionsForModuleExports: false,
    includeCompletionsWithInsertText: false,
  });
  const own = found?.optionalReplacementSpan;
  const spans = (found?.entries ?? []).map((entry) => entry.replacementSpan).filter((span) => span !== undefined);
  const span = own ?? spans[0];
  const start = span === undefined ? startOfWord(code, cursor) : span.start - offset;
  const end = span === undefined ? cursor : Math.max(cursor, span.start + span.length - offset);
  const typed = code.slice(start, cursor);
  const entries = (found?.entries ?? [])
    .map((entry) => ({ entry, rank: rankOf(entry.name, typed) }))
    .filter(({ rank }) => rank >= 0)
    .sort(
      (a, b) => a.rank - b.rank || compare(a.entry.sortText, b.entry.sortText) || compare(a.entry.name, b.entry.name),
    )
    .slice(0, mostMatches);
  return {
    matches: entries.map(({ entry }) => entry.name),
    kinds: entries.map(({ entry }) => kinds[entry.kind] ?? "instance"),
    start,
    end,
  };
}

/** 0 for a name that begins as typed, 1 if only letter case differs, 2 if it contains what was typed, else -1. */
function rankOf(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  const lower = typed.toLowerCase();
  if (name.toLowerCase().startsWith(lower)) return 1;
  return name.toLowerCase().includes(lower) ? 2 : -1;
}

function startOfWord(code: string, cursor: number): number {
  return cursor - (/[\p{ID_Continue}$]*$/u.exec(code.slice(0, cursor))?.[0].length ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
