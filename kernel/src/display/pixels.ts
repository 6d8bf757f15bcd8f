import { isObject, property } from "./properties";

/** Numbers on a grid, row by row. */
export interface Grid {
  values: ArrayLike<number | bigint>;
  width: number;
  height: number;
  /** Red, green, blue and opacity of each pixel, instead of one number. */
  isColour: boolean;
}

/** Size of an image whose pixels come without one. */
export interface GridSize {
  width?: number;
  height?: number;
}

/**
 * Reads a value as an image: rows of numbers, a flat array with a size, or an object with `data` (or `values`)
 * and `width` and `height` or `shape` `[rows, columns]`.
 * @throws {TypeError} if it is none of these
 * @throws {RangeError} if the size does not fit the number of values
 */
export function readGrid(value: unknown, size: GridSize = {}): Grid {
  if (isNumberList(value)) return flat(value, size);
  if (Array.isArray(value) && value.length > 0 && value.every(isNumberList)) return fromRows(value);
  if (isObject(value)) {
    const data = property(value, "data") ?? property(value, "values");
    const shape = property(value, "shape");
    const [rows, columns] = Array.isArray(shape) ? (shape as number[]) : [];
    const width = size.width ?? numberOf(property(value, "width")) ?? columns;
    const height = size.height ?? numberOf(property(value, "height")) ?? rows;
    if (isNumberList(data)) return flat(data, { width, height });
    if (Array.isArray(data) && data.length > 0 && data.every(isNumberList)) return fromRows(data);
  }
  throw new TypeError(
    "An image is the bytes of a PNG, JPEG, GIF, WebP or PDF, rows of numbers, or numbers with { width, height }",
  );
}

function flat(values: ArrayLike<number | bigint>, { width, height }: GridSize): Grid {
  const count = values.length;
  const isBytes = values instanceof Uint8Array || values instanceof Uint8ClampedArray;
  if (width === undefined && height === undefined) {
    throw new TypeError("These are not the bytes of a PNG, JPEG, GIF, WebP or PDF; for pixels give { width, height }");
  }
  const isColour = isBytes && width !== undefined && height !== undefined && count === 4 * width * height;
  const known = isColour ? count / 4 : count;
  const columns = width ?? known / (height ?? 1);
  const rows = height ?? known / columns;
  if (!isCount(columns) || !isCount(rows) || columns * rows !== known) {
    throw new RangeError(`The size does not fit ${count} values: ${columns} × ${rows}`);
  }
  return { values, width: columns, height: rows, isColour };
}

function fromRows(rows: readonly ArrayLike<number | bigint>[]): Grid {
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) throw new RangeError(`Rows must have equal length: row ${odd} has ${rows[odd]?.length}, not ${width}`);
  const values = new Float64Array(width * rows.length);
  for (const [y, row] of rows.entries()) for (let x = 0; x < width; x++) values[y * width + x] = Number(row[x]);
  return { values, width, height: rows.length, isColour: false };
}

function isNumberList(value: unknown): value is ArrayLike<number | bigint> {
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  return Array.isArray(value) && value.length > 0 && typeof value[0] === "number";
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
