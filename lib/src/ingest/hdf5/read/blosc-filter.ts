import { unblosc, unbloscLength } from "../../../core/blosc";
import type { NightbookError } from "../../../core/errors";
import { classBytes, filterModule, filterOffset, leftToInner } from "./filter-module";
import { hdf5Error } from "./hdf5-error";
import type { ModuleCalls, PageFunction } from "./module-calls";

/** What is used of the library. */
interface Library {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(place: number): void;
}

/** Number under which Blosc is registered. */
export const bloscId = 32001;
/** Flag of a filter that is to unpack. */
const unpacking = 0x100;
/** Codecs, as the header of a chunk numbers them, that its module has: BloscLZ, LZ4, Zstandard. */
const codecsOfModule: readonly number[] = [0, 1, 4];

/** The filter where its module is not here: all is unpacked by the page, nothing packed. */
export function bloscAlone(library: Library): PageFunction {
  return (flags, _count, _values, bytes, sizeAt, at) =>
    flags & unpacking ? unpacked(library, viewOf(library).getUint32(at, true), bytes, sizeAt, at) : 0;
}

/** The filter in front of its module, to which is left what that has. */
export function bloscBeside(library: Library): PageFunction {
  const alone = bloscAlone(library);
  return (flags, count, values, bytes, sizeAt, at) => {
    const codec = library.HEAPU8[viewOf(library).getUint32(at, true) + 2] >>> 5;
    if (!(flags & unpacking) || bytes < 3 || codecsOfModule.includes(codec)) return leftToInner;
    return alone(flags, count, values, bytes, sizeAt, at);
  };
}

/**
 * The module of Blosc for the library.
 * @param which which function of the page the filter is: that of {@link bloscBeside} where there is an inner module
 * @param innerPath where the module that is shipped lies for the library; left out when it is not here
 */
export function bloscModule(
  library: Library,
  calls: ModuleCalls,
  which: number,
  innerPath?: string,
): { readonly bytes: Uint8Array; readonly isInPlace: () => boolean } {
  const classAt = library._malloc(classBytes + 1);
  library.HEAPU8.fill(0, classAt, classAt + classBytes + 1);
  const emptyText = classAt + classBytes;
  const view = viewOf(library);
  // Version of the class, number, whether it packs and unpacks, name.
  for (const [i, field] of [1, bloscId, 0, 1, emptyText].entries()) view.setUint32(classAt + 4 * i, field, true);
  const inner = innerPath === undefined ? {} : { inner: { path: innerPath, className: "blosc_H5Filter" } };
  return {
    bytes: filterModule({ which, classAt, ...inner }, calls),
    // The module has put its filter into the class.
    isInPlace: () => viewOf(library).getUint32(classAt + filterOffset, true) !== 0,
  };
}

/** Where the parameters of the filter name the codec. */
const codecParameter = 6;
/** Codecs by those numbers that the shipped module lacks. */
const lacking: Readonly<Record<number, string | undefined>> = { 3: "Snappy", 4: "zlib" };

/**
 * Why an array cannot be read where others have given the library their module of Blosc before: the first one stays.
 * @param filters of the array
 * @returns `undefined` when it does not need what that module lacks
 */
export function foreignBlosc(
  filters: readonly { readonly id: number; readonly parameters: readonly number[] }[],
  part: string,
): NightbookError | undefined {
  const blosc = filters.find(({ id }) => id === bloscId);
  const codec = blosc && lacking[blosc.parameters[codecParameter]];
  if (codec === undefined) return undefined;
  return hdf5Error(
    "HDF5_UNSUPPORTED",
    `values are packed by Blosc with ${codec}, and another program has given the HDF5 library a Blosc without it`,
    { part },
    "Give openHdf5 a library of its own (anotherLibrary), or read such a file here before that program reads one",
  );
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

function viewOf({ HEAPU8 }: Library): DataView {
  return new DataView(HEAPU8.buffer);
}
