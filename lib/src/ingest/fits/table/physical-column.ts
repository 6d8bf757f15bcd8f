import type { NumberArray, StoredArray } from "../image/pixel-array";
import { shiftedByHalf } from "../image/scaling";
import { type ColumnData, numberType, type ValueType } from "./column-data";
import type { FormatCode } from "./column-format";
import type { CellArray } from "./decode-cells";
import type { TableColumn } from "./table-column";

/**
 * Physical values of stored ones, with what is missing: scaled columns become real numbers of 64 bits with NaN for
 * TNULL, whole numbers shifted by half their range unsigned (or signed, for bytes); the rest stays as it is.
 *
 * @param stored not used afterwards: it may become the answer
 */
export function physicalColumn(
  column: Pick<TableColumn, "scale" | "zero" | "null">,
  code: FormatCode,
  stored: CellArray,
): Pick<ColumnData, "type" | "missing"> & { values: NumberArray } {
  if (code === "L") return logicals(stored as Uint8Array);
  if (code === "X") return { type: "bit", values: stored };
  const { scale, zero } = column;
  const isScaled = scale !== 1 || zero !== 0;
  if (code === "C" || code === "M") {
    const type: ValueType = code === "C" && !isScaled ? "complex64" : "complex128";
    if (!isScaled) return { type, values: stored };
    const values = Float64Array.from(stored as Float64Array, (value, i) => value * scale + (i % 2 === 0 ? zero : 0));
    return { type, values };
  }
  const missing = code === "E" || code === "D" ? undefined : missingOf(stored, column.null);
  if (!isScaled) return withMissing(stored, missing);
  const shifted = scale === 1 ? shiftedByHalf(stored as StoredArray, zero) : undefined;
  if (shifted) return withMissing(shifted, missing);
  const values = new Float64Array(stored.length);
  for (let i = 0; i < values.length; i++) values[i] = Number(stored[i]) * scale + zero;
  if (missing) for (let i = 0; i < values.length; i++) if (missing[i]) values[i] = Number.NaN;
  return withMissing(values, undefined);
}

function withMissing(values: NumberArray, missing: Uint8Array | undefined) {
  return { type: numberType(values), values, ...(missing ? { missing } : {}) };
}

/** Marks of the places that hold the number for a missing value; `undefined` when there are none. */
function missingOf(stored: CellArray, none: number | bigint | string | undefined): Uint8Array | undefined {
  if (none === undefined || typeof none === "string") return undefined;
  const wanted = stored instanceof BigInt64Array ? (Number.isInteger(Number(none)) ? BigInt(none) : undefined) : none;
  if (wanted === undefined) return undefined;
  let marks: Uint8Array | undefined;
  for (let i = 0; i < stored.length; i++) {
    if (stored[i] !== wanted) continue;
    marks ??= new Uint8Array(stored.length);
    marks[i] = 1;
  }
  return marks;
}

function logicals(stored: Uint8Array): { type: ValueType; values: Uint8Array; missing?: Uint8Array } {
  let missing: Uint8Array | undefined;
  for (let i = 0; i < stored.length; i++) {
    const byte = stored[i];
    stored[i] = byte === 0x54 ? 1 : 0;
    if (byte === 0x54 || byte === 0x46) continue;
    missing ??= new Uint8Array(stored.length);
    missing[i] = 1;
  }
  return { type: "logical", values: stored, ...(missing ? { missing } : {}) };
}
