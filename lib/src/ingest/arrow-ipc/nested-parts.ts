import type { NumberArray } from "../fits/image/pixel-array";
import { cellLength } from "../table/table-data";
import { cellWriter } from "../table/value-text";
import { arrowError } from "./arrow-error";
import type { PartReader } from "./column-parts";
import { gathered, type Part, pickedLists, scalars, texts } from "./part-values";
import type { ArrowField, ArrowType } from "./schema";

/** Values of a field as JSON, whatever is in it. */
interface JsonValues {
  length: number;
  write(i: number): string;
}

/** Lists of single numbers stay lists; those of lists, texts and records become JSON. */
export function listPart(reader: PartReader, field: ArrowField, offsets: Float64Array): Part {
  const [from, to] = [offsets.subarray(0, offsets.length - 1), offsets.subarray(1)];
  const items = itemsOf(reader, field);
  checkRuns(field, items.length, from, to);
  if (!isPlain(items)) return jsonLists(reader, items, from, to);
  const [first, last] = [offsets[0], offsets[offsets.length - 1]];
  const { type, missing } = items;
  return {
    ...{ type, length: from.length, cellShape: [], values: (items.values as NumberArray).subarray(first, last) },
    offsets: offsets.map((place) => place - first),
    ...(missing ? { missing: missing.subarray(first, last) } : {}),
  };
}

/** Lists that may lie in any order, and upon each other. */
export function listViewPart(reader: PartReader, field: ArrowField, start: Float64Array, sizes: Float64Array): Part {
  // Where nothing is, it does not matter where it begins.
  const from = start.map((place, i) => (sizes[i] === 0 ? 0 : place));
  const to = from.map((place, i) => place + sizes[i]);
  const items = itemsOf(reader, field);
  checkRuns(field, items.length, from, to);
  return isPlain(items) ? pickedLists(items, from, to, reader.batch) : jsonLists(reader, items, from, to);
}

export function fixedListPart(reader: PartReader, field: ArrowField, width: number, length: number): Part {
  const items = itemsOf(reader, field);
  if (!(width >= 0 && items.length >= width * length)) {
    throw arrowError("ARROW_DAMAGED", `column ${field.name}: lists of ${width} values are not there`);
  }
  if (!("values" in items) || items.offsets) {
    // Empty lists, and records without members, need no bytes of the file.
    reader.batch.allow(16 * length);
    const from = Float64Array.from({ length }, (_, i) => i * width);
    return jsonLists(
      reader,
      items,
      from,
      from.map((place) => place + width),
    );
  }
  const step = cellLength(items);
  return {
    ...{ type: items.type, length, cellShape: [width, ...items.cellShape] },
    values: items.values.slice(0, width * length * step),
    ...(items.missing ? { missing: items.missing.slice(0, width * length * step) } : {}),
  };
}

/** Maps as objects of JSON. */
export function mapPart(reader: PartReader, field: ArrowField, offsets: Float64Array): Part {
  const [entries] = field.children;
  const [keyField, valueField] = entries?.children ?? [];
  if (valueField === undefined) throw arrowError("ARROW_DAMAGED", `column ${field.name}: its maps have no types`);
  const { length } = reader.head();
  const [keys, values] = [jsonValues(reader, keyField), jsonValues(reader, valueField)];
  const [from, to] = [offsets.subarray(0, offsets.length - 1), offsets.subarray(1)];
  checkRuns(field, Math.min(length, keys.length, values.length), from, to);
  const nameOf = (i: number) => (keys.write(i).startsWith('"') ? keys.write(i) : JSON.stringify(keys.write(i)));
  const items = { length, write: (i: number) => `${nameOf(i)}:${values.write(i)}` };
  return jsonLists(reader, items, from, to, "{}");
}

/** Runs of equal values, one value for each row. */
export function runsPart(reader: PartReader, field: ArrowField, length: number): Part {
  const [endField, valueField] = field.children;
  if (valueField === undefined) throw arrowError("ARROW_DAMAGED", `column ${field.name}: its runs have no types`);
  const ends = reader.part(endField).values as NumberArray;
  if (valueField.type.kind === "struct" && !valueField.dictionary) {
    throw arrowError("ARROW_UNSUPPORTED", `column ${field.name} holds runs of records`);
  }
  const values = reader.part(valueField);
  reader.batch.allow(9 * length);
  const places = new Float64Array(length);
  for (let row = 0, run = 0; row < length; row++) {
    while (run < ends.length && !(Number(ends[run]) > row)) run++;
    if (run >= Math.min(ends.length, values.length)) {
      throw arrowError("ARROW_DAMAGED", `column ${field.name}: its runs end at row ${row} of ${length}`);
    }
    places[row] = run;
  }
  return gathered(values, places, new Uint8Array(length), reader.batch);
}

/** Values of several types: doubles where all are numbers that doubles hold, else text. */
export function unionPart(
  reader: PartReader,
  field: ArrowField,
  type: Extract<ArrowType, { kind: "union" }>,
  length: number,
): Part {
  const kinds = reader.places(8, length);
  const given = type.isDense ? reader.places(32, length) : undefined;
  const areDoubles = field.children.every(isDouble);
  const members = field.children.map((child) => memberOf(reader, child, areDoubles));
  reader.batch.allow(32 * length);
  const [values, missing] = [new Array<string | number | undefined>(length), new Uint8Array(length)];
  for (let i = 0; i < length; i++) {
    const member = members[type.ids.length > 0 ? type.ids.indexOf(kinds[i]) : kinds[i]];
    const at = given?.[i] ?? i;
    if (member === undefined || !(at >= 0 && at < member.length)) {
      throw arrowError("ARROW_DAMAGED", `column ${field.name}: the value of row ${i} is not there`);
    }
    values[i] = member.value(at);
    if (values[i] === undefined) missing[i] = 1;
  }
  const marks = missing.includes(1) ? { missing } : {};
  // What is missing among doubles is NaN.
  return areDoubles
    ? { ...scalars("float64", Float64Array.from(values, Number)), ...marks }
    : { ...texts(values.map((value) => String(value ?? ""))), ...marks };
}

function isDouble({ type, dictionary }: ArrowField): boolean {
  return !dictionary && (type.kind === "float" || (type.kind === "int" && type.bits <= 32));
}

/** A member of a union: numbers where all are, else texts as they are and records as JSON. */
function memberOf(
  reader: PartReader,
  field: ArrowField,
  areDoubles: boolean,
): { length: number; value(i: number): string | number | undefined } {
  if (field.type.kind === "struct" && !field.dictionary) {
    const { length, write } = jsonValues(reader, field);
    return { length, value: write };
  }
  const part = reader.parts(field)[0][1];
  const { length, values, missing } = part;
  // Not by way of text, which gives the fewest digits of a real of 32 bits.
  if (areDoubles) return { length, value: (i) => (missing?.[i] ? undefined : Number(values[i])) };
  return { length, value: cellWriter({ ...part, name: "" }) };
}

function itemsOf(reader: PartReader, { name, children: [item] }: ArrowField): Part | JsonValues {
  if (item === undefined) throw arrowError("ARROW_DAMAGED", `column ${name}: its lists have no type`);
  if (item.type.kind === "struct" && !item.dictionary) return jsonValues(reader, item);
  const part = reader.parts(item)[0][1];
  return isJsonText(item) && Array.isArray(part.values) && part.cellShape.length === 0 ? jsonOf(item, part) : part;
}

/** Single numbers. */
function isPlain(items: Part | JsonValues): items is Part {
  return "values" in items && items.cellShape.length === 0 && !items.offsets && !Array.isArray(items.values);
}

/** Every cell must lie within the items. */
function checkRuns({ name }: ArrowField, length: number, from: Float64Array, to: Float64Array): void {
  const wrong = from.findIndex((place, i) => !(place >= 0 && place <= to[i] && to[i] <= length));
  if (wrong >= 0) throw arrowError("ARROW_DAMAGED", `column ${name}: the list of row ${wrong} lies outside its values`);
}

function jsonLists(
  reader: PartReader,
  items: Part | JsonValues,
  from: Float64Array,
  to: Float64Array,
  [open, close] = "[]",
): Part {
  const { write } = "values" in items ? jsonOf(undefined, items) : items;
  return texts(
    Array.from({ length: from.length }, (_, row) => {
      reader.batch.allow(32 * (1 + to[row] - from[row]));
      const cells = Array.from({ length: to[row] - from[row] }, (_item, i) => write(from[row] + i));
      const text = `${open}${cells.join(",")}${close}`;
      // Lists that lie upon each other would make much of little.
      reader.batch.allow(2 * text.length);
      return text;
    }),
  );
}

function jsonValues(reader: PartReader, field: ArrowField): JsonValues {
  if (field.type.kind !== "struct" || field.dictionary) return jsonOf(field, reader.parts(field)[0][1]);
  const { length, marks } = reader.head();
  const members = field.children.map((child) => ({ name: JSON.stringify(child.name), ...jsonValues(reader, child) }));
  if (members.some((member) => member.length < length)) {
    throw arrowError("ARROW_DAMAGED", `columns of ${field.name} differ in length`);
  }
  const record = (i: number) => `{${members.map(({ name, write }) => `${name}:${write(i)}`).join(",")}}`;
  return { length, write: (i) => (marks?.[i] ? "null" : record(i)) };
}

/** True where the texts of a field are JSON already. */
function isJsonText({ type, children, dictionary }: ArrowField): boolean {
  if (dictionary) return false;
  if (type.kind === "runEnds") return children[1] !== undefined && isJsonText(children[1]);
  return type.kind === "list" || type.kind === "map" || type.kind === "listView" || type.kind === "fixedList";
}

function jsonOf(field: ArrowField | undefined, part: Part): JsonValues {
  const { length, values, cellShape, type, missing } = part;
  const write = cellWriter({ ...part, name: "" });
  const isSingle = cellShape.length === 0 && !(part.offsets && !Array.isArray(values));
  const isText = Array.isArray(values) && isSingle && !(field && isJsonText(field));
  const one = (i: number) => {
    const text = write(i);
    if (text === undefined) return "null";
    if (isText || (isSingle && type.startsWith("complex"))) return JSON.stringify(text);
    return constants[text] ?? text;
  };
  return {
    length,
    write: type === "logical" && isSingle ? (i) => (missing?.[i] ? "null" : String(values[i] === 1)) : one,
  };
}

/** Numbers that JSON does not have, as Python's reader of JSON knows them. */
const constants: Readonly<Record<string, string>> = { nan: "NaN", inf: "Infinity", "-inf": "-Infinity" };
