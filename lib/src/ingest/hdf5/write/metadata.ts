import { utf8 } from "../../../core/text";
import type { Hdf5Attributes } from "../hdf5-tree";
import type { BlockStore } from "./block-store";
import { chunkIndex } from "./chunk-index";
import { filterMessage } from "./compression";
import { elementsOf } from "./elements";
import { GlobalHeap } from "./global-heap";
import * as header from "./object-header";
import { type HeaderMessage, messageType, objectHeader } from "./object-header";
import { plainAttribute } from "./plain-attribute";
import { groupAttributes, tableAttributes } from "./pytables";
import type { StoredArray, StoredGroup, StoredObject } from "./stored-object";

/** An object of the file, what stands before the attributes in its header, and its attributes. */
interface Described {
  readonly path: string;
  readonly messages: (addressOf: AddressOf) => HeaderMessage[];
  readonly attributes: Hdf5Attributes;
}

type AddressOf = (path: string) => number;

/**
 * Writes what describes the objects of a file, behind their values: trees of chunks, texts of attributes, headers.
 * @returns the address of the root's header
 */
export function writeMetadata(root: StoredGroup, store: BlockStore): number {
  const align = () => store.place(new Uint8Array((8 - (store.end % 8)) % 8), () => undefined);
  align();
  const hasTables = holdsTable(root);
  const objects = describe("/", root, store, hasTables);
  align();
  // The sizes of headers do not depend on what they point to: measure them, then write them.
  const draft = headersOf(objects, new GlobalHeap(store.end), () => 0);
  const places = new Map<string, number>();
  const heapAddress = store.end;
  let end = heapAddress + draft.heap.size;
  for (const [k, { path }] of objects.entries()) {
    end = 8 * Math.ceil(end / 8);
    places.set(path, end);
    end += draft.headers[k].length;
  }
  const { heap, headers } = headersOf(objects, new GlobalHeap(heapAddress), (path) => {
    const address = places.get(path);
    if (address === undefined) throw new RangeError(`A reference leads to nothing: ${path}`);
    return address;
  });
  store.place(heap.toBytes(), () => undefined);
  for (const bytes of headers) {
    align();
    store.place(bytes, () => undefined);
  }
  return places.get("/") ?? 0;
}

function headersOf(objects: readonly Described[], heap: GlobalHeap, addressOf: AddressOf) {
  const headers = objects.map(({ path, messages, attributes }) =>
    objectHeader(path, [...messages(addressOf), ...attributeMessages(attributes, heap, addressOf)]),
  );
  return { heap, headers };
}

function holdsTable(object: StoredObject): boolean {
  return object.kind === "table" || (object.kind === "group" && [...object.members.values()].some(holdsTable));
}

/** The objects of the tree, each group before its members; the trees of their chunks are written. */
function describe(path: string, object: StoredObject, store: BlockStore, hasTables: boolean): Described[] {
  if (object.kind === "array") {
    const messages = arrayMessages(object, store);
    return [{ path, messages: () => messages, attributes: object.attributes }];
  }
  if (object.kind === "table") {
    const { table } = object;
    const { type } = table.layout;
    const { rows, chunks, chunkRows, filters } = table;
    const messages = arrayMessages(
      { kind: "array", attributes: {}, shape: [rows], maxShape: [null], type, chunk: [chunkRows], chunks, filters },
      store,
    );
    const attributes = { ...tableAttributes(table.layout, table.title, rows), ...table.attributes };
    return [{ path, messages: () => messages, attributes }];
  }
  const below = (name: string) => (path === "/" ? `/${name}` : `${path}/${name}`);
  const members = [...object.members].flatMap(([name, member]) => describe(below(name), member, store, hasTables));
  // Files with tables are files of PyTables, which wants to know its groups.
  const attributes = { ...(hasTables && groupAttributes(path === "/")), ...object.attributes };
  return [{ path, messages: (addressOf) => linkMessages(object, below, addressOf), attributes }, ...members];
}

function linkMessages({ members }: StoredGroup, below: (name: string) => string, addressOf: AddressOf) {
  return [
    { type: messageType.linkInfo, bytes: header.linkInfo(members.size) },
    { type: messageType.groupInfo, bytes: header.groupInfo },
    ...[...members.keys()].map((name, order) => ({
      type: messageType.link,
      bytes: header.link(utf8(name), order, addressOf(below(name))),
    })),
  ];
}

function arrayMessages(array: StoredArray, store: BlockStore): HeaderMessage[] {
  const { shape, maxShape, type, place, chunk, chunks = [], filters = {} } = array;
  const messages: HeaderMessage[] = [
    { type: messageType.dataspace, bytes: header.dataspace(shape, maxShape) },
    { type: messageType.datatype, bytes: type.message },
    { type: messageType.fillValue, bytes: header.fillValue(chunk !== undefined) },
  ];
  if (!chunk) {
    const size = shape.reduce((a, b) => a * b, type.size);
    return [...messages, { type: messageType.layout, bytes: header.contiguousLayout(place, size) }];
  }
  let tree: number | undefined;
  if (chunks.length > 0) {
    const end = shape.map((length, axis) => (axis === 0 ? Math.ceil(length / chunk[0]) * chunk[0] : 0));
    store.place(chunkIndex(chunks, end, store.end), (address) => {
      tree = address;
    });
  }
  messages.push({ type: messageType.layout, bytes: header.chunkedLayout(tree, chunk, type.size) });
  const filter = filterMessage(
    filters,
    type.size,
    chunk.reduce((a, b) => a * b, type.size),
  );
  if (filter) messages.push({ type: messageType.filters, bytes: filter });
  return messages;
}

function attributeMessages(attributes: Hdf5Attributes, heap: GlobalHeap, addressOf: AddressOf): HeaderMessage[] {
  const messages = Object.entries(attributes).map(([name, value], order) => {
    const array = plainAttribute(value, name);
    const { type, bytes, shape } = elementsOf(array, heap, addressOf);
    const space = header.dataspace(shape);
    const message = header.attribute(utf8(name), type.message, space, bytes);
    return { type: messageType.attribute, bytes: message, order };
  });
  return [{ type: messageType.attributeInfo, bytes: header.attributeInfo(messages.length) }, ...messages];
}
