import type { NumberArray } from "../fits/image/pixel-array";
import type { ColumnData } from "../fits/table/column-data";
import { cellLength } from "../table/table-data";
import { arrowError } from "./arrow-error";
import type { ArrowBatch } from "./messages";

/** A column without its name. */
export type Part = Omit<ColumnData, "name" | "unit">;

/**
 * Entries of a column at places.
 * @param marks 1 where none is wanted
 */
export function gathered(entries: Part, places: Float64Array, marks: Uint8Array, batch: ArrowBatch): Part {
  if (entries.offsets) return gatheredLists(entries, entries.offsets, places, marks, batch);
  const step = cellLength(entries);
  batch.allow(8 * places.length * step);
  const from = entries.values;
  const common = { ...entries, length: places.length, missing: undefined };
  const isMissing = Uint8Array.from(marks, (gone, i) => (gone || entries.missing?.[places[i] * step] ? 1 : 0));
  if (Array.isArray(from)) {
    const values = new Array<string>(places.length * step);
    for (let i = 0; i < values.length; i++) {
      const row = Math.floor(i / step);
      values[i] = isMissing[row] ? "" : from[places[row] * step + (i % step)];
    }
    return mark({ ...common, values }, isMissing);
  }
  const values = new (from.constructor as new (length: number) => NumberArray)(places.length * step);
  for (let i = 0; i < places.length; i++) {
    if (!isMissing[i]) values.set(from.subarray(places[i] * step, (places[i] + 1) * step) as never, i * step);
  }
  return mark({ ...common, values }, isMissing);
}

function gatheredLists(
  entries: Part,
  places: Float64Array,
  rows: Float64Array,
  marks: Uint8Array,
  batch: ArrowBatch,
): Part {
  const from = rows.map((row, i) => (marks[i] ? 0 : places[row]));
  const to = rows.map((row, i) => (marks[i] ? 0 : places[row + 1]));
  return pickedLists({ ...entries, offsets: undefined, cellShape: [] }, from, to, batch);
}

/** Lists of the single numbers of a column, each from one place to another. */
export function pickedLists(items: Part, from: Float64Array, to: Float64Array, batch: ArrowBatch): Part {
  const total = sum(from, to);
  batch.allow(9 * total + 8 * from.length);
  const source = items.values as NumberArray;
  const values = new (source.constructor as new (length: number) => NumberArray)(total);
  const missing = items.missing && new Uint8Array(total);
  const offsets = new Float64Array(from.length + 1);
  for (let i = 0; i < from.length; i++) {
    values.set(source.subarray(from[i], to[i]) as never, offsets[i]);
    if (items.missing) missing?.set(items.missing.subarray(from[i], to[i]), offsets[i]);
    offsets[i + 1] = offsets[i] + to[i] - from[i];
  }
  return { type: items.type, length: from.length, cellShape: [], values, offsets, ...(missing ? { missing } : {}) };
}

/** A column of single numbers. */
export function scalars(type: Part["type"], values: NumberArray): Part {
  return { type, length: values.length, cellShape: [], values };
}

export function texts(values: string[]): Part {
  return { type: "text", length: values.length, cellShape: [], values };
}

/** Marks what is missing; numbers in its place become NaN or 0. */
export function mark(part: Part, marks: Uint8Array): Part {
  if (!marks.includes(1)) return part;
  const { values } = part;
  const { missing = new Uint8Array(part.length) } = part;
  const step = part.length === 0 ? 0 : values.length / part.length;
  for (let i = 0; i < part.length; i++) {
    if (!marks[i]) continue;
    missing[i] = 1;
    if (Array.isArray(values)) values.fill("", i * step, (i + 1) * step);
    else if (values instanceof BigInt64Array || values instanceof BigUint64Array)
      values.fill(0n, i * step, (i + 1) * step);
    else values.fill(part.type.startsWith("float") ? Number.NaN : 0, i * step, (i + 1) * step);
  }
  // Cells of several numbers have marks for each.
  part.missing =
    step <= 1 ? missing : Uint8Array.from({ length: values.length }, (_, i) => missing[Math.floor(i / step)]);
  return part;
}

/** Bits as bytes of 0 or 1. */
export function unpackBits(bitmap: Uint8Array, length: number, batch: ArrowBatch): Uint8Array {
  if (8 * bitmap.length < length)
    throw arrowError("ARROW_DAMAGED", `${bitmap.length} bytes cannot hold ${length} bits`);
  batch.allow(length);
  const bits = new Uint8Array(length);
  for (let i = 0; i < length; i++) bits[i] = (bitmap[i >> 3] >> (i & 7)) & 1;
  return bits;
}

/** Lengths of all cells together. */
export function sum(from: Float64Array, to: Float64Array): number {
  let total = 0;
  for (let i = 0; i < from.length; i++) total += to[i] - from[i];
  return total;
}

/** A number of 16 bits: sign, five bits of exponent, ten of mantissa. */
export function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, mantissa] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0x1f) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? (sign * mantissa) / 2 ** 24 : sign * (1024 + mantissa) * 2 ** (exponent - 25);
}
