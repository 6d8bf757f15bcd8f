import { unblosc, unbloscLength } from "../../../core/blosc";
import { inflate } from "../../../core/deflate";
import { type FilterFunctions, filterModule } from "./filter-module";

/** What is used of the library. */
interface Library {
  readonly HEAPU8: Uint8Array;
  readonly functions: FilterFunctions;
  _malloc(bytes: number): number;
  _free(place: number): void;
}

type Filter = (flags: number, count: number, values: number, bytes: number, sizeAt: number, at: number) => number;

/** Number under which Blosc is registered. */
export const bloscId = 32001;
/** Flag of a filter that is to unpack. */
const unpacking = 0x100;
/** Codecs, as the header of a chunk numbers them, that its module has: BloscLZ, LZ4, Zstandard. */
const codecsOfModule: readonly number[] = [0, 1, 4];
/** Length of the class of a filter, and where in it the place of the filter stands. */
const [classBytes, filterOffset] = [32, 28];

/**
 * The module of Blosc for the library: what that which is shipped has is left to it, the rest is unpacked here.
 * @param path where that module lies for the library; left out when it is not here
 */
export function bloscModule(library: Library, path: string | undefined): Uint8Array {
  const { functions } = library;
  let inner: Filter | undefined;
  functions["nightbookBloscClass"] = (innerClass: number, filter: number) => {
    const [place, name] = [library._malloc(classBytes), emptyText(library)];
    const view = viewOf(library);
    if (innerClass === 0) {
      const fields = [1, bloscId, 0, 1, name, 0, 0, 0];
      for (const [i, field] of fields.entries()) view.setUint32(place + 4 * i, field, true);
    } else {
      library.HEAPU8.copyWithin(place, innerClass, innerClass + classBytes);
      const table = functions["__indirect_function_table"] as { get(place: number): Filter };
      inner = table.get(view.getUint32(place + filterOffset, true));
    }
    view.setUint32(place + filterOffset, filter, true);
    return place;
  };
  const filter: Filter = (flags, count, values, bytes, sizeAt, at) => {
    const start = viewOf(library).getUint32(at, true);
    const codec = library.HEAPU8[start + 2] >>> 5;
    if (inner && (!(flags & unpacking) || bytes < 3 || codecsOfModule.includes(codec)))
      return inner(flags, count, values, bytes, sizeAt, at);
    return flags & unpacking ? unpacked(library, start, bytes, sizeAt, at) : 0;
  };
  functions["nightbookBlosc"] = filter;
  return filterModule({
    classOf: "nightbookBloscClass",
    filter: "nightbookBlosc",
    ...(path === undefined ? {} : { inner: { path, className: "blosc_H5Filter" } }),
  });
}

/** Puts the unpacked bytes in the place of a chunk; gives how many there are, or 0 when that cannot be done. */
function unpacked(library: Library, start: number, bytes: number, sizeAt: number, at: number): number {
  let place = 0;
  try {
    const length = unbloscLength(library.HEAPU8.subarray(start, start + bytes));
    // The library takes memory only as far as the file accounts for; where there is none, nothing is unpacked.
    place = library._malloc(length);
    if (place === 0) return 0;
    const { HEAPU8: heap } = library;
    unblosc(heap.subarray(start, start + bytes), heap.subarray(place, place + length));
    const view = viewOf(library);
    view.setUint32(at, place, true);
    view.setUint32(sizeAt, length, true);
    library._free(start);
    return length;
  } catch {
    library._free(place);
    return 0;
  }
}

/** What `uncompress` of zlib answers. */
const [done, noRoom, damagedData] = [0, -5, -3];

/** The functions that the modules of filters ask for, and the library does not have. */
export function addMissingFunctions(library: Library): void {
  const { functions } = library;
  functions["uncompress"] = (to: number, lengthAt: number, from: number, length: number): number => {
    const { HEAPU8: heap } = library;
    const view = viewOf(library);
    const room = view.getUint32(lengthAt, true);
    try {
      const bytes = inflate(heap.subarray(from, from + length), room);
      heap.set(bytes, to);
      view.setUint32(lengthAt, bytes.length, true);
      return done;
    } catch (error) {
      return /longer than allowed/.test((error as Error).message) ? noRoom : damagedData;
    }
  };
  // What they would print is told in errors.
  for (const name of ["fiprintf", "__small_fprintf", "fputc", "fputs", "fwrite", "puts"]) functions[name] ??= () => 0;
}

function emptyText(library: Library): number {
  const place = library._malloc(1);
  library.HEAPU8[place] = 0;
  return place;
}

function viewOf({ HEAPU8 }: Library): DataView {
  return new DataView(HEAPU8.buffer);
}
