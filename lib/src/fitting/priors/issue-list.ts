import type { PriorDocument, PriorLine, TextSpan } from "./prior-document";
import type { PriorFileKind, PriorIssue, PriorIssueSeverity } from "./prior-issue";

/** Where issues of one text are gathered; turns offsets into lines and columns. */
export class IssueList {
  readonly issues: PriorIssue[] = [];
  private readonly file: PriorFileKind;
  private readonly fileName: string | undefined;
  private readonly lines: readonly PriorLine[];

  constructor(document: Pick<PriorDocument, "kind" | "fileName" | "lines">) {
    this.file = document.kind;
    this.fileName = document.fileName;
    this.lines = document.lines;
  }

  /** Adds an issue about a stretch of one line. */
  add(severity: PriorIssueSeverity, code: string, span: TextSpan, message: string, hint?: string): void {
    const line = this.lineAt(span.start);
    const start = line?.start ?? 0;
    this.issues.push({
      severity,
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      line: line?.number ?? 1,
      column: span.start - start + 1,
      endColumn: span.end - start + 1,
      file: this.file,
      ...(this.fileName === undefined ? {} : { fileName: this.fileName }),
    });
  }

  /** The first line that says something: the place of what concerns the whole text. */
  wholeText(): TextSpan {
    const line = this.lines.find((candidate) => candidate.kind !== "blank") ?? this.lines[0];
    return line ? { start: line.start, end: line.end - line.ending.length } : { start: 0, end: 0 };
  }

  private lineAt(offset: number): PriorLine | undefined {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.lines[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.lines[low];
  }
}

/** Issues in the order of the texts: the prior before the extraprior, then by line and column. */
export function sortIssues(issues: readonly PriorIssue[]): PriorIssue[] {
  const rank = (issue: PriorIssue) => (issue.file === "prior" ? 0 : 1);
  return [...issues].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
