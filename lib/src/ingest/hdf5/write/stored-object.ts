import type { Hdf5Attributes } from "../hdf5-tree";
import type { ChunkPlace } from "./chunk-index";
import type { ChunkFilters } from "./compression";
import type { Datatype } from "./datatype";
import type { TableWriter } from "./table-writer";

/** A group of a file that is being written. */
export interface StoredGroup {
  readonly kind: "group";
  attributes: Hdf5Attributes;
  readonly members: Map<string, StoredObject>;
}

/** An array whose values are in the file already, in one piece or in chunks. */
export interface StoredArray {
  readonly kind: "array";
  readonly attributes: Hdf5Attributes;
  readonly shape: readonly number[];
  readonly maxShape: readonly (number | null)[] | undefined;
  readonly type: Datatype;
  /** Where the values lie; nowhere when there are none. */
  place?: number | undefined;
  readonly chunk?: readonly number[];
  readonly chunks?: readonly ChunkPlace[];
  readonly filters?: ChunkFilters;
}

/** A table whose rows are in the file already. */
export interface StoredTable {
  readonly kind: "table";
  readonly table: TableWriter;
}

export type StoredObject = StoredGroup | StoredArray | StoredTable;
