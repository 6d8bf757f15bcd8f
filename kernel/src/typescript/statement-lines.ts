import * as ts from "typescript";
import { parseCell } from "./cell-source";

/** Statements that are not run: nothing stops there. */
const inert: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Block,
  ts.SyntaxKind.EmptyStatement,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.LabeledStatement,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.ExportDeclaration,
]);

/** The lines (one-based, ascending) on which the debugger can stop: where a statement begins, or an arrow's body. */
export function statementLines(code: string): number[] {
  const tree = parseCell(code);
  const lines = new Set<number>();
  const add = (node: ts.Node) => lines.add(tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1);
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !inert.has(node.kind)) add(node);
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) add(node.body);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(tree, visit);
  return [...lines].sort((a, b) => a - b);
}
