import type * as ts from "typescript";
import { helpRequest } from "../session/help-request";
import { withoutCommands } from "./cell-commands";
import { parseCell, parseErrors } from "./cell-source";

/** Whether a console should run a text or wait for more of it. */
export interface Completeness {
  status: "complete" | "incomplete" | "invalid";
  /** What the next line should begin with. */
  indent?: string;
}

/** Errors that mean that a text, or a template or comment in it, goes on. */
const unterminated: ReadonlySet<number> = new Set([
  1010, // '*/' expected
  1160, // Unterminated template literal
]);

/** An unterminated string: strings end on their line, so more lines do not help. */
const openString = 1002;

/** Tells whether a text is a complete cell. */
export function completeness(code: string): Completeness {
  if (helpRequest(code) !== undefined) return { status: "complete" };
  const text = code.replace(/^\s*%%nocheck[^\n]*/, "");
  const plain = withoutCommands(text);
  const end = plain.trimEnd().length;
  const tree = parseCell(plain);
  const errors = parseErrors(tree);
  if (errors.length === 0) return { status: "complete" };
  const goesOn = errors.every((error) => unterminated.has(error.code) || isAtEnd(error, end, tree));
  return goesOn ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
}

/** The parser wanted more where the text stops. */
function isAtEnd(error: ts.DiagnosticWithLocation, end: number, tree: ts.SourceFile): boolean {
  if (error.start < end || error.code === openString) return false;
  return error.length === 0 || error.start >= tree.endOfFileToken.getStart(tree);
}

function indentAfter(code: string): string {
  const line = code.trimEnd().split("\n").at(-1) ?? "";
  const present = /^\s*/.exec(line)?.[0] ?? "";
  return /[{([]\s*$/.test(line) ? `${present}  ` : present;
}
