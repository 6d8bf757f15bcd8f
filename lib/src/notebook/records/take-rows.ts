import { concatenatedBytes } from "../../core/concatenated";
import type { NumberArray } from "../../ingest/fits";
import type { RecordColumn } from "./records";

/** A column with some of its rows, in the order that is asked for. */
export function takeRows(column: RecordColumn, rows: readonly number[]): RecordColumn {
  const { values, cellShape, offsets, missing, type } = column;
  const places = type.startsWith("complex") ? 2 : 1;
  const cell = cellShape.reduce((product, length) => product * length, 1) * places;
  const common = { ...column, length: rows.length };
  if (Array.isArray(values)) {
    const texts = rows.flatMap((row) => values.slice(row * cell, (row + 1) * cell));
    return {
      ...common,
      values: texts,
      ...(offsets ? { offsets: newOffsets(offsets, rows) } : {}),
      ...(missing ? { missing: takenMarks(missing, rows, cell) } : {}),
    };
  }
  const places0 = offsets ? newOffsets(offsets, rows) : undefined;
  const taken = emptyLike(values, places0 ? places * places0[rows.length] : rows.length * cell);
  for (const [i, row] of rows.entries()) {
    const [from, to] = offsets ? [places * offsets[row], places * offsets[row + 1]] : [row * cell, (row + 1) * cell];
    taken.set(values.subarray(from, to) as never, places0 ? places * places0[i] : i * cell);
  }
  return {
    ...common,
    values: taken,
    ...(places0 ? { offsets: places0 } : {}),
    ...(missing ? { missing: offsets ? listMarks(missing, offsets, rows) : cellMarks() } : {}),
  };

  function cellMarks(): Uint8Array {
    return takenMarks(missing as Uint8Array, rows, missing?.length === values.length ? cell : cell / places);
  }
}

/** Marks of the elements of lists. */
function listMarks(missing: Uint8Array, offsets: Float64Array, rows: readonly number[]): Uint8Array {
  return concatenatedBytes(rows.map((row) => missing.subarray(offsets[row], offsets[row + 1])));
}

function takenMarks(missing: Uint8Array, rows: readonly number[], cell: number): Uint8Array {
  const marks = new Uint8Array(rows.length * cell);
  for (const [i, row] of rows.entries()) marks.set(missing.subarray(row * cell, (row + 1) * cell), i * cell);
  return marks;
}

function newOffsets(offsets: Float64Array, rows: readonly number[]): Float64Array {
  const made = new Float64Array(rows.length + 1);
  for (const [i, row] of rows.entries()) made[i + 1] = made[i] + offsets[row + 1] - offsets[row];
  return made;
}

function emptyLike(values: NumberArray, length: number): NumberArray {
  return new (values.constructor as new (length: number) => NumberArray)(length);
}
