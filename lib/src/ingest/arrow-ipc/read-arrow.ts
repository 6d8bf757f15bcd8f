import { plainBytes } from "../../core/plain-bytes";
import type { NumberArray } from "../fits/image/pixel-array";
import type { ValueType } from "../fits/table/column-data";
import { type DescribedColumn, distinctColumnNames, type Fact, type TableData } from "../table/table-data";
import { arrowError } from "./arrow-error";
import { PartReader } from "./column-parts";
import { isFeather1, readFeather1 } from "./feather1";
import { type ArrowCodecs, isArrowFile, readMessages } from "./messages";
import type { Part } from "./part-values";
import type { ArrowField, ArrowSchema } from "./schema";
import { textLists } from "./text-lists";

/**
 * Reads an Arrow file (Feather, version 2) or stream, its buffers packed with LZ4 or Zstandard or not at all, and
 * Feather of version 1. Times and intervals become text as ISO 8601 writes them, decimals become doubles, members of
 * records columns with a slash in their name, lists of lists, of texts and of records and maps JSON, unions doubles or
 * text. Units and descriptions are those of the fields' metadata (`unit`, `description`).
 *
 * @param input the whole file; not modified
 * @param codecs unpackers faster than our own, and the most bytes that columns may take
 * @throws {NightbookError} `ARROW_NOT_ARROW`, `ARROW_DAMAGED`, `ARROW_TOO_LARGE`, `ARROW_UNSUPPORTED`
 * @see [Arrow2024]
 *
 * @example
 * ```ts
 * import { readArrow } from "nightbook/ingest";
 * import { Records } from "nightbook";
 *
 * const values = Float64Array.of(1, 2);
 * const column = { name: "flux", unit: "mJy", type: "float64", length: 2, cellShape: [], values };
 * const [flux] = readArrow(new Records([column]).toArrowFile()).columns;
 * flux.unit; // => "mJy"
 * flux.values; // => Float64Array.of(1, 2)
 * ```
 */
export function readArrow(input: Uint8Array, codecs: ArrowCodecs = {}): TableData {
  const bytes = plainBytes(input);
  if (isFeather1(bytes)) return { columns: readFeather1(bytes, codecs) };
  const isFile = isArrowFile(bytes);
  const start = bytes.length >= 8 ? new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) : 0;
  if (!isFile && start !== 0xffffffff) throw arrowError("ARROW_NOT_ARROW", "it does not begin as Arrow does");
  let schema: ArrowSchema | undefined;
  const dictionaries = new Map<bigint, Part>();
  const columns: Part[][] = [];
  let names: string[] = [];
  for (const message of readMessages(bytes, codecs)) {
    if (message.kind === "schema") {
      if (schema !== undefined) throw arrowError("ARROW_DAMAGED", "it has two schemas");
      schema = message.schema;
      if (schema.isBigEndian) throw arrowError("ARROW_UNSUPPORTED", "its numbers are big-endian");
      names = distinctColumnNames(schema.fields.map(({ name }) => name));
    } else if (schema === undefined) throw arrowError("ARROW_DAMAGED", "rows come before the schema");
    else if (message.kind === "dictionary") {
      const field = dictionaryField(schema.fields, message.id);
      if (field === undefined) continue;
      const [[, part]] = new PartReader(message.batch, dictionaries).parts({ ...field, dictionary: undefined });
      const before = message.isDelta ? dictionaries.get(message.id) : undefined;
      dictionaries.set(message.id, before ? joined([before, part]) : part);
    } else {
      const reader = new PartReader(message.batch, dictionaries);
      let place = 0;
      for (const field of schema.fields) {
        for (const [, part] of reader.parts(field)) {
          if (part.length !== message.batch.length) throw arrowError("ARROW_DAMAGED", "columns differ in length");
          columns[place] ??= [];
          columns[place++].push(part);
        }
      }
    }
  }
  if (schema === undefined) throw arrowError("ARROW_DAMAGED", "it has no schema");
  const fields = schema.fields.flatMap((field, i) => leaves(field, names[i]));
  const all = columns.length > 0 ? columns.map(joined) : fields.map(([, field]) => emptyPart(field));
  const distinct = distinctColumnNames(fields.map(([name]) => name));
  const metadata = factsOf(schema.metadata);
  return {
    columns: all.map((part, i) => described(distinct[i], part, fields[i][1])),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

/** A column without rows. */
function emptyPart(field: ArrowField): Part {
  const batch = {
    length: 0,
    nodes: new Proxy([], { get: () => ({ length: 0, nulls: 0 }) }) as readonly { length: number; nulls: number }[],
    buffer: () => new Uint8Array(0),
    allow: () => {},
    variadic: [],
  };
  return new PartReader(batch, new Map()).parts({ ...field, dictionary: undefined })[0][1];
}

/** Fields that become columns, by their names. */
function leaves(field: ArrowField, path: string): [string, ArrowField][] {
  if (field.dictionary || field.type.kind !== "struct") return [[path, field]];
  return field.children.flatMap((child) => leaves(child, `${path}/${child.name}`));
}

function dictionaryField(fields: readonly ArrowField[], id: bigint): ArrowField | undefined {
  for (const field of fields) {
    if (field.dictionary?.id === id) return field;
    const inside = dictionaryField(field.children, id);
    if (inside) return inside;
  }
  return undefined;
}

/** Batches one behind the other. */
function joined(parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0];
  const [first] = parts;
  const isSame = ({ type, cellShape, offsets }: Part) =>
    type === first.type && String(cellShape) === String(first.cellShape) && !offsets === !first.offsets;
  if (!parts.every(isSame)) throw arrowError("ARROW_DAMAGED", "a column changes its type from batch to batch");
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const hasMissing = parts.some(({ missing }) => missing);
  const values = Array.isArray(first.values)
    ? parts.flatMap((part) => part.values as string[])
    : numbers(parts.map((part) => part.values as NumberArray));
  const marks = hasMissing
    ? (numbers(parts.map((part) => part.missing ?? new Uint8Array(part.values.length))) as Uint8Array)
    : undefined;
  return {
    ...{ type: first.type, cellShape: first.cellShape, length, values },
    ...(marks ? { missing: marks } : {}),
    ...(first.offsets ? { offsets: joinedOffsets(parts) } : {}),
  };
}

function numbers(arrays: readonly NumberArray[]): NumberArray {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const all = new (arrays[0].constructor as new (length: number) => NumberArray)(length);
  let at = 0;
  for (const array of arrays) {
    all.set(array as never, at);
    at += array.length;
  }
  return all;
}

function joinedOffsets(parts: readonly Part[]): Float64Array {
  const offsets = new Float64Array(parts.reduce((sum, { length }) => sum + length, 1));
  let at = 0;
  for (const { offsets: own = new Float64Array(1), length } of parts) {
    for (let i = 1; i <= length; i++) offsets[at + i] = offsets[at] + own[i];
    at += length;
  }
  return offsets;
}

/** A column with what its field says: unit, description, and how our own files note shapes and types. */
function described(name: string, stored: Part, field: ArrowField): DescribedColumn {
  const { unit, description, shape, type, encoding } = field.metadata;
  const part = encoding === "JSON list" ? withTexts(stored) : stored;
  const own: DescribedColumn = { name, ...part };
  const counted = field.type.kind === "duration" ? field.type.unit : undefined;
  if (unit || counted) own.unit = unit || counted;
  if (description) own.description = description;
  const axes = shape?.split(",").map(Number) ?? tensorShape(field) ?? part.cellShape;
  const fits = (a: readonly number[], b: readonly number[]) =>
    a.reduce((x, y) => x * y, 1) === b.reduce((x, y) => x * y, 1);
  const isShaped = axes.every(Number.isInteger) && fits(axes, part.cellShape);
  if (isShaped) own.cellShape = axes;
  const isComplex =
    (type === "complex64" && part.type === "float32") || (type === "complex128" && part.type === "float64");
  if (isComplex && (part.offsets || own.cellShape.at(-1) === 2)) {
    own.type = type as ValueType;
    own.cellShape = own.cellShape.slice(0, -1);
    if (part.offsets) own.offsets = part.offsets.map((place) => place / 2);
  }
  if (type === "bit" && part.type === "logical" && part.cellShape.length > 0) own.type = "bit";
  return own;
}

/** The axes of cells that PyArrow calls tensors; those in another order of axes stay lists. */
function tensorShape({ metadata }: ArrowField): number[] | undefined {
  if (metadata["ARROW:extension:name"] !== "arrow.fixed_shape_tensor") return undefined;
  const facts = parsed(metadata["ARROW:extension:metadata"] ?? "") as { shape?: unknown; permutation?: unknown } | null;
  const shape = typeof facts === "object" && facts !== null ? facts.shape : undefined;
  const order = facts?.permutation;
  const isInOrder = order === undefined || (Array.isArray(order) && order.every((axis, i) => axis === i));
  return Array.isArray(shape) && isInOrder ? shape.map(Number) : undefined;
}

/** Lists of texts that were written as JSON. */
function withTexts(part: Part): Part {
  const isText = Array.isArray(part.values) && part.cellShape.length === 0 && !part.missing;
  const lists = isText ? textLists(part.values as string[]) : undefined;
  return lists ? { ...part, values: lists.texts, cellShape: [lists.perCell] } : part;
}

/** Facts that other programs than pandas understand; lists and objects are JSON. */
function factsOf(metadata: Readonly<Record<string, string>>): Record<string, Fact> {
  const entries = Object.entries(metadata).filter(([name]) => name !== "pandas" && name !== "ARROW:schema");
  return Object.fromEntries(entries.map(([name, text]) => [name, /^[[{]/.test(text) ? parsed(text) : text]));
}

function parsed(text: string): Fact {
  try {
    return JSON.parse(text) as Fact;
  } catch {
    return text;
  }
}
