import * as ts from "typescript";
import { withoutCommands } from "./cell-commands";

/** A cell's text made ready for conversion; every character keeps its place. */
export interface CellSource {
  text: string;
  /** The user asked not to have types checked. */
  unchecked: boolean;
  /** The cell ends in something that has a value: its value is shown. */
  showsValue: boolean;
  syntaxErrors: readonly ts.DiagnosticWithLocation[];
  tree: ts.SourceFile;
}

/** Statements whose completion value is not meant to be seen. */
const silent = new Set([
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.ModuleDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ImportEqualsDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExportAssignment,
]);

/** Reads a cell: its `%npm` and `%%nocheck` lines, `export` keywords that mean nothing in a cell, syntax errors. */
export function readCellSource(code: string): CellSource {
  const plain = withoutCommands(code);
  const magic = /^\s*%%nocheck[^\n]*/.exec(plain)?.[0] ?? "";
  let text = blank(plain, 0, magic.length);
  const unchecked = magic !== "" || /^\s*\/\/\s*@ts-nocheck\b/m.test(text);
  const tree = parseCell(text);
  for (const statement of tree.statements) {
    if (ts.isExportAssignment(statement) && statement.isExportEquals !== true) {
      text = replace(text, statement.getStart(tree), statement.expression.pos, "void 0,");
      continue;
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const exported = modifiers.find((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    const isDefault = modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
    if (exported === undefined) continue;
    const name = (statement as ts.Statement & { name?: ts.Node }).name;
    const start = exported.getStart(tree);
    if (!isDefault) text = blank(text, start, exported.end);
    // Without a name it declares nothing.
    else text = replace(text, start, defaultKeyword(statement, tree), name === undefined ? "void" : "");
  }
  const last = tree.statements.filter((statement) => statement.kind !== ts.SyntaxKind.EmptyStatement).at(-1);
  return {
    text,
    unchecked,
    showsValue: last !== undefined && !silent.has(last.kind),
    syntaxErrors: parseErrors(tree),
    tree,
  };
}

/** Syntax tree of a cell, with `await` allowed at its top. */
export function parseCell(text: string): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.ES2022, setExternalModuleIndicator: forceModule };
  return ts.createSourceFile("cell.ts", text, options, true, ts.ScriptKind.TS);
}

/** The syntax errors that the parser met. */
export function parseErrors(tree: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (tree as unknown as { parseDiagnostics?: ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
}

function forceModule(file: ts.SourceFile): void {
  (file as unknown as { externalModuleIndicator: ts.Node | true }).externalModuleIndicator = true;
}

/** The end of the keyword `default` of a statement. */
function defaultKeyword(statement: ts.Statement, tree: ts.SourceFile): number {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.find((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)?.end ?? statement.getStart(tree);
}

/** Writes a shorter text over a part; what is left of that is blanked. */
function replace(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + blank(text, start, end).slice(start + by.length);
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
}
