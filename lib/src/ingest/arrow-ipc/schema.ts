import { arrowError } from "./arrow-error";
import type { FlatTable } from "./flat-buffer";

/** Types of Arrow that are read here. */
export type ArrowType =
  | { kind: "null" }
  | { kind: "bool" }
  | { kind: "int"; bits: number; signed: boolean }
  | { kind: "float"; bits: number }
  | { kind: "decimal"; bits: number; scale: number }
  | { kind: "date" | "time" | "duration"; unit: TimeUnit; bits: number }
  | { kind: "timestamp"; unit: TimeUnit; zone?: string }
  | { kind: "text" | "binary"; bits: number; isView: boolean; width?: number }
  | { kind: "interval"; unit: "months" | "days" | "all" }
  | { kind: "list"; bits: number }
  | { kind: "listView"; bits: number }
  | { kind: "map" }
  | { kind: "runEnds" }
  | { kind: "union"; isDense: boolean; ids: readonly number[] }
  | { kind: "fixedList"; width: number }
  | { kind: "struct" }
  | { kind: "other"; name: string };

/** What whole numbers of a time count. */
export type TimeUnit = "s" | "ms" | "us" | "ns" | "d";

/** A field of a schema. */
export interface ArrowField {
  name: string;
  type: ArrowType;
  children: ArrowField[];
  metadata: Readonly<Record<string, string>>;
  /** The values are numbers of entries in a dictionary. */
  dictionary?: { id: bigint; index: ArrowType };
}

/** Fields and facts of a file. */
export interface ArrowSchema {
  fields: ArrowField[];
  metadata: Readonly<Record<string, string>>;
  isBigEndian: boolean;
}

const deepest = 32;
const units: readonly TimeUnit[] = ["s", "ms", "us", "ns"];

/** The schema of a message. */
export function readSchema(table: FlatTable): ArrowSchema {
  const fields = table.tables(1).map((field) => readField(field, 0));
  return { fields, metadata: pairs(table, 2), isBigEndian: table.i16(0) === 1 };
}

function readField(table: FlatTable, depth: number): ArrowField {
  if (depth > deepest) throw arrowError("ARROW_DAMAGED", "its types are nested too deeply");
  const encoding = table.table(4);
  const index = encoding?.table(1);
  return {
    name: table.text(0) ?? "",
    type: typeOf(table.u8(2), table.table(3)),
    children: table.tables(5).map((child) => readField(child, depth + 1)),
    metadata: pairs(table, 6),
    ...(encoding && {
      dictionary: {
        id: encoding.bigint(0),
        index: index ? intOf(index) : { kind: "int" as const, bits: 32, signed: true },
      },
    }),
  };
}

function pairs(table: FlatTable, field: number): Record<string, string> {
  return Object.fromEntries(table.tables(field).map((pair) => [pair.text(0) ?? "", pair.text(1) ?? ""]));
}

function intOf(table: FlatTable): ArrowType {
  const bits = table.i32(0);
  if (![8, 16, 32, 64].includes(bits)) throw arrowError("ARROW_DAMAGED", `whole numbers cannot have ${bits} bits`);
  return { kind: "int", bits, signed: table.u8(1) === 1 };
}

function typeOf(code: number, table: FlatTable | undefined): ArrowType {
  const i16 = (field: number, otherwise = 0) => table?.i16(field, otherwise) ?? otherwise;
  const i32 = (field: number, otherwise = 0) => table?.i32(field, otherwise) ?? otherwise;
  const unit = (field: number, otherwise: number): TimeUnit => units[i16(field, otherwise)] ?? "s";
  switch (code) {
    case 1:
      return { kind: "null" };
    case 2:
      if (table === undefined) throw arrowError("ARROW_DAMAGED", "a type is not described");
      return intOf(table);
    case 3:
      return { kind: "float", bits: [16, 32, 64][i16(0)] ?? 64 };
    case 4:
    case 19:
      return { kind: "binary", bits: code === 19 ? 64 : 32, isView: false };
    case 5:
    case 20:
      return { kind: "text", bits: code === 20 ? 64 : 32, isView: false };
    case 6:
      return { kind: "bool" };
    case 7:
      return { kind: "decimal", bits: i32(2, 128), scale: i32(1) };
    case 8:
      return i16(0, 1) === 0 ? { kind: "date", unit: "d", bits: 32 } : { kind: "date", unit: "ms", bits: 64 };
    case 9:
      return { kind: "time", unit: unit(0, 1), bits: i32(1, 32) === 64 ? 64 : 32 };
    case 10: {
      const zone = table?.text(1);
      return { kind: "timestamp", unit: unit(0, 0), ...(zone ? { zone } : {}) };
    }
    case 12:
    case 21:
      return { kind: "list", bits: code === 21 ? 64 : 32 };
    case 11:
      return { kind: "interval", unit: (["months", "days", "all"] as const)[i16(0)] ?? "all" };
    case 13:
      return { kind: "struct" };
    case 14:
      return { kind: "union", isDense: i16(0) === 1, ids: table?.vector(1, 4).map((at) => table.buffer.i32(at)) ?? [] };
    case 15:
      return { kind: "binary", bits: 0, isView: false, width: i32(0) };
    case 16:
      return { kind: "fixedList", width: i32(0) };
    case 17:
      return { kind: "map" };
    case 18:
      return { kind: "duration", unit: unit(0, 1), bits: 64 };
    case 23:
    case 24:
      return { kind: code === 24 ? "text" : "binary", bits: 32, isView: true };
    case 22:
      return { kind: "runEnds" };
    case 25:
    case 26:
      return { kind: "listView", bits: code === 26 ? 64 : 32 };
    default:
      return { kind: "other", name: `number ${code}` };
  }
}
