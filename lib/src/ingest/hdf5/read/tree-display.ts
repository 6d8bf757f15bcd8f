import type { MimeBundle } from "../../../core/display";
import { isNightbookError } from "../../../core/errors";
import { escapeHtml, printable } from "../../../core/text";
import type { AttributeValue } from "./attribute-values";
import type { Hdf5Object, Hdf5StoredGroup } from "./hdf5-file";
import type { Hdf5StoredTable } from "./stored-table";

/** One line of a tree and what stands under it. */
interface TreeLine {
  readonly name: string;
  readonly text: string;
  readonly notes: readonly string[];
  readonly below: readonly TreeLine[];
}

/** Objects and notes that are drawn; files have been seen with hundreds of thousands. */
const [mostObjects, mostNotes, mostNoteLength] = [300, 40, 120];
const mostDepth = 12;

/** The tree of a group as HTML, whose groups open and close, and as text. */
export function treeBundle(group: Hdf5StoredGroup): MimeBundle {
  const line = { name: group.path, ...described(group, { left: mostObjects }, 0) };
  return { "text/html": html(line, 0), "text/plain": plain(line, 0).join("\n") };
}

/** A line about an object; damage below is told where it is. */
function described(object: Hdf5Object, budget: { left: number }, depth: number): Omit<TreeLine, "name"> {
  try {
    if (object.kind === "other") return { text: object.label, notes: [], below: [] };
    const notes = Object.entries(object.attributes).slice(0, mostNotes);
    if (object.kind === "group") {
      return { text: "", notes: notesOf(notes), below: membersOf(object, budget, depth) };
    }
    const packed = object.filters.map(({ id, name }) => ownFilters[id] ?? (name.split(";")[0] || `filter ${id}`));
    const storage = packed.length === 0 ? "" : `, ${packed.join(" + ")}`;
    if (object.kind === "table") {
      const text = `table of ${object.length} rows × ${object.columns.length} columns${storage}`;
      return { text, notes: notesOf(notes), below: columnLines(object) };
    }
    const shape = object.shape.length === 0 ? "single value" : object.shape.join(" × ");
    const unit = object.attributes["unit"] ?? object.attributes["units"];
    const text = `${shape}, ${object.label}${typeof unit === "string" && unit !== "" ? ` [${unit}]` : ""}${storage}`;
    return { text, notes: notesOf(notes), below: [] };
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    return { text: error.message, notes: [], below: [] };
  }
}

const ownFilters: Readonly<Record<number, string>> = {
  1: "zlib",
  2: "shuffle",
  3: "fletcher32",
  4: "szip",
  5: "n-bit",
  6: "scale-offset",
};

function membersOf(group: Hdf5StoredGroup, budget: { left: number }, depth: number): TreeLine[] {
  const lines: TreeLine[] = [];
  for (const [i, name] of group.names.entries()) {
    if (budget.left <= 0 || depth >= mostDepth) {
      lines.push({ name: "…", text: `${group.names.length - i} more`, notes: [], below: [] });
      break;
    }
    budget.left--;
    let line: Omit<TreeLine, "name">;
    try {
      line = described(group.member(name), budget, depth + 1);
    } catch (error) {
      if (!isNightbookError(error)) throw error;
      line = { text: error.message, notes: [], below: [] };
    }
    lines.push({ name, ...line });
  }
  return lines;
}

function columnLines(table: Hdf5StoredTable): TreeLine[] {
  const lines = table.columns.slice(0, mostObjects).map(({ name, label, unit, description }) => ({
    name,
    text: `${label}${unit ? ` [${unit}]` : ""}${description ? `, ${description}` : ""}`,
    notes: [],
    below: [],
  }));
  const left = table.columns.length - lines.length;
  return left > 0 ? [...lines, { name: "…", text: `${left} more`, notes: [], below: [] }] : lines;
}

/** Attributes as people want them; those by which programs know each other are left out. */
function notesOf(attributes: readonly [string, AttributeValue][]): string[] {
  return attributes
    .filter(
      ([name]) =>
        !/^(CLASS|VERSION|PYTABLES_FORMAT_VERSION|NROWS|(CTA)?FIELD_\d+_\w+|DIMENSION_LIST|REFERENCE_LIST)$/.test(name),
    )
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name} = ${valueText(value)}`);
}

function valueText(value: AttributeValue): string {
  const cut = (text: string) => (text.length > mostNoteLength ? `${text.slice(0, mostNoteLength)}…` : text);
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !Array.isArray(value)) {
    return cut(Object.keys(value).join(", "));
  }
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    return cut(
      `[${Array.from(value.slice(0, 12) as ArrayLike<unknown>, String).join(", ")}${value.length > 12 ? ", …" : ""}]`,
    );
  }
  return cut(String(value));
}

function html({ name, text, notes, below }: TreeLine, depth: number): string {
  const title = `<b>${escapeHtml(printable(name))}</b> ${escapeHtml(printable(text))}`;
  const details = notes.map((note) => `<div><small>${escapeHtml(printable(note))}</small></div>`).join("");
  if (below.length === 0 && details === "") return `<div>${title}</div>`;
  const inner = `<div style="margin-left:1.5em">${details}${below.map((line) => html(line, depth + 1)).join("")}</div>`;
  // Tables stay closed: their columns are many.
  const isOpen = depth < 2 && !text.startsWith("table");
  return `<details${isOpen ? " open" : ""}><summary>${title}</summary>${inner}</details>`;
}

function plain({ name, text, notes, below }: TreeLine, depth: number): string[] {
  const indent = "  ".repeat(depth);
  return [
    printable(`${indent}${name}${text === "" ? "" : `  ${text}`}`),
    ...notes.map((note) => printable(`${indent}  @ ${note}`)),
    ...below.flatMap((line) => plain(line, depth + 1)),
  ];
}
