import { type DescribedColumn, distinctColumnNames } from "../table/table-data";
import { arrowError } from "./arrow-error";
import { PartReader } from "./column-parts";
import { FlatBuffer, type FlatTable } from "./flat-buffer";
import type { ArrowBatch, ArrowCodecs } from "./messages";
import type { Part } from "./part-values";
import type { ArrowType, TimeUnit } from "./schema";

const magic = "FEA1";
const int32 = 3;
const units: readonly TimeUnit[] = ["s", "ms", "us", "ns"];

/** True for bytes that begin as Feather of version 1 does, which came before Arrow's own files. */
export function isFeather1(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4)) === magic;
}

/**
 * The columns of a Feather file of version 1.
 * @throws {NightbookError} `ARROW_DAMAGED`, `ARROW_UNSUPPORTED`, `ARROW_TOO_LARGE`
 */
export function readFeather1(bytes: Uint8Array, { maxUnpackedBytes }: ArrowCodecs): DescribedColumn[] {
  const behind = bytes.length - 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = behind >= 4 ? view.getUint32(behind, true) : 0;
  if (length < 8 || length > behind - 4 || !isFeather1(bytes.subarray(behind + 4))) {
    throw arrowError("ARROW_DAMAGED", "it ends without its list of columns");
  }
  const table = new FlatBuffer(bytes.subarray(behind - length, behind)).root();
  const columns = table.tables(2);
  const names = distinctColumnNames(columns.map((column) => column.text(0) ?? ""));
  let left = maxUnpackedBytes ?? Math.max(1 << 27, 256 * bytes.length);
  const allow = (more: number) => {
    left -= more;
    if (left < 0) throw arrowError("ARROW_TOO_LARGE", "its columns would take more than its length accounts for");
  };
  const read = (array: FlatTable, type: ArrowType, dictionary?: Part) => {
    const reader = new PartReader(batchOf(array, type, bytes, allow), new Map(dictionary ? [[0n, dictionary]] : []));
    const index = dictionary && { dictionary: { id: 0n, index: type } };
    return reader.parts({ name: "", type, children: [], metadata: {}, ...index })[0][1];
  };
  return columns.map((column, i) => {
    const array = column.table(1);
    const facts = column.table(3);
    if (array === undefined) throw arrowError("ARROW_DAMAGED", `column ${names[i]} has no values`);
    const levels = column.u8(2) === 1 ? facts?.table(0) : undefined;
    const unit = units[facts?.u8(0) ?? 0];
    const zone = column.u8(2) === 2 ? facts?.text(1) : undefined;
    const type = typeOf(levels ? array.u8(0) : kindOf(column, array), array.u8(0), unit, zone, names[i]);
    const dictionary = levels && read(levels, typeOf(levels.u8(0), levels.u8(0), unit, undefined, names[i]));
    const part = read(array, type, dictionary);
    if (part.length !== table.i64(1)) throw arrowError("ARROW_DAMAGED", "columns differ in length");
    return { name: names[i], ...part };
  });
}

/** The type of a column: what its whole numbers mean stands beside them. */
function kindOf(column: FlatTable, array: FlatTable): number {
  return { 2: 14, 3: 15, 4: 16 }[column.u8(2)] ?? array.u8(0);
}

/** @param stored the type of the numbers, which says how wide times are */
function typeOf(code: number, stored: number, unit: TimeUnit, zone: string | undefined, name: string): ArrowType {
  if (code >= 1 && code <= 8) return { kind: "int", bits: 8 << ((code - 1) % 4), signed: code <= 4 };
  switch (code) {
    case 0:
      return { kind: "bool" };
    case 9:
    case 10:
      return { kind: "float", bits: code === 9 ? 32 : 64 };
    case 11:
    case 17:
      return { kind: "text", bits: code === 17 ? 64 : 32, isView: false };
    case 12:
    case 18:
      return { kind: "binary", bits: code === 18 ? 64 : 32, isView: false };
    case 14:
      return { kind: "timestamp", unit, ...(zone ? { zone } : {}) };
    case 15:
      return { kind: "date", unit: "d", bits: 32 };
    case 16:
      return { kind: "time", unit, bits: stored === int32 ? 32 : 64 };
    default:
      throw arrowError("ARROW_UNSUPPORTED", `column ${name} is of the type number ${code}`);
  }
}

/** Marks of what is there, offsets and values stand one behind the other, each filled to eight bytes. */
function batchOf(array: FlatTable, type: ArrowType, bytes: Uint8Array, allow: (bytes: number) => void): ArrowBatch {
  const [offset, length, nulls, size] = [2, 3, 4, 5].map((field) => array.i64(field));
  if (!(offset >= 0 && size >= 0 && offset + size <= bytes.length && length >= 0 && length <= 2 ** 32)) {
    throw arrowError("ARROW_DAMAGED", "a column lies outside the file");
  }
  if (array.u8(1) !== 0) throw arrowError("ARROW_UNSUPPORTED", "a column is encoded in a way that is not known");
  const filled = (count: number) => 8 * Math.ceil(count / 8);
  const marks = nulls > 0 ? filled(Math.ceil(length / 8)) : 0;
  const isRuns = type.kind === "text" || type.kind === "binary";
  const places = isRuns ? filled((length + 1) * (type.bits / 8)) : 0;
  const ends = [marks, ...(isRuns ? [marks + places] : []), size];
  return {
    length,
    nodes: [{ length, nulls }],
    variadic: [],
    allow,
    buffer: (index) =>
      bytes.subarray(offset + (index === 0 ? 0 : ends[index - 1]), offset + Math.min(ends[index], size)),
  };
}
