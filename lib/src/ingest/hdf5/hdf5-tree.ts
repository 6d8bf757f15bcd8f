import type { Hdf5Compression } from "./write/compression";

/** Numbers as HDF5 stores them: the type of the array is the type in the file, little-endian. */
export type Hdf5Numbers =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** An n-dimensional array of numbers or texts, row-major. */
export interface Hdf5Array {
  readonly values: Hdf5Numbers | readonly string[];
  /** Default one dimension, of the length of `values`; `[]` is a scalar. */
  readonly shape?: readonly number[];
  /**
   * Bytes that are 0 or 1 as truths as h5py stores them (`"logical"`) or as PyTables does (`"bits"`); real and imaginary
   * parts in turn as complex numbers, which `shape` counts.
   */
  readonly type?: "logical" | "bits" | "complex";
  /**
   * How texts are stored: each in its own length (default), or all in that of the longest with a zero at the end,
   * declared as UTF-8 or, for ASCII that Python is to have as bytes, as ASCII.
   */
  readonly strings?: "variable" | "fixed" | "ascii";
}

/** Lists of links to objects of the same file, one list per element; `DIMENSION_LIST` of a variable is one. */
export interface Hdf5ReferenceLists {
  /** Paths from the root, for example `["/posterior/draw"]`. */
  readonly references: readonly (readonly string[])[];
}

/** The variables that use a dimension scale, and as which of their dimensions: `REFERENCE_LIST` of a scale. */
export interface Hdf5ScaleUses {
  readonly uses: readonly { readonly path: string; readonly dimension: number }[];
}

/**
 * Value of an attribute. A text is a scalar of variable length, a number a scalar of type float64, a bigint one of type
 * int64, and truths are those of h5py; lists of each are arrays.
 */
export type Hdf5AttributeValue =
  | string
  | number
  | bigint
  | boolean
  | Hdf5Numbers
  | readonly string[]
  | readonly number[]
  | readonly bigint[]
  | readonly boolean[]
  | Hdf5Array
  | Hdf5ReferenceLists
  | Hdf5ScaleUses;

/** Named attributes, in the order in which readers list them. */
export type Hdf5Attributes = Readonly<Record<string, Hdf5AttributeValue>>;

/** A data set of an HDF5 file. */
export interface Hdf5Dataset extends Hdf5Array {
  readonly attributes?: Hdf5Attributes;
  /** Shape of the chunks in which the array is stored. Default one piece; needed for a compression and for growth. */
  readonly chunks?: readonly number[];
  /** True to sort the bytes of elements by significance before they are packed; numbers get smaller so. */
  readonly shuffle?: boolean;
  /** How chunks are packed. Default not at all. */
  readonly compression?: Hdf5Compression;
  /** Lengths to which a program may let the array grow later, `null` for no limit. Default none: the shape is fixed. */
  readonly maxShape?: readonly (number | null)[];
  /** True for a data set that has a shape and no values: it takes no room, and readers see zeros. */
  readonly isEmpty?: boolean;
}

/** One column of a table, or some of its rows. */
export interface Hdf5Column {
  readonly name: string;
  /** All cells one after the other. */
  readonly values: Hdf5Numbers | readonly string[];
  /** Bytes that are 0 or 1 as truths, or real and imaginary parts in turn as complex numbers. */
  readonly type?: "logical" | "complex";
  /** Shape of a cell, the slowest axis first; single values when left out. */
  readonly cellShape?: readonly number[];
  /** Bytes (UTF-8) that texts of this column may have. Default as many as the longest among the first rows. */
  readonly textBytes?: number;
  readonly unit?: string;
  /** What the column holds, one phrase. */
  readonly description?: string;
}

/** Columns under a common name, as PyTables nests them. */
export interface Hdf5ColumnGroup {
  readonly name: string;
  readonly columns: readonly (Hdf5Column | Hdf5ColumnGroup)[];
}

/** How a table is stored, and what is said about it. */
export interface Hdf5TableOptions {
  readonly title?: string;
  readonly attributes?: Hdf5Attributes;
  /** Rows of a chunk. Default as many as 256 KiB hold, 1 MiB when they are not packed, fewer for small tables. */
  readonly chunkRows?: number;
  /** False to leave the bytes of rows as they are before they are packed. Default sorted by significance. */
  readonly shuffle?: boolean;
  /** How chunks are packed. Default not at all. */
  readonly compression?: Hdf5Compression;
}

/** A table of rows, which PyTables knows as such, and to which rows can be added later. */
export interface Hdf5Table extends Hdf5TableOptions {
  readonly columns: readonly (Hdf5Column | Hdf5ColumnGroup)[];
}

/** A group of an HDF5 file: named data sets, tables and groups. The root of a file is one. */
export interface Hdf5Group {
  readonly members: Readonly<Record<string, Hdf5Group | Hdf5Dataset | Hdf5Table>>;
  readonly attributes?: Hdf5Attributes;
}
