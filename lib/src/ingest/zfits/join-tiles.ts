import { fitsError } from "../fits/fits-error";
import type { ColumnData } from "../fits/table/column-data";
import type { ZfitsColumn } from "./column-layout";
import { numbersOf, type TileColumn, textOf } from "./tile-column";

/** Rows of a tile. */
export interface TilePart {
  tile: TileColumn;
  from: number;
  to: number;
}

/** Most bytes of a column in one array. */
const mostBytes = 2 ** 31;

/** One column from its tiles, all cells one after the other. */
export function joinTiles(column: ZfitsColumn, parts: readonly TilePart[], length: number): ColumnData {
  const { name, type, elementBytes } = column;
  if (type === "text") return { name, type, length, cellShape: [], values: parts.flatMap(texts) };
  const offsets = new Float64Array(length + 1);
  let row = 0;
  for (const { tile, from, to } of parts) {
    for (let i = from; i < to; i++, row++) {
      const bytes = tile.starts[2 * i + 1] - tile.starts[2 * i];
      // A single number that no row had a value for is 0.
      offsets[row + 1] = offsets[row] + (column.isArray ? bytes / elementBytes : 1);
    }
  }
  const total = offsets[length] * elementBytes;
  if (total > mostBytes) {
    const hint = "Read fewer rows at once, or go through rows()";
    throw fitsError("FITS_TOO_LARGE", `column ${name} has ${total} bytes`, {}, hint);
  }
  const bytes = new Uint8Array(total);
  row = 0;
  for (const { tile, from, to } of parts) {
    for (let i = from; i < to; i++, row++) {
      const [start, end] = [tile.starts[2 * i], tile.starts[2 * i + 1]];
      bytes.set(tile.bytes.subarray(start, end), offsets[row] * elementBytes);
    }
  }
  const values = numbersOf(bytes, 0, total, type);
  if (!column.isArray) return { name, type, length, cellShape: [], values };
  const cell = length === 0 ? 0 : offsets[1];
  const isEven = offsets.every((offset, i) => offset === cell * i);
  return isEven
    ? { name, type, length, cellShape: [cell], values }
    : { name, type, length, cellShape: [], values, offsets };
}

function texts({ tile, from, to }: TilePart): string[] {
  return Array.from({ length: to - from }, (_, i) => {
    const row = from + i;
    return textOf(tile.bytes.subarray(tile.starts[2 * row], tile.starts[2 * row + 1]));
  });
}
