import { fitsError } from "../fits-error";
import { Hdu, type HduRecord } from "../hdu/hdu";
import type { ColumnData } from "./column-data";
import { decodeText } from "./decode-text";
import { type FitsTable, findColumn, rowRanges } from "./fits-table";
import { parseField } from "./parse-field";
import { checkedRows, mostEmptyRows, type RowRange } from "./row-range";
import { commonColumn, type TableColumn } from "./table-column";

/** A column of an ASCII table. */
export interface AsciiColumn extends TableColumn {
  /** A text, I whole number, F, E and D real number. */
  code: "A" | "I" | "F" | "E" | "D";
  /** Digits behind the point where a number has none. */
  decimals: number;
}

/** A TABLE extension: rows of characters. */
export class AsciiTableHdu extends Hdu implements FitsTable {
  readonly columns: readonly AsciiColumn[];
  readonly length: number;

  constructor(record: HduRecord) {
    super("ascii table", record);
    const { extent, header } = record;
    const part = this.label;
    const count = header.integer("TFIELDS");
    if (extent.axes.length !== 2 || extent.bitpix !== 8) {
      throw fitsError("FITS_DAMAGED", "an ASCII table has BITPIX 8 and two axes", { part });
    }
    if (count === undefined || count < 0 || count > 999) {
      throw fitsError("FITS_DAMAGED", `there cannot be ${String(header.get("TFIELDS"))} columns (TFIELDS)`, { part });
    }
    const [rowBytes, declared] = extent.axes;
    this.columns = Array.from({ length: count }, (_, index) => this.#column(index, rowBytes));
    this.length =
      rowBytes === 0 ? Math.min(declared, mostEmptyRows) : Math.min(declared, Math.floor(record.available / rowBytes));
  }

  /**
   * Values of one column: text, or numbers of 32 (whole) or 64 bits.
   * @param name as written or whatever its case, or the zero-based number
   * @throws {NightbookError} `FITS_MISSING` when there is no such column, `FITS_DAMAGED` when a field is no number
   */
  column(name: string | number, rows?: RowRange): ColumnData {
    return this.read([name], rows)[0];
  }

  read(names?: readonly (string | number)[], rows?: RowRange, options: { keepBlanks?: boolean } = {}): ColumnData[] {
    const columns = names?.map((name) => findColumn(this.columns, name, this.label)) ?? this.columns;
    const { start, end } = checkedRows(this.length, rows);
    const [rowBytes] = this.record.extent.axes;
    if (end - start > 1e8) {
      const hint = "Read it in parts: give a range of rows, or use batches()";
      throw fitsError("FITS_TOO_LARGE", `${end - start} rows do not fit memory`, { part: this.label }, hint);
    }
    const bytes = this.dataBytes(start * rowBytes, (end - start) * rowBytes);
    return columns.map((column) => this.#values(column, bytes, rowBytes, { start, end }, options.keepBlanks));
  }

  *batches(names?: readonly (string | number)[], { rows = 65536 } = {}): Generator<ColumnData[]> {
    for (const range of rowRanges(this.length, rows)) yield this.read(names, range);
  }

  #values(
    column: AsciiColumn,
    bytes: Uint8Array,
    rowBytes: number,
    { start, end }: { start: number; end: number },
    keepBlanks?: boolean,
  ): ColumnData {
    const length = end - start;
    const { name, unit, code, cellShape } = column;
    const common = { name, ...(unit ? { unit } : {}), length, cellShape };
    const fields = Array.from({ length }, (_, row) =>
      decodeText(bytes, row * rowBytes + column.offset, column.bytes, keepBlanks && code === "A"),
    );
    if (code === "A") return { ...common, type: "text", values: fields };
    const isScaled = column.scale !== 1 || column.zero !== 0;
    const isWhole = code === "I" && !isScaled;
    const values = !isWhole
      ? new Float64Array(length)
      : column.bytes > 9
        ? new BigInt64Array(length)
        : new Int32Array(length);
    let missing: Uint8Array | undefined;
    for (const [row, field] of fields.entries()) {
      const isNull = column.null !== undefined && field.trim() === String(column.null).trim();
      const value = isNull ? undefined : parseField(field, code, column.decimals);
      if (value === undefined && !isNull) {
        const what = `row ${start + row}, column ${name}: ${JSON.stringify(field)} is not a number`;
        throw fitsError("FITS_DAMAGED", what, { part: this.label });
      }
      if (isNull && isWhole) {
        missing ??= new Uint8Array(length);
        missing[row] = 1;
      }
      if (values instanceof BigInt64Array) values[row] = BigInt(value ?? 0);
      else if (isWhole) values[row] = Number(value ?? 0);
      else if (isNull) values[row] = Number.NaN;
      else values[row] = isScaled ? Number(value) * column.scale + column.zero : Number(value);
    }
    const type = values instanceof BigInt64Array ? "int64" : isWhole ? "int32" : "float64";
    return { ...common, type, values, ...(missing ? { missing } : {}) };
  }

  #column(index: number, rowBytes: number): AsciiColumn {
    const common = commonColumn(this.header, index);
    const n = index + 1;
    const match = /^ *([AIFED])(\d+)(?:\.(\d+))? *$/i.exec(common.format);
    const start = this.header.integer(`TBCOL${n}`);
    const width = Number(match?.[2]);
    if (match === null || start === undefined || start < 1 || start - 1 + width > rowBytes) {
      const what = `column ${n} has an impossible TFORM${n} or TBCOL${n}: ${JSON.stringify(common.format)}, ${start}`;
      throw fitsError("FITS_DAMAGED", what, { part: this.label });
    }
    return {
      ...common,
      code: match[1].toUpperCase() as AsciiColumn["code"],
      decimals: Number(match[3] ?? 0),
      cellShape: [],
      offset: start - 1,
      bytes: width,
    };
  }
}
