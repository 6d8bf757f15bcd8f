import type { ByteSource } from "../../fits/byte-source";
import { bloscAlone, bloscBeside, bloscId, bloscModule } from "./blosc-filter";
import { functionModule } from "./filter-module";
import { hdf5Error } from "./hdf5-error";
import { type MemoryRoom, usualRoom, withinRoom } from "./memory-room";
import { meteredModule } from "./metered-module";
import { printing, uncompress } from "./missing-functions";
import { type ModuleCalls, openCalls } from "./module-calls";
import { needing } from "./wasm-bytes";

/** What h5wasm says about a datatype. */
export interface LibraryType {
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  /** False for big-endian numbers, and for what has no order. */
  readonly littleEndian: boolean;
  readonly vlen: boolean;
  readonly strpad?: number;
  readonly compound_type?: { readonly members: readonly (LibraryType & { name: string; offset: number })[] };
  readonly enum_type?: { readonly type: number; readonly members: Readonly<Record<string, number>> };
  readonly array_type?: LibraryType & { readonly shape: readonly number[] };
  readonly vlen_type?: LibraryType;
  readonly ref_type?: "object" | "region";
}

/** What h5wasm says about a data set or an attribute. */
export interface LibraryMetadata extends LibraryType {
  /** `null` for one that has no values at all. */
  readonly shape: readonly number[] | null;
  readonly maxshape: readonly number[] | null;
  readonly chunks: readonly number[] | null;
  readonly virtual_sources?: readonly unknown[];
}

/** An open file of the small file system. */
interface Stream {
  readonly path?: string;
  stream_ops: object;
}

interface FileNode {
  node_ops: Record<string, unknown>;
  stream_ops: Record<string, unknown>;
}

/** What is used of h5wasm: the HDF5 library in WebAssembly, and the small file system that it sees. */
interface H5wasm {
  readonly HEAPU8: Uint8Array;
  readonly H5F_LIBVER_EARLIEST: number;
  readonly H5F_LIBVER_LATEST: number;
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    mkdir(path: string): void;
    unlink(path: string): void;
    open(path: string, flags: string): { readonly fd: number; stream_ops: object };
    lookupPath(path: string): { node: FileNode };
    readonly streams: readonly (Stream | null)[];
    close(stream: Stream): void;
  };
  /** Calls the function of a name, here the one that is put in front of the others as `_work`. */
  ccall(name: "work", result: null, types: readonly ["string"], values: readonly [string]): void;
  ["_work"]?: () => void;
  activate_throwing_error_handler(): number;
  deactivate_throwing_error_handler(): number;
  insert_plugin_search_path(path: string, index: number): number;
  open(path: string, mode: number, trackOrder: boolean, low: number, high: number): bigint;
  close_file(file: bigint): number;
  get_names(file: bigint, path: string, recursive: boolean): string[];
  get_type(file: bigint, path: string): number;
  get_symbolic_link(file: bigint, path: string): string;
  get_external_link(file: bigint, path: string): { filename: string; obj_path: string };
  get_attribute_names(file: bigint, path: string): string[];
  get_attribute_metadata(file: bigint, path: string, name: string): LibraryMetadata;
  get_attribute_data(file: bigint, path: string, name: string, to: bigint): number;
  get_dataset_metadata(file: bigint, path: string): LibraryMetadata;
  get_datatype_metadata(file: bigint, path: string): LibraryType;
  get_dataset_filters(file: bigint, path: string): { id: number; name: string; cd_values: number[] }[];
  get_dataset_data(
    file: bigint,
    path: string,
    count: bigint[] | null,
    offset: bigint[] | null,
    strides: bigint[] | null,
    to: bigint,
  ): number;
  get_referenced_name(file: bigint, reference: Uint8Array, isObject: boolean): string;
  reclaim_vlen_memory(file: bigint, path: string, attribute: string, data: bigint): number;
  reclaim_vlen_memory_count(file: bigint, path: string, attribute: string, data: bigint, count: bigint[]): number;
  _malloc(bytes: number): number;
  _free(place: number): void;
}

/** The library, and what we keep beside it. */
export interface Hdf5Library extends H5wasm {
  /** Where in its memory stands how many rounds the loops of filters may still make. */
  readonly roundsAt: number;
  /** How modules of filters reach us. */
  readonly calls: ModuleCalls;
  /** What it may take of memory. */
  readonly room: MemoryRoom;
  /** True for the one that others may use, too. */
  readonly isShared: boolean;
  /** True when damaged files have left too much behind in it; files that are opened from then on get another one. */
  isWorn: boolean;
  readonly installed: Set<number>;
  /** Whether our module of Blosc is the one that the library took; others may have given it theirs before. */
  isBloscOurs: () => boolean;
  /** How many files are open in it. */
  openFiles: number;
  mounted: number;
}

/** Makes another instance of the library. */
export type LibraryFactory = () => Promise<unknown>;

let loading: Promise<Hdf5Library> | undefined;

/** The library that all who import its package share. */
const shared: LibraryFactory = async () => (await import("h5wasm")).ready;

/**
 * The HDF5 library, loaded when a first file is opened.
 * @param another makes one that nobody else has, now and when it is worn; without it, the shared one is taken
 */
export async function loadHdf5Library(another?: LibraryFactory): Promise<Hdf5Library> {
  if (another) loading ??= started(another).catch(() => started(shared, true));
  loading ??= started(shared, true);
  const before = loading;
  const library = await before;
  const isLeft = library.isShared || library.isWorn;
  if (another && isLeft && loading === before) loading = started(another).catch(() => library);
  return loading;
}

async function started(make: LibraryFactory, isShared = false): Promise<Hdf5Library> {
  const room: MemoryRoom = { most: usualRoom };
  const library = (await withinRoom(room, make)) as H5wasm;
  library.activate_throwing_error_handler();
  for (const folder of [filterFolder, innerFolder]) library.FS.mkdir(folder);
  library.insert_plugin_search_path(filterFolder, 0);
  // What the library prints is told in errors already.
  for (const stream of library.FS.streams.slice(0, 3)) {
    if (stream)
      stream.stream_ops = { write: (_stream: unknown, _from: unknown, _at: number, length: number) => length };
  }
  const calls = openCalls(library, [bloscAlone(library), bloscBeside(library), uncompress(library)]);
  library.FS.writeFile(missingPath, functionModule([zlibFunction, ...printing.map((name) => ({ name }))], calls));
  const own = {
    calls,
    roundsAt: library._malloc(8),
    room,
    isShared,
    isWorn: false,
    openFiles: 0,
    installed: new Set<number>(),
    isBloscOurs: () => false,
    mounted: 0,
  };
  return Object.assign(library, own);
}

/** Numbers of the functions that modules may ask for. */
const which = { bloscAlone: 0, bloscBeside: 1, uncompress: 2 };
const zlibFunction = { name: "uncompress", work: { which: which.uncompress, parameters: 4 } };

/** Where the library looks for modules of filters, and where those lie that others load. */
const [filterFolder, innerFolder] = ["/nightbook-filters", "/nightbook-inner"];
const missingPath = `${innerFolder}/libmissing.so`;

/** Filters that are no part of HDF5, by the number under which they are registered, and what their modules are called. */
const filterModules: Readonly<Record<number, string>> = {
  307: "bz2",
  32000: "lzf",
  [bloscId]: "blosc",
  32004: "lz4",
  32008: "bshuf",
  32013: "zfp",
  32015: "zstd",
  32019: "jpeg",
  32022: "bitgroom",
  32023: "bitround",
  32026: "blosc2",
};

/** Filters that every HDF5 library has: deflate, shuffle, fletcher32, szip, n-bit, scale-offset. */
const mostOwnFilter = 6;

/** Gives the module of a filter, `libH5Z<name>.so` of h5wasm-plugins; `undefined` when there is none. */
export type FilterModules = (name: string) => Uint8Array | undefined;

/**
 * Sees to it that the library knows a filter.
 * @throws {NightbookError} `HDF5_UNSUPPORTED` when there is none of that number
 */
export function installFilter(
  library: Hdf5Library,
  filter: { id: number; name: string },
  modules: FilterModules,
): void {
  const { id } = filter;
  if (id <= mostOwnFilter || library.installed.has(id)) return;
  const name = filterModules[id];
  const shipped = name === undefined ? undefined : modules(name);
  const metered = shipped && needing(meteredModule(shipped, library.roundsAt), [missingPath]);
  const bytes = id === bloscId ? bloscOf(library, metered) : metered;
  if (bytes === undefined) {
    const known = name ?? filter.name.split(";")[0];
    const hint = name === undefined ? undefined : "Give its module to openHdf5 as filters";
    throw hdf5Error("HDF5_UNSUPPORTED", `values are packed by a filter that is not here, ${id} ${known}`, {}, hint);
  }
  library.FS.writeFile(`${filterFolder}/libH5Z${name}.so`, bytes);
  library.installed.add(id);
}

function bloscOf(library: Hdf5Library, shipped: Uint8Array | undefined): Uint8Array {
  const path = `${innerFolder}/libblosc.so`;
  if (shipped) library.FS.writeFile(path, shipped);
  const { bytes, isInPlace } = shipped
    ? bloscModule(library, library.calls, which.bloscBeside, path)
    : bloscModule(library, library.calls, which.bloscAlone);
  library.isBloscOurs = isInPlace;
  return bytes;
}

/** Shows a source to the library as a file, whose parts are read when they are asked for. */
export function mountSource(library: Hdf5Library, source: ByteSource): { path: string; unmount: () => void } {
  const path = `/source-${library.mounted++}`;
  // After damage the library may keep a file open for ever: the source is let go of all the same.
  const { size } = source;
  let shown: ByteSource | undefined = source;
  library.FS.writeFile(path, new Uint8Array(0));
  const { node } = library.FS.lookupPath(path);
  const attributes = node.node_ops["getattr"] as (of: unknown) => object;
  node.node_ops = { ...node.node_ops, getattr: (of: unknown) => ({ ...attributes(of), size }) };
  node.stream_ops = {
    read(_stream: unknown, memory: Int8Array, to: number, length: number, position: number): number {
      if (!shown || position >= size) return 0;
      const buffer = new Uint8Array(memory.buffer, memory.byteOffset + to, length);
      const bytes = shown.read(position, length, buffer);
      if (bytes.buffer !== buffer.buffer || bytes.byteOffset !== buffer.byteOffset) buffer.set(bytes);
      return bytes.length;
    },
    llseek(stream: { position: number }, offset: number, whence: number): number {
      return whence === 0 ? offset : (whence === 1 ? stream.position : size) + offset;
    },
  };
  const unmount = () => {
    shown = undefined;
    for (const stream of library.FS.streams) if (stream?.path === path) library.FS.close(stream);
    library.FS.unlink(path);
  };
  return { path, unmount };
}
