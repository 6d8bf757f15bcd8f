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
  /** How texts are stored: each in its own length (default), or all in that of the longest with a zero at the end. */
  readonly strings?: "variable" | "fixed";
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

/** Value of an attribute. A text is a scalar of variable length, a number a scalar of type float64. */
export type Hdf5AttributeValue =
  | string
  | number
  | Hdf5Numbers
  | readonly string[]
  | Hdf5Array
  | Hdf5ReferenceLists
  | Hdf5ScaleUses;

/** Named attributes, in the order in which readers list them. */
export type Hdf5Attributes = Readonly<Record<string, Hdf5AttributeValue>>;

/** A data set of an HDF5 file. */
export interface Hdf5Dataset extends Hdf5Array {
  readonly attributes?: Hdf5Attributes;
  /** Shape of the chunks in which the array is stored. Default one piece; needed for a compression. */
  readonly chunks?: readonly number[];
  /** Compresses chunks into the zlib format (RFC 1950) at a level that the file records. Default none. */
  readonly deflate?: { readonly level: number; readonly compress: (bytes: Uint8Array) => Uint8Array };
  /** True for a data set that has a shape and no values: it takes no room, and readers see zeros. */
  readonly isEmpty?: boolean;
}

/** A group of an HDF5 file: named data sets and groups. The root of a file is one. */
export interface Hdf5Group {
  readonly members: Readonly<Record<string, Hdf5Group | Hdf5Dataset>>;
  readonly attributes?: Hdf5Attributes;
}
