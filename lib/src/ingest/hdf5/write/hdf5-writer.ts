import type { ByteSink } from "../../fits/write/byte-sink";
import type {
  Hdf5Attributes,
  Hdf5Column,
  Hdf5ColumnGroup,
  Hdf5Dataset,
  Hdf5Group,
  Hdf5Table,
  Hdf5TableOptions,
} from "../hdf5-tree";
import { arrayChunks } from "./array-chunks";
import { BlockStore } from "./block-store";
import { ByteWriter } from "./byte-writer";
import type { ChunkPlace } from "./chunk-index";
import { elementsOf, shapeOf } from "./elements";
import { shuffled } from "./encode-cells";
import { GlobalHeap } from "./global-heap";
import { writeMetadata } from "./metadata";
import { withChecksum } from "./object-header";
import type { StoredArray, StoredGroup } from "./stored-object";
import { TableWriter } from "./table-writer";

const superblockSize = 48;

/**
 * Writes an HDF5 file part by part: arrays and tables as they come, what describes them at the end. So rows can be
 * added to several tables in turn, and nothing is kept in memory but the chunks that are being filled. Any HDF5 library
 * from version 1.8 on reads the file; a file that was not ended is none.
 *
 * @see [HDFGroup2024]
 *
 * @example
 * ```ts
 * import { Hdf5Writer, MemorySink } from "nightbook/ingest";
 *
 * const sink = new MemorySink();
 * const writer = new Hdf5Writer(sink);
 * const rows = (from: number) => [
 *   { name: "ResID", values: Uint32Array.of(from, from + 1) },
 *   { name: "Wavelength", unit: "nm", values: Float32Array.of(800, 1000) },
 * ];
 * const photons = writer.table("/Photons/PhotonTable", rows(10000), { title: "Photon Datatable" });
 * await photons.append(rows(10002));
 * await photons.append(rows(10004));
 * await writer.end();
 * photons.rows; // => 4
 * sink.bytes()[1] === 0x48; // => true
 * ```
 */
export class Hdf5Writer {
  readonly #sink: ByteSink;
  readonly #store: BlockStore;
  readonly #root: StoredGroup = { kind: "group", attributes: {}, members: new Map() };
  readonly #tables: TableWriter[] = [];

  constructor(sink: ByteSink) {
    // A file without its first bytes is not taken for a whole one.
    sink.write(new Uint8Array(superblockSize));
    this.#sink = sink;
    this.#store = new BlockStore(sink, superblockSize);
  }

  /**
   * Makes a group, and those above it.
   * @param path from the root, for example `/Photons`
   * @param attributes are added to those that the group has
   */
  group(path: string, attributes: Hdf5Attributes = {}): void {
    const group = this.#groupAt(namesOf(path), path);
    group.attributes = { ...group.attributes, ...attributes };
  }

  /**
   * Writes a data set.
   * @throws {RangeError} when a name is empty or taken, or the shape does not fit the values
   * @throws {TypeError} when values are neither a typed array nor texts
   */
  dataset(path: string, dataset: Hdf5Dataset): void {
    this.#add(path, () => this.#storeArray(path, dataset));
  }

  /**
   * Begins a table, to which rows are then appended.
   * @param first columns with some of the rows to come, from which names, types and widths of texts are taken; their
   * rows are *not* written
   */
  table(path: string, first: readonly (Hdf5Column | Hdf5ColumnGroup)[], options: Hdf5TableOptions = {}): TableWriter {
    const table = new TableWriter(this.#store, first, options);
    this.#add(path, () => ({ kind: "table", table }));
    this.#tables.push(table);
    return table;
  }

  /** Writes a whole tree below a path. */
  tree(path: string, node: Hdf5Group | Hdf5Dataset | Hdf5Table): void {
    if ("members" in node) {
      this.group(path, node.attributes);
      for (const [name, member] of Object.entries(node.members)) {
        checkName(name);
        this.tree(path === "/" ? `/${name}` : `${path}/${name}`, member);
      }
    } else if ("columns" in node) {
      for (const _chunk of this.table(path, node.columns, node).fill(node.columns)) this.#checkSettled();
    } else this.dataset(path, node);
  }

  /** Writes what describes all that was written, and only then makes the file valid. */
  async end(): Promise<void> {
    for (const table of this.#tables) table.end();
    await this.#store.settled();
    this.#finish();
  }

  /** As {@link end}, for a file of which nothing is packed on other threads. */
  endNow(): void {
    for (const table of this.#tables) table.end();
    this.#checkSettled();
    this.#finish();
  }

  #checkSettled(): void {
    if (!this.#store.isSettled) throw new TypeError("Chunks packed by other threads must be awaited: use Hdf5Writer");
  }

  #finish(): void {
    const root = writeMetadata(this.#root, this.#store);
    this.#sink.rewrite(0, superblock(root, this.#store.end));
  }

  #add(path: string, make: () => StoredArray | { kind: "table"; table: TableWriter }): void {
    const names = namesOf(path);
    const name = names.pop();
    if (name === undefined) throw new RangeError(`The root of a file is a group: ${path}`);
    const group = this.#groupAt(names, path);
    if (group.members.has(name)) throw new RangeError(`The file has this object already: ${path}`);
    group.members.set(name, make());
  }

  #groupAt(names: readonly string[], path: string): StoredGroup {
    let group = this.#root;
    for (const name of names) {
      let next = group.members.get(name);
      if (!next) {
        next = { kind: "group", attributes: {}, members: new Map() };
        group.members.set(name, next);
      }
      if (next.kind !== "group") throw new RangeError(`${name} is not a group: ${path}`);
      group = next;
    }
    return group;
  }

  #storeArray(path: string, dataset: Hdf5Dataset): StoredArray {
    const shape = shapeOf(dataset, path);
    checkStorage(path, dataset, shape);
    // Pointers to texts need to know where the texts are: those come first.
    const heap = new GlobalHeap(this.#store.end);
    const { type, bytes } = elementsOf(dataset, heap, () => 0);
    if (heap.size > 0) this.#store.place(heap.toBytes(), () => undefined);
    const { attributes = {}, maxShape, chunks: chunk, isEmpty = false, compression, shuffle = false } = dataset;
    const stored = { kind: "array", attributes, shape, maxShape, type } as const;
    if (!chunk) {
      const array: StoredArray = { ...stored, place: undefined };
      if (isEmpty || bytes.length === 0) return array;
      this.#store.place(bytes, (address) => {
        array.place = address;
      });
      return array;
    }
    const chunks: ChunkPlace[] = [];
    for (const { offset, bytes: cut } of arrayChunks(bytes, shape, chunk, type.size)) {
      const sorted = shuffle && type.size > 1 ? shuffled(cut, type.size) : cut;
      this.#store.place(compression ? compression.pack(sorted, type.size) : sorted, (address, length) =>
        chunks.push({ offset, address, bytes: length }),
      );
    }
    return { ...stored, chunk, chunks, filters: { shuffle: shuffle && type.size > 1, compression } };
  }
}

/** The names on the way from the root. */
function namesOf(path: string): string[] {
  if (!path.startsWith("/")) throw new RangeError(`Paths in an HDF5 file begin with "/": ${path}`);
  const names = path === "/" ? [] : path.slice(1).split("/");
  for (const name of names) checkName(name);
  return names;
}

function checkName(name: string): void {
  if (name === "" || name === "." || name.includes("/") || name.includes("\0")) {
    throw new RangeError(`Names in an HDF5 file must not be empty, a dot, or hold "/": ${JSON.stringify(name)}`);
  }
}

function checkStorage(path: string, dataset: Hdf5Dataset, shape: readonly number[]): void {
  const { chunks, compression, maxShape, shuffle, values, strings } = dataset;
  if (!chunks) {
    if (compression || shuffle) throw new RangeError(`A compressed data set needs chunks: ${path}`);
    if (maxShape) throw new RangeError(`A data set that can grow needs chunks: ${path}`);
    return;
  }
  if (chunks.length !== shape.length || shape.length === 0 || !chunks.every((c) => Number.isInteger(c) && c > 0)) {
    throw new RangeError(`Chunks of ${path} do not fit the shape [${shape}]: [${chunks}]`);
  }
  const fits =
    maxShape?.length === shape.length && maxShape.every((most, axis) => most === null || most >= shape[axis]);
  if (maxShape && !fits) throw new RangeError(`${path} of shape [${shape}] cannot grow up to: [${maxShape}]`);
  if (values.length > 0 && typeof values[0] === "string" && (strings ?? "variable") === "variable") {
    throw new RangeError(`Texts of variable length cannot be stored in chunks: ${path}`);
  }
}

function superblock(rootAddress: number, end: number): Uint8Array {
  return withChecksum(
    new ByteWriter().u8(0x89).text("HDF\r\n\x1a\n").u8(2, 8, 8, 0).u64(0).nowhere().u64(end).u64(rootAddress),
  );
}
