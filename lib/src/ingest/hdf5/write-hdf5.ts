import { utf8 } from "../../core/text";
import { ByteWriter } from "./byte-writer";
import { ChunkStore, chunksOf } from "./chunks";
import { elementsOf, shapeOf } from "./elements";
import { GlobalHeap } from "./global-heap";
import type { Hdf5Attributes, Hdf5Dataset, Hdf5Group } from "./hdf5-tree";
import * as header from "./object-header";
import { type HeaderMessage, messageType, objectHeader, withChecksum } from "./object-header";

/** An object of the tree and what it stores beside its header. */
interface Planned {
  readonly path: string;
  readonly node: Hdf5Group | Hdf5Dataset;
  readonly store: ChunkStore | undefined;
}

/** Where everything lies in the file. */
interface Places {
  readonly headers: ReadonlyMap<string, number>;
  readonly heap: number;
  readonly data: ReadonlyMap<string, number>;
  readonly end: number;
}

/** Everything of the file but the superblock, in order. */
interface Assembled {
  readonly headers: readonly Uint8Array[];
  readonly heap: GlobalHeap;
  readonly data: readonly (readonly Uint8Array[])[];
}

const superblockSize = 48;

/**
 * Writes an HDF5 file: groups, data sets of numbers and texts, attributes. No times are stored, so equal trees give
 * equal bytes. Any HDF5 library from version 1.8 on reads it.
 *
 * @param root the root group
 * @returns the whole file
 * @throws {RangeError} when a name is empty or holds `/`, a shape does not fit its values, or an attribute exceeds 64 KiB
 * @throws {TypeError} when values are neither a typed array nor texts
 * @see [HDFGroup2024]
 *
 * @example
 * ```ts
 * import { writeHdf5 } from "nightbook/ingest";
 *
 * const file = writeHdf5({
 *   attributes: { instrument: "DARKNESS" },
 *   members: {
 *     image: { values: new Float32Array(12), shape: [3, 4], attributes: { unit: "count" } },
 *     stations: { members: { name: { values: ["Elginfield", "Tavistock"] } } },
 *   },
 * });
 * file[1] === 0x48; // => true
 * ```
 */
export function writeHdf5(root: Hdf5Group): Uint8Array {
  const objects = plan(root, "/");
  // The sizes of all parts do not depend on where they lie: assemble, lay out, assemble again.
  const draft = assemble(objects, { headers: new Map(), heap: 0, data: new Map(), end: 0 });
  const places = layOut(objects, draft);
  const { headers, heap, data } = assemble(objects, places);
  const file = new Uint8Array(places.end);
  file.set(superblock(places.headers.get("/") ?? 0, places.end));
  for (const [k, { path }] of objects.entries()) {
    file.set(headers[k], places.headers.get(path));
    let at = places.data.get(path) ?? 0;
    for (const piece of data[k]) {
      file.set(piece, at);
      at += piece.length;
    }
  }
  file.set(heap.toBytes(), places.heap);
  return file;
}

/** The objects of the tree, each group before its members. */
function plan(node: Hdf5Group | Hdf5Dataset, path: string): Planned[] {
  if (!isGroup(node)) return [{ path, node, store: chunkStore(node, path) }];
  const members = Object.entries(node.members).flatMap(([name, member]) => {
    if (name === "" || name === "." || name.includes("/") || name.includes("\0")) {
      throw new RangeError(`Names in an HDF5 file must not be empty, a dot, or hold "/": ${JSON.stringify(name)}`);
    }
    return plan(member, path === "/" ? `/${name}` : `${path}/${name}`);
  });
  return [{ path, node, store: undefined }, ...members];
}

function isGroup(node: Hdf5Group | Hdf5Dataset): node is Hdf5Group {
  return "members" in node;
}

function chunkStore(dataset: Hdf5Dataset, path: string): ChunkStore | undefined {
  const { chunks, deflate } = dataset;
  if (!chunks) {
    if (deflate) throw new RangeError(`A compressed data set needs chunks: ${path}`);
    return undefined;
  }
  const shape = shapeOf(dataset, path);
  if (chunks.length !== shape.length || shape.length === 0 || !chunks.every((c) => Number.isInteger(c) && c > 0)) {
    throw new RangeError(`Chunks of ${path} do not fit the shape [${shape}]: [${chunks}]`);
  }
  if (dataset.values.length > 0 && typeof dataset.values[0] === "string" && dataset.strings !== "fixed") {
    throw new RangeError(`Texts of variable length cannot be stored in chunks: ${path}`);
  }
  const { type, bytes } = elementsOf(dataset, new GlobalHeap(0), () => 0);
  return new ChunkStore(chunksOf(bytes, shape, chunks, type.size, deflate), shape, chunks);
}

function assemble(objects: readonly Planned[], places: Places): Assembled {
  const heap = new GlobalHeap(places.heap);
  const addressOf = (path: string): number => {
    const address = places.headers.get(path);
    if (address === undefined && places.headers.size > 0) {
      throw new RangeError(`A reference leads to nothing: ${path}`);
    }
    return address ?? 0;
  };
  const headers: Uint8Array[] = [];
  const data: Uint8Array[][] = [];
  for (const { path, node, store } of objects) {
    const messages = attributeMessages(node.attributes ?? {}, heap, addressOf);
    if (isGroup(node)) {
      headers.push(objectHeader(path, [...linkMessages(path, node, addressOf), ...messages]));
      data.push([]);
    } else {
      const dataset = datasetMessages(path, node, store, places.data.get(path) ?? 0, heap, addressOf);
      headers.push(objectHeader(path, [...dataset.messages, ...messages]));
      data.push(dataset.pieces);
    }
  }
  return { headers, heap, data };
}

function linkMessages(path: string, group: Hdf5Group, addressOf: (path: string) => number): HeaderMessage[] {
  const names = Object.keys(group.members);
  return [
    { type: messageType.linkInfo, bytes: header.linkInfo(names.length) },
    { type: messageType.groupInfo, bytes: header.groupInfo },
    ...names.map((name, order) => ({
      type: messageType.link,
      bytes: header.link(utf8(name), order, addressOf(path === "/" ? `/${name}` : `${path}/${name}`)),
    })),
  ];
}

function datasetMessages(
  path: string,
  dataset: Hdf5Dataset,
  store: ChunkStore | undefined,
  address: number,
  heap: GlobalHeap,
  addressOf: (path: string) => number,
): { messages: HeaderMessage[]; pieces: Uint8Array[] } {
  const shape = shapeOf(dataset, path);
  const { type, bytes } = elementsOf(dataset, heap, addressOf);
  const { chunks, deflate, isEmpty } = dataset;
  const messages: HeaderMessage[] = [
    { type: messageType.dataspace, bytes: header.dataspace(shape) },
    { type: messageType.datatype, bytes: type.message },
    { type: messageType.fillValue, bytes: header.fillValue },
  ];
  if (!store || !chunks) {
    const size = shape.reduce((a, b) => a * b, type.size);
    messages.push({ type: messageType.layout, bytes: header.contiguousLayout(isEmpty ? undefined : address, size) });
    return { messages, pieces: isEmpty ? [] : [bytes] };
  }
  messages.push({ type: messageType.layout, bytes: header.chunkedLayout(address, store.size, chunks, type.size) });
  if (deflate) messages.push({ type: messageType.filters, bytes: header.deflateFilter(deflate.level) });
  return { messages, pieces: store.pieces(address) };
}

function attributeMessages(
  attributes: Hdf5Attributes,
  heap: GlobalHeap,
  addressOf: (path: string) => number,
): HeaderMessage[] {
  const entries = Object.entries(attributes);
  const messages = entries.map(([name, value], order) => {
    const array = typeof value === "string" || typeof value === "number" ? scalar(value) : value;
    const { type, bytes, shape } = elementsOf(array, heap, addressOf);
    const space = header.dataspace(shape);
    const message = header.attribute(utf8(name), type.message, space, bytes);
    return { type: messageType.attribute, bytes: message, order };
  });
  return [{ type: messageType.attributeInfo, bytes: header.attributeInfo(messages.length) }, ...messages];
}

function scalar(value: string | number) {
  return { values: typeof value === "string" ? [value] : Float64Array.of(value), shape: [] };
}

/** Headers first, then the heap, then the arrays, each on a multiple of eight bytes. */
function layOut(objects: readonly Planned[], { headers, heap, data }: Assembled): Places {
  let end = superblockSize;
  const take = (size: number): number => {
    const at = end;
    end += 8 * Math.ceil(size / 8);
    return at;
  };
  const headerPlaces = new Map(objects.map(({ path }, k) => [path, take(headers[k].length)]));
  const heapPlace = take(heap.size);
  const dataPlaces = new Map(
    objects.map(({ path }, k) => [path, take(data[k].reduce((sum, piece) => sum + piece.length, 0))]),
  );
  return { headers: headerPlaces, heap: heapPlace, data: dataPlaces, end };
}

function superblock(rootAddress: number, end: number): Uint8Array {
  return withChecksum(
    new ByteWriter().u8(0x89).text("HDF\r\n\x1a\n").u8(2, 8, 8, 0).u64(0).nowhere().u64(end).u64(rootAddress),
  );
}
