import type { PriorEntry, TextEdit } from "nightbook/priors";

/** The fields of a line that are typed in. */
export type TypedField = "name" | "first" | "second";

/**
 * The change that puts a value into a field. A field that the line does not have yet is added
 * in its place; the comma looks like the others of the line.
 */
export function fieldEdit(source: string, entry: PriorEntry, field: TypedField, value: string): TextEdit {
  const text = oneField(value);
  const present = entry[field];
  if (present !== null) return { start: present.start, end: present.end, text };
  const before = field === "second" ? entry.first : entry.name;
  const comma = entry.first !== null && /\s/.test(source.slice(entry.name.end, entry.first.start)) ? ", " : ",";
  const place = (before ?? entry.name).end;
  return { start: place, end: place, text: (before === null ? `${comma}nan` : "") + comma + text };
}

/** What a field can hold: neither a line break nor the sign that begins a comment. */
function oneField(value: string): string {
  return value.replace(/[\r\n#]+/g, " ").trim();
}
