import type { Hdf5Array, Hdf5Attributes, Hdf5AttributeValue, Hdf5Numbers } from "../hdf5-tree";
import type { CellLayout, TableLayout } from "./column-layout";
import type { NumberName } from "./datatype";

const fixed = (text: string): Hdf5Array => ({ values: [text], shape: [], strings: "fixed" });

/** What PyTables notes at a group; at the root also the version of its format. */
export function groupAttributes(isRoot: boolean): Hdf5Attributes {
  return {
    CLASS: fixed("GROUP"),
    ...(isRoot && { PYTABLES_FORMAT_VERSION: fixed("2.1") }),
    TITLE: fixed(""),
    VERSION: fixed("1.0"),
  };
}

/**
 * What PyTables notes at a table, and units and descriptions of columns as ctapipe notes them, since PyTables has no way
 * of its own.
 */
export function tableAttributes({ names, cells }: TableLayout, title: string, rows: number): Hdf5Attributes {
  const attributes: Record<string, Hdf5AttributeValue> = {
    CLASS: fixed("TABLE"),
    VERSION: fixed("2.7"),
    TITLE: fixed(title),
  };
  for (const [i, name] of names.entries()) attributes[`FIELD_${i}_NAME`] = fixed(name);
  // PyTables numbers these level by level.
  const byLevel = [...cells].sort((a, b) => a.path.split("/").length - b.path.split("/").length);
  for (const [i, cell] of byLevel.entries()) attributes[`FIELD_${i}_FILL`] = fillOf(cell);
  // ctapipe knows outermost columns by their number; those within groups get numbers that it does not ask for.
  let beyond = names.length;
  for (const { path, unit, description } of cells) {
    const i = path.includes("/") ? beyond++ : names.indexOf(path);
    if (unit !== undefined || description !== undefined) attributes[`CTAFIELD_${i}_NAME`] = fixed(path);
    if (description !== undefined) attributes[`CTAFIELD_${i}_DESC`] = fixed(description);
    if (unit !== undefined) {
      attributes[`CTAFIELD_${i}_TRANSFORM`] = fixed("quantity");
      attributes[`CTAFIELD_${i}_UNIT`] = fixed(unit);
    }
  }
  attributes["NROWS"] = { values: BigInt64Array.of(BigInt(rows)), shape: [] };
  return attributes;
}

/** The value that cells get when none is given: zero of the type of the column, or an empty text. */
function fillOf({ kind, number }: CellLayout): Hdf5Array {
  if (kind === "text") return { values: [""], shape: [], strings: "ascii" };
  if (kind === "complex") {
    return { values: number === "float32" ? new Float32Array(2) : new Float64Array(2), shape: [], type: "complex" };
  }
  return { values: zeros[number](), shape: [], ...(kind === "logical" && { type: "bits" }) };
}

const zeros: Record<NumberName, () => Hdf5Numbers> = {
  int8: () => new Int8Array(1),
  uint8: () => new Uint8Array(1),
  int16: () => new Int16Array(1),
  uint16: () => new Uint16Array(1),
  int32: () => new Int32Array(1),
  uint32: () => new Uint32Array(1),
  int64: () => new BigInt64Array(1),
  uint64: () => new BigUint64Array(1),
  float32: () => new Float32Array(1),
  float64: () => new Float64Array(1),
};
