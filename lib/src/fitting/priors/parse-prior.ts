import { fragmentationType, fragmentationTypes } from "./fragmentation";
import { IssueList } from "./issue-list";
import { parseEntry } from "./parse-entry";
import type { PriorBlock, PriorDocument, PriorLine, TextSpan } from "./prior-document";
import type { PriorFileKind } from "./prior-issue";
import { splitFields } from "./split-fields";
import { maxLineLength, maxLines, splitLines } from "./split-lines";

/** Options of {@link parsePrior}. */
export interface ParsePriorOptions {
  /** @default "extraprior" when `fileName` ends so, else "prior" */
  kind?: PriorFileKind;
  /** Shown in messages. */
  fileName?: string;
}

/**
 * Parses a prior file without losing a character: comments, blanks, line endings and what is not
 * understood all stay in the document. Never throws; what is wrong is in `issues`.
 * @param text of a `.prior` or `.extraprior` file
 * @param options which of the two it is, and its name
 *
 * @example
 * ```ts
 * import { parsePrior } from "nightbook/priors";
 * const document = parsePrior("rho, 100, 4000  # kg/m^3\nv_init, 500 v_0, norm\n");
 * document.lines[0].entry?.second?.text; // => "4000"
 * document.issues[0].line; // => 2
 * ```
 */
export function parsePrior(text: string, options: ParsePriorOptions = {}): PriorDocument {
  const { fileName } = options;
  const kind = options.kind ?? (fileName?.endsWith(".extraprior") ? "extraprior" : "prior");
  const lines = splitLines(text);
  const issues = new IssueList({ kind, fileName, lines });
  const blocks: PriorBlock[] = [];
  let block: number | null = null;
  let afterBrokenHeader = false;
  for (const line of lines) {
    const content = contentOf(line, issues);
    if (content === null) continue;
    const code = text.slice(content.start, content.end);
    if (code.startsWith("-")) {
      line.kind = "block";
      const opened = openBlock(code, content, line, kind, blocks, issues);
      if (opened) blocks.push(opened);
      else line.kind = "broken";
      block = opened ? blocks.length - 1 : null;
      afterBrokenHeader = opened === null;
      continue;
    }
    if (isBroken(code, content, issues)) {
      line.kind = "broken";
      continue;
    }
    line.kind = "entry";
    line.entry = parseEntry(splitFields(code, content.start), block, kind, issues);
    if (kind === "extraprior" && block === null && !afterBrokenHeader) {
      const hint = "Open a block above it: a line such as - EF";
      issues.add("error", "OUTSIDE_BLOCK", line.entry.name, "This line stands before the first block", hint);
    }
  }
  return { kind, ...(fileName === undefined ? {} : { fileName }), text, lines, blocks, issues: issues.issues };
}

/** The part of a line before its comment, trimmed; `null` when there is none. Notes kind and comment on the line. */
function contentOf(line: PriorLine, issues: IssueList): TextSpan | null {
  if (line.kind === "unread") {
    const tooLong = line.raw.length - line.ending.length > maxLineLength && line.number <= maxLines;
    const message = tooLong
      ? `This line is longer than ${maxLineLength} characters`
      : `There are more than ${maxLines} lines`;
    const span = { start: line.start, end: line.start + 1 };
    issues.add("error", "TOO_LONG", span, message, "Check that this is a prior file");
    return null;
  }
  const body = line.raw.slice(0, line.raw.length - line.ending.length);
  const hash = body.indexOf("#");
  if (hash >= 0) line.comment = { start: line.start + hash, end: line.start + body.length };
  const before = hash >= 0 ? body.slice(0, hash) : body;
  const trimmed = before.trim();
  line.kind = hash >= 0 ? "comment" : "blank";
  if (trimmed === "") return null;
  const start = line.start + before.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}

/** Lines that are no list of fields at all. */
function isBroken(code: string, span: TextSpan, issues: IssueList): boolean {
  if (code.startsWith(",")) {
    const hint = "The order is name, minimum, maximum, options";
    issues.add(
      "error",
      "MISSING_NAME",
      { start: span.start, end: span.start + 1 },
      "The name of the variable is missing",
      hint,
    );
    return true;
  }
  if (!code.includes(",") && /\s/.test(code)) {
    const hint = "The order is name, minimum, maximum, options; a remark starts with #";
    issues.add("error", "MISSING_COMMA", span, "The fields of a line are separated by commas; there is none", hint);
    return true;
  }
  return false;
}

function openBlock(
  code: string,
  span: TextSpan,
  line: PriorLine,
  kind: PriorFileKind,
  blocks: readonly PriorBlock[],
  issues: IssueList,
): PriorBlock | null {
  const letters = code.slice(1).trim();
  if (kind === "prior") {
    const hint = "Put it into a file that ends in .extraprior and give that one too";
    issues.add("error", "BLOCK_IN_PRIOR", span, "Fragmentation blocks do not belong in a .prior file", hint);
    return null;
  }
  const info = fragmentationType(letters);
  if (!info) {
    const near = fragmentationType(letters.toUpperCase());
    const allowed = fragmentationTypes.map(({ type, title }) => `${type} (${title.toLowerCase()})`).join(", ");
    const hint = near ? `Write - ${near.type}` : `The kinds are ${allowed}`;
    issues.add("error", "UNKNOWN_BLOCK", span, "Unknown kind of fragmentation", hint);
    return null;
  }
  const index = blocks.filter((block) => block.type === info.type).length;
  return { type: info.type, index, suffix: `_${info.type}${index}`, line: line.number, span };
}
