import type { NumberArray } from "../../fits/image/pixel-array";
import { asked, readUnturned } from "./ask-library";
import type { Hdf5Library } from "./hdf5-library";
import { isVariable, type LeafValues, leavesOf, readLeaves } from "./read-values";
import { cellBytes, cellType, hasForeignEnum } from "./value-type";

/** Value of an attribute: single ones as they are, `null` for one without a value, compounds as an object. */
export type AttributeValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | NumberArray
  | string[]
  | { readonly [name: string]: AttributeValue };

/** An attribute above this length is not read: the format itself keeps them below, but for special ones. */
const mostBytes = 1 << 26;

/**
 * Reads an attribute.
 * @param path of the object that has it
 * @throws {NightbookError} `HDF5_DAMAGED`
 */
export function attributeValue(library: Hdf5Library, file: bigint, path: string, name: string): AttributeValue {
  return asked(library, `its attribute ${JSON.stringify(name)} cannot be read`, path, () => {
    const metadata = library.get_attribute_metadata(file, path, name);
    const { shape } = metadata;
    if (shape === null) return null;
    const type = cellType(metadata);
    const count = shape.reduce((a, b) => a * b, 1);
    if (count * cellBytes(type) > mostBytes) return null;
    const leaves = leavesOf(type);
    const variable = isVariable(type);
    const source = {
      type,
      perRow: 1,
      perBlock: Math.max(1, count),
      fetch: (_first: number, _count: number, place: number) => {
        const read = () => library.get_attribute_data(file, path, name, BigInt(place));
        if (hasForeignEnum(metadata)) readUnturned(library, read);
        else read();
      },
      reclaim: (_first: number, _count: number, place: number) =>
        void (variable && library.reclaim_vlen_memory(file, path, name, BigInt(place))),
    };
    const values = readLeaves(library, file, source, leaves, 0, count).map((leaf) => plain(leaf, shape.length === 0));
    if (type.kind !== "compound") return values[0];
    return Object.fromEntries(leaves.map((leaf, i) => [leaf.path, values[i]]));
  });
}

/** A single value instead of an array of one. */
function plain({ type, values, cellShape, offsets }: LeafValues, isScalar: boolean): AttributeValue {
  if (!isScalar || cellShape.length > 0 || offsets || type.startsWith("complex")) return values;
  const [value] = values;
  return type === "logical" ? value === 1 : value;
}
