import type { Hdf5Array, Hdf5AttributeValue, Hdf5Numbers, Hdf5ReferenceLists, Hdf5ScaleUses } from "../hdf5-tree";

type Plain = string | number | bigint | boolean;

/**
 * An attribute as an array: single values are scalars.
 * @throws {TypeError} when there is no form for it, such as `null` or a list of different things
 */
export function plainAttribute(
  value: Hdf5AttributeValue,
  name: string,
): Hdf5Array | Hdf5Numbers | Hdf5ReferenceLists | Hdf5ScaleUses {
  const isSingle = !Array.isArray(value);
  const list = (isSingle ? [value] : value) as readonly unknown[];
  const found = typeof list[0];
  if (list.length > 0 && list.every((item) => typeof item === found)) {
    const shape = isSingle ? [] : [list.length];
    const plain = list as readonly Plain[];
    if (found === "string") return { values: plain as readonly string[], shape };
    if (found === "number") return { values: Float64Array.from(plain as readonly number[]), shape };
    if (found === "bigint") return { values: BigInt64Array.from(plain as readonly bigint[]), shape };
    if (found === "boolean") return { values: Uint8Array.from(plain, Number), shape, type: "logical" };
  }
  if (!isSingle && list.length === 0) return { values: [], shape: [0] };
  if (!isSingle || typeof value !== "object" || value === null) {
    throw new TypeError(`An attribute of HDF5 is a text, a number, a truth, or a list of one of these: ${name}`);
  }
  return value as Hdf5Array;
}
