/** Some rows of a table: from `start` up to but without `end`. */
export interface RowRange {
  /** First row, 0 by default. */
  start?: number;
  /** Row behind the last, all rows by default. */
  end?: number;
}

/**
 * A range whose limits have been checked.
 * @throws {RangeError} when it is not inside the table
 */
export function checkedRows(length: number, range: RowRange = {}): { start: number; end: number } {
  const { start = 0, end = length } = range;
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length)) {
    throw new RangeError(`Rows must lie in the table (0 to ${length}): ${start} to ${end}`);
  }
  return { start, end };
}

/** Rows without bytes take none of the file, so that a header could declare any number of them. */
export const mostEmptyRows = 1_000_000;
