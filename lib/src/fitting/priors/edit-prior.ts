import { fragmentationType, fragmentationVariable } from "./fragmentation";
import type { FragmentationType, PriorDocument, PriorEntry, PriorLine } from "./prior-document";
import { splitFields } from "./split-fields";
import type { VariableInfo } from "./variable-info";
import { priorVariable } from "./variables";

/** One change of a text: what lies in [start, end) becomes `text`. Offsets in UTF-16 units. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/**
 * The text after an edit.
 *
 * @example
 * ```ts
 * import { applyEdit } from "nightbook/priors";
 * applyEdit("rho, 100, 4000", { start: 5, end: 8, text: "500" }); // => "rho, 500, 4000"
 * ```
 */
export function applyEdit(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/**
 * Changes exactly one field of a line, or adds one at its end.
 * @param document as parsed from the present text
 * @param line number of a line with an entry, from one
 * @param field 0 is the name, 1 and 2 the values, then options; one past the last adds a field
 * @param text of the field
 * @throws {RangeError} when there is no such line or field, or when `text` is not one field
 *
 * @example
 * ```ts
 * import { applyEdit, parsePrior, replaceField } from "nightbook/priors";
 * const document = parsePrior("rho, 100,  4000 # density\n");
 * applyEdit(document.text, replaceField(document, 1, 3, "log")); // => "rho, 100,  4000, log # density\n"
 * ```
 */
export function replaceField(document: PriorDocument, line: number, field: number, text: string): TextEdit {
  const { fields } = entryAt(document, line);
  const trimmed = text.trim();
  if (/[#\r\n]/.test(trimmed) || splitFields(trimmed, 0).length > 1) {
    throw new RangeError(`A field holds no comma outside brackets, no # and no line break: ${text}`);
  }
  const present = fields[field];
  if (present) return { start: present.start, end: present.end, text: trimmed };
  if (field !== fields.length) throw new RangeError(`Line ${line} has no field: ${field}`);
  const { end } = fields[fields.length - 1];
  return { start: end, end, text: separator(document, fields) + trimmed };
}

/**
 * Takes one field out of a line, together with the comma before it.
 * @param document as parsed from the present text
 * @param line number of a line with an entry, from one
 * @param field from 1; the name cannot be taken out
 * @throws {RangeError} when there is no such line or field
 *
 * @example
 * ```ts
 * import { applyEdit, parsePrior, removeField } from "nightbook/priors";
 * const document = parsePrior("rho, 100, 4000, log # density\n");
 * applyEdit(document.text, removeField(document, 1, 3)); // => "rho, 100, 4000 # density\n"
 * ```
 */
export function removeField(document: PriorDocument, line: number, field: number): TextEdit {
  const { fields } = entryAt(document, line);
  const removed = fields[field];
  if (!removed || field < 1) throw new RangeError(`Line ${line} has no field that can be removed: ${field}`);
  // an empty field lies right behind its comma, blanks may follow
  return { start: fields[field - 1].end, end: removed.end, text: "" };
}

/**
 * Puts in a line for a variable, with values to begin with and a comment that says what it is.
 * @param document as parsed from the present text
 * @param name of a known variable, without suffix in an extraprior
 * @param after number of the line to put it behind; 0 for the top; by default behind the last entry
 * @throws {RangeError} when the variable is not known or there is no such line
 *
 * @example
 * ```ts
 * import { applyEdit, insertVariable, parsePrior } from "nightbook/priors";
 * const document = parsePrior("rho, 100, 4000\n");
 * insertVariable(document, "sigma").text; // => "sigma, 1e-9, 5e-8  # Ablation coefficient [kg/J]\n"
 * ```
 */
export function insertVariable(document: PriorDocument, name: string, after?: number): TextEdit {
  const info = document.kind === "prior" ? priorVariable(name) : fragmentationVariable(name);
  if (!info) throw new RangeError(`Unknown variable: ${name}`);
  return insertLines(document, [lineFor(info)], after ?? lastUsedLine(document));
}

/**
 * Puts in a fragmentation block with the variables that it needs.
 * @param document an extraprior, as parsed from the present text
 * @param type kind of the fragmentation
 * @param after number of the line to put it behind; 0 for the top; by default behind the last entry
 * @throws {RangeError} when there is no such kind or line
 *
 * @example
 * ```ts
 * import { applyEdit, insertBlock, parsePrior } from "nightbook/priors";
 * const document = parsePrior("", { kind: "extraprior" });
 * applyEdit("", insertBlock(document, "D")).split("\n")[0]; // => "- D"
 * ```
 */
export function insertBlock(document: PriorDocument, type: FragmentationType, after?: number): TextEdit {
  const info = fragmentationType(type);
  if (!info) throw new RangeError(`Unknown kind of fragmentation: ${type}`);
  const lines = info.required.flatMap((name) => fragmentationVariable(name) ?? []).map(lineFor);
  return insertLines(document, [`- ${type}`, ...lines], after ?? lastUsedLine(document));
}

/**
 * Puts in whole lines.
 * @param document as parsed from the present text
 * @param lines without endings; they get the ending that the text uses
 * @param after number of the line to put them behind; 0 for the top
 * @throws {RangeError} when there is no such line
 *
 * @example
 * ```ts
 * import { applyEdit, insertLines, parsePrior } from "nightbook/priors";
 * const document = parsePrior("rho, 100, 4000\r\n");
 * applyEdit(document.text, insertLines(document, ["# stone"], 0)); // => "# stone\r\nrho, 100, 4000\r\n"
 * ```
 */
export function insertLines(document: PriorDocument, lines: readonly string[], after: number): TextEdit {
  const ending = document.lines.find((line) => line.ending !== "")?.ending ?? "\n";
  if (after === 0) return { start: 0, end: 0, text: lines.map((line) => line + ending).join("") };
  const previous = lineAt(document, after);
  const at = previous.end;
  // behind a last line without ending, the endings go before the new lines
  const text = lines.map((line) => (previous.ending === "" ? ending + line : line + ending)).join("");
  return { start: at, end: at, text };
}

/**
 * Takes out a whole line with its ending.
 * @param document as parsed from the present text
 * @param line number, from one
 * @throws {RangeError} when there is no such line
 *
 * @example
 * ```ts
 * import { applyEdit, parsePrior, removeLine } from "nightbook/priors";
 * const document = parsePrior("rho, 100, 4000\nsigma, 1e-9, 5e-8\n");
 * applyEdit(document.text, removeLine(document, 1)); // => "sigma, 1e-9, 5e-8\n"
 * ```
 */
export function removeLine(document: PriorDocument, line: number): TextEdit {
  const { start, end } = lineAt(document, line);
  return { start, end, text: "" };
}

/**
 * Moves a line behind another one. Line endings keep their places.
 * @param document as parsed from the present text
 * @param line number of the line to move, from one
 * @param after number of the line to move it behind; 0 for the top
 * @throws {RangeError} when there is no such line
 *
 * @example
 * ```ts
 * import { applyEdit, moveLine, parsePrior } from "nightbook/priors";
 * const document = parsePrior("a\nb\nc");
 * applyEdit(document.text, moveLine(document, 1, 3)); // => "b\nc\na"
 * ```
 */
export function moveLine(document: PriorDocument, line: number, after: number): TextEdit {
  const moved = lineAt(document, line);
  if (after !== 0) lineAt(document, after);
  const affected = document.lines.slice(Math.min(line - 1, after), Math.max(line, after));
  const others = affected.filter((candidate) => candidate !== moved);
  const reordered = after < line ? [moved, ...others] : [...others, moved];
  const text = reordered.map((candidate, i) => bodyOf(candidate) + affected[i].ending).join("");
  const start = affected[0]?.start ?? moved.start;
  return { start, end: affected[affected.length - 1]?.end ?? start, text };
}

function bodyOf(line: PriorLine): string {
  return line.raw.slice(0, line.raw.length - line.ending.length);
}

function lineAt(document: PriorDocument, number: number): PriorLine {
  const line = document.lines[number - 1];
  if (!line) throw new RangeError(`The text has no line: ${number}`);
  return line;
}

function entryAt(document: PriorDocument, number: number): PriorEntry {
  const { entry } = lineAt(document, number);
  if (!entry) throw new RangeError(`There are no fields on line: ${number}`);
  return entry;
}

/** The last line that is an entry or opens a block, else the last line. */
function lastUsedLine(document: PriorDocument): number {
  const used = document.lines.findLast((line) => line.kind === "entry" || line.kind === "block");
  return used?.number ?? document.lines.length;
}

/** What stands between the fields of this line: a comma, and a blank unless the line has none. */
function separator(document: PriorDocument, fields: PriorEntry["fields"]): string {
  if (fields.length < 2) return ", ";
  return /\s/.test(document.text.slice(fields[0].end, fields[1].start)) ? ", " : ",";
}

function lineFor(info: VariableInfo): string {
  return `${info.name}, ${info.template}  # ${info.meaning}${info.unit && ` [${info.unit}]`}`;
}
