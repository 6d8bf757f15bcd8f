import { fitsError } from "../fits-error";
import { withCells } from "./cell-kernel";
import type { ColumnData } from "./column-data";
import { type CellArray, cellArray } from "./decode-cells";
import { decodeText } from "./decode-text";
import { physicalColumn } from "./physical-column";
import type { BinaryColumn } from "./table-column";
import type { TableRows } from "./table-rows";
import { variableColumn } from "./variable-column";

/** How columns are read. */
export interface ReadOptions {
  /** Leave numbers as stored: no TSCAL, TZERO, TNULL. */
  stored?: boolean;
  /** Leave the trailing blanks of text. */
  keepBlanks?: boolean;
}

/** Bytes of rows taken at a time: they stay in the processor's cache until all columns are out. */
const pieceBytes = 1 << 18;
/** Most elements that one array holds. */
const mostElements = 2 ** 31;

/**
 * Values of columns for a range of rows, in one pass over the file.
 * @param part what to call the table in a message
 * @throws {NightbookError} `FITS_DAMAGED`, `FITS_TRUNCATED`, `FITS_TOO_LARGE`
 */
export function readColumns(
  table: TableRows,
  columns: readonly BinaryColumn[],
  range: { start: number; end: number },
  part: string,
  options: ReadOptions = {},
): ColumnData[] {
  const { start, end } = range;
  const count = end - start;
  const stored = columns.map((column) => placeFor(column, count, part, table.allocate));
  const from = Math.min(...columns.map(({ offset }) => offset), table.rowBytes);
  const to = Math.max(...columns.map(({ offset, bytes }) => offset + bytes), from);
  if (to > table.rowBytes) {
    throw fitsError("FITS_DAMAGED", `the columns end at byte ${to} of rows of ${table.rowBytes} bytes`, { part });
  }
  if (to > from) {
    const perPiece = Math.max(1, Math.floor(pieceBytes / table.rowBytes));
    const most = Math.min(perPiece, count);
    const widest = Math.max(...stored.map(({ byteLength }) => (byteLength / count) * most));
    withCells(most * table.rowBytes, widest, ({ room, take }) => {
      for (let row = 0; row < count; row += perPiece) {
        const some = Math.min(perPiece, count - row);
        const decode = take(table.rows(start + row, some, room));
        for (const [i, { layout, offset }] of columns.entries()) {
          const out = stored[i];
          const { code, repeat } = storedLayout(layout);
          const perRow = out.length / count;
          decode(code, table.rowBytes, offset, some, repeat, out.subarray(row * perRow, (row + some) * perRow));
        }
      }
    });
  }
  return columns.map((column, i) => columnData(table, column, stored[i], range, part, options));
}

/** Descriptors of arrays in the heap are read as pairs of whole numbers. */
function storedLayout({ code, repeat }: BinaryColumn["layout"]): Pick<BinaryColumn["layout"], "code" | "repeat"> {
  return code === "P"
    ? { code: "J", repeat: 2 * repeat }
    : code === "Q"
      ? { code: "K", repeat: 2 * repeat }
      : { code, repeat };
}

function placeFor(
  { name, layout }: BinaryColumn,
  count: number,
  part: string,
  allocate: TableRows["allocate"],
): CellArray {
  const { code, repeat } = storedLayout(layout);
  if (count * Math.max(1, repeat) > mostElements) {
    const hint = "Read it in parts: give a range of rows, or use batches()";
    throw fitsError("FITS_TOO_LARGE", `column ${name} has too many elements for one array`, { part }, hint);
  }
  return cellArray(code, count * repeat, allocate);
}

function columnData(
  table: TableRows,
  column: BinaryColumn,
  stored: CellArray,
  range: { start: number; end: number },
  part: string,
  options: ReadOptions,
): ColumnData {
  const { name, unit, layout } = column;
  const count = range.end - range.start;
  const common = { name, ...(unit ? { unit } : {}), length: count };
  if (layout.element !== undefined) {
    const place = { part: `${part}, column ${name}` };
    return { ...common, ...variableColumn(table, column, layout.element, stored, range, place, options) };
  }
  if (layout.code === "A") {
    const width = column.textLength;
    const cells = column.cellShape.reduce((product, length) => product * length, 1);
    const values: string[] = new Array(count * cells);
    for (let row = 0, at = 0; row < count; row++) {
      for (let i = 0; i < cells; i++) {
        values[at++] = decodeText(stored as Uint8Array, row * layout.repeat + i * width, width, options.keepBlanks);
      }
    }
    return { ...common, type: "text", cellShape: column.cellShape, values };
  }
  const scaling = options.stored ? { scale: 1, zero: 0 } : column;
  const numbers = withoutFilling(stored, count, column);
  return { ...common, cellShape: column.cellShape, ...physicalColumn(scaling, layout.code, numbers) };
}

/** The elements that TDIM speaks of: those behind them in a cell are filling. */
function withoutFilling(stored: CellArray, count: number, { cellShape, layout }: BinaryColumn): CellArray {
  const numbers = layout.code === "C" || layout.code === "M" ? 2 : 1;
  const kept = cellShape.reduce((product, length) => product * length, numbers);
  const width = numbers * layout.repeat;
  if (kept >= width) return stored;
  for (let row = 1; row < count; row++) stored.copyWithin(row * kept, row * width, row * width + kept);
  return stored.slice(0, count * kept);
}
