import type { Header } from "../fits/header/header";
import type { ValueType } from "../fits/table/column-data";
import { columnFormat, elementBytes, type FormatCode } from "../fits/table/column-format";
import { type MessageField, messageFields } from "./message-types";

/** A column of a packed table of messages. */
export interface ZfitsColumn {
  name: string;
  /** Zero-based place. */
  index: number;
  type: ValueType;
  /** Bytes of one element. */
  elementBytes: number;
  /** Elements per row as the header tells them; rows of arrays may have others. */
  repeat: number;
  /** True when each row begins with its length. */
  isArray: boolean;
  /** The names of the field in its message, outermost first; one name for what is not known. */
  path: readonly string[];
}

const signed: Partial<Record<FormatCode, ValueType>> = {
  ...{ L: "logical", B: "uint8", I: "int16", J: "int32", K: "int64", A: "text", E: "float32", D: "float64" },
};
const unsigned: Partial<Record<FormatCode, ValueType>> = { B: "uint8", I: "uint16", J: "uint32", K: "uint64" };

/**
 * The columns that a header describes.
 * @returns `undefined` when a column has no name or a format that is not known
 */
export function columnLayout(header: Header): ZfitsColumn[] | undefined {
  const count = header.integer("TFIELDS") ?? 0;
  const message = header.text("PBFHEAD") ?? "";
  const columns: ZfitsColumn[] = [];
  if (count < 0 || count > 999) return undefined;
  for (let index = 0; index < count; index++) {
    const n = index + 1;
    const name = header.text(`TTYPE${n}`);
    const format = columnFormat(header.text(`ZFORM${n}`) ?? "");
    // A zero point tells that bits mean an unsigned number; its value does not count.
    const types = header.has(`TZERO${n}`) ? { ...signed, ...unsigned } : signed;
    const type = format && types[format.code];
    if (name === undefined || format === undefined || type === undefined) return undefined;
    const fields = fieldsAt(message, header.text(`TPBID${n}`) ?? "");
    const kind = fields?.[fields.length - 1].kind;
    columns.push({
      name,
      index,
      type,
      elementBytes: elementBytes[format.code],
      repeat: format.repeat,
      isArray: kind === undefined ? format.repeat > 1 || type === "text" : isArrayKind(kind),
      path: fields?.map((field) => field.name) ?? [name],
    });
  }
  return columns;
}

function isArrayKind(kind: string): boolean {
  return kind === "array" || kind === "text" || kind === "bytes";
}

/** The fields that lead to a dotted path of numbers, such as `6.1.1`. */
function fieldsAt(message: string, path: string): MessageField[] | undefined {
  const fields: MessageField[] = [];
  let inside = message;
  for (const number of path.split(".")) {
    const field = messageFields(inside)?.find((one) => one.number === Number(number));
    if (field === undefined) return undefined;
    fields.push(field);
    inside = field.kind;
  }
  return fields;
}
