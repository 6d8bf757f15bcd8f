/** Cells around the last one that are searched before the whole table is. */
const nearby = 8;

/**
 * Linear interpolation in a table, constant beyond its ends. The table should rise; where it does not, as when the
 * leading fragment dies and the next one flies higher, the answer depends on the search, which is that of numpy's
 * `interp` step by step: each query starts at the cell where the last one ended.
 *
 * @param x queries, shape `[n]`
 * @param xTable shape `[m]`, at least one
 * @param yTable values there, shape `[m]`
 * @returns shape `[n]`
 * @throws {RangeError} when the table is empty or its columns differ in length
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * meteoroid.interpolate([0.5, 9], [0, 1], [10, 20]).join(" "); // => "15 20"
 * ```
 */
export function interpolate(x: ArrayLike<number>, xTable: ArrayLike<number>, yTable: ArrayLike<number>): Float64Array {
  const size = xTable.length;
  if (size === 0 || size !== yTable.length) {
    throw new RangeError(`The table needs columns of one length: ${size} and ${yTable.length}`);
  }
  const result = new Float64Array(x.length);
  let cell = 0;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i])) {
      result[i] = Number.NaN;
      continue;
    }
    cell = findCell(x[i], xTable, cell);
    result[i] = valueIn(cell, x[i], xTable, yTable);
  }
  return result;
}

function valueIn(cell: number, x: number, xTable: ArrayLike<number>, yTable: ArrayLike<number>): number {
  const last = xTable.length - 1;
  if (cell < 0) return yTable[0];
  if (cell >= last) return yTable[last];
  if (xTable[cell] === x) return yTable[cell];
  const slope = (yTable[cell + 1] - yTable[cell]) / (xTable[cell + 1] - xTable[cell]);
  return slope * (x - xTable[cell]) + yTable[cell];
}

/** Cell that holds the key: −1 before the table, its length after it. */
function findCell(key: number, table: ArrayLike<number>, guess: number): number {
  const size = table.length;
  if (key > table[size - 1]) return size;
  if (key < table[0]) return -1;
  if (size <= 4) {
    let i = 1;
    while (i < size && key >= table[i]) i++;
    return i - 1;
  }
  const near = Math.max(1, Math.min(guess, size - 3));
  if (key < table[near]) {
    if (key >= table[near - 1]) return near - 1;
    const closer = near > nearby && key >= table[near - nearby];
    return bisect(key, table, closer ? near - nearby : 0, near - 1);
  }
  if (key < table[near + 1]) return near;
  if (key < table[near + 2]) return near + 1;
  const closer = near < size - nearby - 1 && key < table[near + nearby];
  return bisect(key, table, near + 2, closer ? near + nearby : size);
}

function bisect(key: number, table: ArrayLike<number>, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (key >= table[middle]) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
