import { isTooLong } from "../../../core/damaged";
import { inflate } from "../../../core/deflate";
import type { PageFunction } from "./module-calls";

/** What `uncompress` of zlib answers. */
const [done, noRoom, damagedData] = [0, -5, -3];

/** `uncompress` of zlib, which Blosc2 asks for: to where, where the length stands, from where, how many bytes. */
export function uncompress(library: { readonly HEAPU8: Uint8Array }): PageFunction {
  return (to, lengthAt, from, length) => {
    const { HEAPU8: heap } = library;
    const view = new DataView(heap.buffer);
    const room = view.getUint32(lengthAt, true);
    try {
      const bytes = inflate(heap.subarray(from, from + length), room);
      heap.set(bytes, to);
      view.setUint32(lengthAt, bytes.length, true);
      return done;
    } catch (error) {
      return isTooLong(error) ? noRoom : damagedData;
    }
  };
}

/** By these modules of filters would print what is told in errors. */
export const printing = ["fiprintf", "__small_fprintf", "fflush", "fputc", "fputs", "fwrite", "puts"];
