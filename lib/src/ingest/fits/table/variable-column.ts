import type { ErrorPlace } from "../../../core/errors";
import { fitsError } from "../fits-error";
import type { ColumnData } from "./column-data";
import { bytesOf, type FormatCode } from "./column-format";
import { type CellArray, cellArray, decodeCells } from "./decode-cells";
import { decodeText } from "./decode-text";
import { physicalColumn } from "./physical-column";
import type { BinaryColumn } from "./table-column";
import type { TableRows } from "./table-rows";

/** All arrays together may be this much longer than the heap: more means that they lie upon each other. */
const overlap = 16;
const always = 1 << 26;

/**
 * Arrays of variable length out of the heap.
 * @param stored length and offset of the array of each row
 * @param range which rows of the table these are
 * @throws {NightbookError} `FITS_DAMAGED` when an array lies outside the heap
 * @see [Pence2010] section 7.3.5
 */
export function variableColumn(
  table: TableRows,
  column: BinaryColumn,
  element: FormatCode,
  stored: CellArray,
  range: { start: number; end: number },
  place: ErrorPlace,
  options: { stored?: boolean; keepBlanks?: boolean },
): Pick<ColumnData, "type" | "cellShape" | "values" | "offsets" | "missing"> {
  const rows = range.end - range.start;
  // A column of no arrays has empty ones.
  const descriptors = column.layout.repeat === 0 ? new Int32Array(2 * rows) : stored;
  const offsets = new Float64Array(rows + 1);
  let bytes = 0;
  for (let row = 0; row < rows; row++) {
    const [length, offset] = [unsigned(descriptors[2 * row]), unsigned(descriptors[2 * row + 1])];
    const size = bytesOf(element, length);
    // Descriptors of 64 bits may be negative where the file is damaged.
    if (length < 0 || (length > 0 && !(offset >= 0 && offset + size <= table.heapLength))) {
      const what = `row ${range.start + row}: its array of ${length} elements at byte ${offset} lies outside the heap`;
      throw fitsError("FITS_DAMAGED", `${what} of ${table.heapLength} bytes`, place);
    }
    bytes += element === "X" ? length : size;
    offsets[row + 1] = offsets[row] + length;
  }
  if (bytes > Math.max(always, overlap * table.heapLength)) {
    throw fitsError("FITS_TOO_LARGE", `its arrays have ${bytes} bytes together, the heap ${table.heapLength}`, place);
  }
  const one = (row: number) => {
    const length = offsets[row + 1] - offsets[row];
    return length === 0 ? new Uint8Array(0) : table.heap(unsigned(descriptors[2 * row + 1]), bytesOf(element, length));
  };
  if (element === "A") {
    const values = Array.from({ length: rows }, (_, row) => {
      const text = one(row);
      return decodeText(text, 0, text.length, options.keepBlanks);
    });
    return { type: "text", cellShape: [], values, offsets };
  }
  const elements = cellArray(element, offsets[rows]);
  const places = element === "C" || element === "M" ? 2 : 1;
  for (let row = 0; row < rows; row++) {
    const length = offsets[row + 1] - offsets[row];
    if (length > 0) decodeCells(element, one(row), 0, 0, 1, length, elements.subarray(places * offsets[row]));
  }
  const scaling = options.stored ? { scale: 1, zero: 0 } : column;
  return { cellShape: [], ...physicalColumn(scaling, element, elements), offsets };
}

/** Descriptors of 32 bits are taken as unsigned where they are negative: heaps beyond 2 GB are written so. */
function unsigned(value: number | bigint): number {
  const number = Number(value);
  return number < 0 && typeof value === "number" ? number + 0x100000000 : number;
}
