import type { ColumnData, ValueType } from "../table/column-data";
import { bytesOf, elementBytes, type FormatCode } from "../table/column-format";

/** A column as it is written. */
export interface ColumnContent extends Omit<ColumnData, "length" | "cellShape" | "type"> {
  /** Found from the array when it is left out: bytes are numbers then, not logicals or bits. */
  type?: ValueType;
  /** Shape of a cell; single values when left out. */
  cellShape?: number[];
  /** What the column holds, one phrase. */
  description?: string;
  /** TDISP, how to print it. */
  display?: string;
}

/** How a column lies in the rows. */
export interface ColumnLayout {
  name: string;
  type: ValueType;
  code: FormatCode;
  /** Elements per cell; characters for text, bits for X. */
  repeat: number;
  cellShape: number[];
  isVariable: boolean;
  offset: number;
  bytes: number;
  /** TZERO of unsigned numbers and signed bytes. */
  zero?: number | bigint;
  /** TNULL: the stored number for what is missing. */
  null?: number | bigint;
}

const codes: Record<ValueType, { code: FormatCode; zero?: number | bigint }> = {
  logical: { code: "L" },
  bit: { code: "X" },
  text: { code: "A" },
  complex64: { code: "C" },
  complex128: { code: "M" },
  uint8: { code: "B" },
  int8: { code: "B", zero: -128 },
  int16: { code: "I" },
  uint16: { code: "I", zero: 32768 },
  int32: { code: "J" },
  uint32: { code: "J", zero: 2147483648 },
  int64: { code: "K" },
  uint64: { code: "K", zero: 9223372036854775808n },
  float32: { code: "E" },
  float64: { code: "D" },
};

/**
 * How columns lie in rows of a binary table.
 * @param columns with some or all of their values: text is as wide as the widest there
 * @param textWidths wider text columns, by name
 * @throws {RangeError} when a column has no name, or text that is not ASCII
 */
export function columnLayouts(
  columns: readonly ColumnContent[],
  textWidths: Readonly<Record<string, number>> = {},
): { layouts: ColumnLayout[]; rowBytes: number } {
  let rowBytes = 0;
  const layouts = columns.map((column): ColumnLayout => {
    const { name, values, cellShape = [], offsets } = column;
    const type = column.type ?? typeOf(values);
    const { code, zero } = codes[type];
    const isVariable = offsets !== undefined;
    const cells = cellShape.reduce((product, length) => product * length, 1);
    const width = type === "text" ? Math.max(textWidths[name] ?? 0, widest(name, values as readonly string[])) : 1;
    const repeat = isVariable ? 1 : cells * width;
    const bytes = isVariable ? 16 : bytesOf(code, repeat);
    const offset = rowBytes;
    rowBytes += bytes;
    const none = column.missing ? nullOf(code) : undefined;
    return {
      ...{ name, type, code, repeat, cellShape, isVariable, offset, bytes },
      ...(zero === undefined ? {} : { zero }),
      ...(none === undefined ? {} : { null: none }),
    };
  });
  return { layouts, rowBytes };
}

function typeOf(values: ColumnData["values"]): ValueType {
  if (Array.isArray(values)) return "text";
  const name = values.constructor.name;
  if (name === "BigInt64Array") return "int64";
  if (name === "BigUint64Array") return "uint64";
  return name
    .replace(/Array$/, "")
    .replace("Clamped", "")
    .toLowerCase() as ValueType;
}

function widest(name: string, texts: readonly string[]): number {
  let width = 0;
  for (const text of texts) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: FITS text is ASCII, and may hold control characters
    if (!/^[\x00-\x7f]*$/.test(text)) {
      throw new RangeError(`FITS text is ASCII only (column ${name}): ${JSON.stringify(text)}`);
    }
    if (text.length > width) width = text.length;
  }
  return width;
}

/** The smallest number of the stored type; bytes use their largest, as smallest and zero are common. */
function nullOf(code: FormatCode): number | bigint | undefined {
  if (code === "B") return 255;
  if (code === "I") return -32768;
  if (code === "J") return -2147483648;
  return code === "K" ? -(2n ** 63n) : undefined;
}

/** TFORM of a column. */
export function formatOf({ code, repeat, isVariable }: ColumnLayout, longest = 0): string {
  return isVariable ? `1Q${code}(${longest})` : `${repeat}${code}`;
}

/** Bytes of `count` elements of a column in the heap. */
export function heapBytes(code: FormatCode, count: number): number {
  return code === "X" ? Math.ceil(count / 8) : elementBytes[code] * count;
}
