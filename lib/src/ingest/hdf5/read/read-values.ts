import type { ColumnData } from "../../fits/table/column-data";
import { asked } from "./ask-library";
import { ColumnBuilder, type LibraryMemory } from "./column-builder";
import { hdf5Error } from "./hdf5-error";
import type { Hdf5Library } from "./hdf5-library";
import { type CellType, cellBytes } from "./value-type";

/** A column of a compound, or the values of an array, and where its cells lie in an element. */
export interface Leaf {
  /** Names from the outermost compound inwards, with slashes between; empty for an array. */
  readonly path: string;
  readonly offset: number;
  readonly type: Exclude<CellType, { kind: "compound" }>;
}

/** What of a leaf is read. */
export type LeafValues = Pick<ColumnData, "type" | "length" | "cellShape" | "values" | "offsets">;

/** The columns of a compound, those of compounds within too; of anything else its values. */
export function leavesOf(type: CellType, path = "", offset = 0): Leaf[] {
  if (type.kind !== "compound") return [{ path, offset, type }];
  return type.members.flatMap((member) =>
    leavesOf(member.type, path === "" ? member.name : `${path}/${member.name}`, offset + member.offset),
  );
}

/** Where elements come from: a data set or an attribute. */
export interface ElementSource {
  readonly type: CellType;
  /** How many elements, or rows of elements, are read at a time. */
  readonly perBlock: number;
  /** Elements in one row of the first axis. */
  readonly perRow: number;
  /** Puts rows of elements into the memory of the library. */
  readonly fetch: (first: number, count: number, place: number) => void;
  /** Gives back what elements of variable length took. */
  readonly reclaim: (first: number, count: number, place: number) => void;
}

/**
 * Reads rows block by block.
 * @param start first row
 * @param end row behind the last
 */
export function readLeaves(
  library: Hdf5Library,
  file: bigint,
  source: ElementSource,
  leaves: readonly Leaf[],
  start: number,
  end: number,
): LeafValues[] {
  const { type, perBlock, perRow } = source;
  const bytes = cellBytes(type);
  const builders = leaves.map((leaf) => new ColumnBuilder(leaf.type, leaf.offset, (end - start) * perRow));
  const rowBytes = bytes * perRow;
  if (end > start && rowBytes > 0) {
    const room = Math.min(perBlock, end - start) * rowBytes;
    const place = library._malloc(room);
    if (place === 0) throw hdf5Error("HDF5_TOO_LARGE", `the library has no room for ${room} bytes`);
    try {
      for (let first = start; first < end; first += perBlock) {
        const count = Math.min(perBlock, end - first);
        source.fetch(first, count, place);
        const rows = library.HEAPU8.subarray(place, place + count * rowBytes);
        try {
          for (const builder of builders) builder.add(rows, bytes, memoryOf(library, file));
        } finally {
          source.reclaim(first, count, place);
        }
      }
    } finally {
      library._free(place);
    }
  }
  return builders.map((builder) => builder.done());
}

/** True when elements point to memory that the library took for them. */
export function isVariable(type: CellType): boolean {
  if (type.kind === "compound") return type.members.some((member) => isVariable(member.type));
  return type.kind === "list" || type.element.kind === "variableText";
}

function memoryOf(library: Hdf5Library, file: bigint): LibraryMemory {
  return {
    bytesAt(place, length) {
      const memory = library.HEAPU8;
      const end = length === undefined ? memory.indexOf(0, place) : place + length;
      if (place < 0 || end < place || end > memory.length)
        throw hdf5Error("HDF5_DAMAGED", "a value has an impossible length");
      return memory.subarray(place, end);
    },
    nameOf(reference) {
      if (reference.every((byte) => byte === 0)) return "";
      try {
        const bytes = reference.slice();
        return asked(library, "a reference leads nowhere", undefined, () =>
          library.get_referenced_name(file, bytes, true),
        );
      } catch {
        return "";
      }
    },
  };
}
