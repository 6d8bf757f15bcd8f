import * as ts from "typescript";

/** An error as Jupyter's messages carry it. */
export interface CellError {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** One finding of the compiler, in the cell or (with `file`) in a module it imports; zero-based positions. */
export interface Finding {
  code: number;
  message: string;
  file?: string;
  line: number;
  column: number;
  /** Length of the marked text on its first line. */
  length: number;
  /** What would mend it, in one phrase. */
  hint?: string;
}

/** The findings as one error: what, where, and the line with the place underlined. */
export function findingsError(findings: readonly Finding[], cell: string, source: string): CellError {
  const syntax = findings.every((finding) => finding.code < 2000);
  const first = findings[0];
  const count = findings.length === 1 ? "an error" : `${findings.length} errors`;
  const lines = source.split("\n");
  return {
    ename: syntax ? "SyntaxError" : "TypeCheckError",
    evalue: first === undefined ? "" : `TS${first.code}: ${first.message.split("\n")[0]}`,
    traceback: [
      `${syntax ? "SyntaxError" : "TypeCheckError"}: ${count} in the cell; nothing was run`,
      ...findings.flatMap((finding) => describe(finding, cell, lines)),
    ],
  };
}

function describe(finding: Finding, cell: string, lines: readonly string[]): string[] {
  const place = `${finding.file ?? `${cell}.ts`}:${finding.line + 1}:${finding.column + 1}`;
  const head = `${place} TS${finding.code}: ${finding.message}`;
  const line = finding.file === undefined ? lines[finding.line] : undefined;
  const hint = finding.hint === undefined ? [] : [`  Hint: ${finding.hint}`];
  if (line === undefined) return [head, ...hint];
  const number = String(finding.line + 1);
  const lead = line.slice(0, finding.column).replace(/[^\t]/g, " ");
  const marks = "~".repeat(Math.max(1, Math.min(finding.length, line.length - finding.column)));
  return [head, `  ${number} | ${line}`, `  ${" ".repeat(number.length)} | ${lead}${marks}`, ...hint];
}

/** A diagnostic as a finding. `offset` is how many characters stand before the cell's own text in its file. */
export function findingOf(diagnostic: ts.Diagnostic, cellFile: string | undefined, offset: number): Finding {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const { file } = diagnostic;
  const start = diagnostic.start ?? 0;
  const length = diagnostic.length ?? 0;
  if (file === undefined) return { code: diagnostic.code, message, line: 0, column: 0, length };
  const own = cellFile === undefined || file.fileName === cellFile;
  const { line, character } = ts.getLineAndCharacterOfPosition(file, start);
  const prefixLines = own && offset > 0 ? 1 : 0;
  const found: Finding = { code: diagnostic.code, message, line: line - prefixLines, column: character, length };
  if (!own) found.file = file.fileName;
  return found;
}
