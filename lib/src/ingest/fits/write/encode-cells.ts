import type { NumberArray } from "../image/pixel-array";
import type { ColumnContent, ColumnLayout } from "./column-layout";
import { encodeNumbers } from "./encode-numbers";

/**
 * Writes cells of a column into rows.
 *
 * @param column values of all rows
 * @param first row of the values to begin with
 * @param count rows
 * @param rows where they go
 * @param stride bytes per row
 * @throws {RangeError} when a missing value cannot be told from a value
 */
export function encodeCells(
  column: ColumnContent,
  layout: ColumnLayout,
  first: number,
  count: number,
  rows: Uint8Array,
  stride: number,
): void {
  const { type, repeat, offset } = layout;
  if (type === "text") {
    encodeText(column.values as readonly string[], layout, first, count, rows, stride);
    return;
  }
  const perCell = layout.code === "C" || layout.code === "M" ? 2 * repeat : repeat;
  const values = column.values as NumberArray;
  encodeNumbers(
    values,
    type,
    first * perCell,
    perCell,
    count,
    new DataView(rows.buffer, rows.byteOffset),
    offset,
    stride,
  );
  if (column.missing) encodeMissing(column, layout, first, count, rows, stride);
}

function encodeText(
  texts: readonly string[],
  { repeat, cellShape, offset }: ColumnLayout,
  first: number,
  count: number,
  rows: Uint8Array,
  stride: number,
): void {
  const cells = cellShape.reduce((product, length) => product * length, 1);
  const width = cells === 0 ? 0 : repeat / cells;
  for (let row = 0; row < count; row++) {
    for (let cell = 0; cell < cells; cell++) {
      const text = texts[(first + row) * cells + cell];
      if (text.length > width) throw new RangeError(`This text is longer than its column of ${width}: ${text}`);
      const at = offset + row * stride + cell * width;
      for (let i = 0; i < width; i++) rows[at + i] = i < text.length ? text.charCodeAt(i) : 0x20;
    }
  }
}

function encodeMissing(
  column: ColumnContent,
  { code, type, repeat, offset, null: none, name }: ColumnLayout,
  first: number,
  count: number,
  rows: Uint8Array,
  stride: number,
): void {
  const missing = column.missing as Uint8Array;
  const view = new DataView(rows.buffer, rows.byteOffset);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < repeat; k++) {
      const isMissing = missing[(first + row) * repeat + k] === 1;
      const at = offset + row * stride;
      if (type === "logical") {
        if (isMissing) view.setUint8(at + k, 0);
      } else if (code === "B")
        putOrCheck(isMissing, view.getUint8(at + k), none, name, () => view.setUint8(at + k, 255));
      else if (code === "I") {
        putOrCheck(isMissing, view.getInt16(at + 2 * k), none, name, () => view.setInt16(at + 2 * k, -32768));
      } else if (code === "J") {
        putOrCheck(isMissing, view.getInt32(at + 4 * k), none, name, () => view.setInt32(at + 4 * k, -2147483648));
      } else if (code === "K") {
        putOrCheck(isMissing, view.getBigInt64(at + 8 * k), none, name, () =>
          view.setBigInt64(at + 8 * k, -(1n << 63n)),
        );
      }
    }
  }
}

function putOrCheck(
  isMissing: boolean,
  stored: number | bigint,
  none: number | bigint | undefined,
  name: string,
  put: () => void,
): void {
  if (isMissing) put();
  else if (stored === none) {
    throw new RangeError(`Column ${name} has missing values and needs its number ${stored} for them`);
  }
}
