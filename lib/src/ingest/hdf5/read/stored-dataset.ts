import { asked, readUnturned } from "./ask-library";
import type { AttributeValue } from "./attribute-values";
import { foreignBlosc } from "./blosc-filter";
import { hdf5Error } from "./hdf5-error";
import { installFilter, type LibraryMetadata } from "./hdf5-library";
import type { LibraryFile } from "./open-library-file";
import { type ElementSource, isVariable } from "./read-values";
import { type CellType, cellBytes, cellType, hasForeignEnum } from "./value-type";

/** Bytes of rows that are read at a time. */
const blockBytes = 1 << 23;

/** What arrays and tables of a file have in common. */
export abstract class StoredDataset {
  readonly #metadata: LibraryMetadata;
  readonly cell: CellType;
  #attributes: Readonly<Record<string, AttributeValue>> | undefined;

  constructor(
    protected readonly file: LibraryFile,
    /** From the root, for example `/Photons/PhotonTable`. */
    readonly path: string,
    metadata: LibraryMetadata,
  ) {
    this.#metadata = metadata;
    this.cell = cellType(metadata);
  }

  /** The last part of the path. */
  get name(): string {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  /** Length of each axis, the slowest first; `[]` for a single value, `[0]` when there is none. */
  get shape(): readonly number[] {
    return this.#metadata.shape ?? [0];
  }

  /** Shape of the chunks in which it is stored; `undefined` when it lies in one piece. */
  get chunks(): readonly number[] | undefined {
    return this.#metadata.chunks ?? undefined;
  }

  /** Attributes by name; each is read when it is asked for first. */
  get attributes(): Readonly<Record<string, AttributeValue>> {
    this.#attributes ??= this.file.attributes(this.path);
    return this.#attributes;
  }

  /** The filters through which chunks go, as the file names them. */
  get filters(): readonly { readonly id: number; readonly name: string; readonly parameters: readonly number[] }[] {
    const { library, id } = this.file;
    return asked(library, "its filters cannot be listed", this.path, () =>
      library.get_dataset_filters(id, this.path).map(({ id: filter, name, cd_values }) => ({
        id: filter,
        name,
        parameters: [...cd_values],
      })),
    );
  }

  /**
   * A part of the data set as something that is read block by block along the first axis.
   * @param inner part of the other axes
   */
  protected elements(inner: { start: readonly number[]; end: readonly number[] }): ElementSource {
    const { library, id } = this.file;
    const { path, cell } = this;
    const lengths = inner.start.map((from, axis) => inner.end[axis] - from);
    const perRow = lengths.reduce((a, b) => a * b, 1);
    const rowBytes = Math.max(1, perRow * cellBytes(cell));
    const chunkRows = this.chunks?.[0] ?? 1;
    const isScalar = this.shape.length === 0;
    const slab = (first: number, count: number): [bigint[], bigint[]] => [
      [count, ...lengths].map(BigInt),
      [first, ...inner.start].map(BigInt),
    ];
    const variable = isVariable(cell);
    const isUnturned = hasForeignEnum(this.#metadata);
    return {
      type: cell,
      perRow,
      perBlock: Math.max(1, Math.floor(blockBytes / (rowBytes * chunkRows))) * chunkRows,
      fetch: (first, count, place) => {
        const [counts, offsets] = slab(first, count);
        const strides = counts.map(() => 1n);
        const read = () =>
          isScalar
            ? library.get_dataset_data(id, path, null, null, null, BigInt(place))
            : library.get_dataset_data(id, path, counts, offsets, strides, BigInt(place));
        const work = isUnturned ? () => readUnturned(library, read) : read;
        const bytes = this.#unpackedBytes([count, ...lengths]);
        try {
          asked(library, "its values cannot be read", path, work, bytes);
        } catch (error) {
          const isForeign = this.chunks && library.isShared && !library.isBloscOurs();
          throw (isForeign && foreignBlosc(this.filters, path)) || error;
        }
      },
      reclaim: (first, count, place) => {
        if (!variable) return;
        asked(library, "the memory of its values cannot be given back", path, () => {
          if (isScalar) library.reclaim_vlen_memory(id, path, "", BigInt(place));
          else library.reclaim_vlen_memory_count(id, path, "", BigInt(place), slab(first, count)[0]);
        });
      },
    };
  }

  /** Lets the library take memory for a block of rows and its copy, a chunk that grows as it is unpacked, and texts. */
  #makeRoom(chunk: number): void {
    const { chunks, cell, shape } = this;
    const bytes = cellBytes(cell);
    const row = shape.slice(1).reduce((a, b) => a * b, bytes) * (chunks?.[0] ?? 1);
    const block = Math.min(
      Math.max(blockBytes, row),
      shape.reduce((a, b) => a * b, bytes),
    );
    this.file.makeRoom(3 * chunk + 2 * block, isVariable(cell));
  }

  /** Most bytes of the chunks in which a part of some lengths lies. */
  #unpackedBytes(lengths: readonly number[]): number {
    const { chunks, cell } = this;
    return chunks ? lengths.reduce((bytes, length, axis) => bytes * (length + 2 * chunks[axis]), cellBytes(cell)) : 0;
  }

  /** Sees to it that values can be read: the file is open, filters are there, chunks are of a possible size. */
  protected prepare(): void {
    if (!this.file.isOpen) throw new RangeError(`The HDF5 file was closed: ${this.path}`);
    const chunk = this.chunks?.reduce((a, b) => a * b, cellBytes(this.cell)) ?? 0;
    this.file.allow(chunk, `a chunk of ${this.path}`);
    this.#makeRoom(chunk);
    if (!this.chunks) return;
    for (const filter of this.filters) installFilter(this.file.library, filter, this.file.filters);
    if (this.#metadata.virtual_sources?.length) {
      throw hdf5Error("HDF5_UNSUPPORTED", "its values are in other files", { part: this.path });
    }
  }
}
