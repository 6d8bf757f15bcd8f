import { damaged } from "../damaged";

/** Copies of so many bytes and more are left to the machine; for fewer, asking it takes longer than the loop. */
const longCopy = 64;

/**
 * Unpacks one block of LZ4, literals and copies of what came before in turn.
 *
 * @param bytes where it lies, from `start` up to `end`
 * @param out where the bytes go, from `to` on
 * @param history where the bytes begin that copies may come from
 * @returns the place behind what was written, or `undefined` when there is not room enough in `out`
 * @throws {RangeError} when the block is damaged
 * @see [Collet2011]
 */
export function unpackLz4Block(
  bytes: Uint8Array,
  { start, end }: { start: number; end: number },
  out: Uint8Array,
  to: number,
  history: number,
): number | undefined {
  const room = out.length;
  let at = start;
  let place = to;
  while (at < end) {
    const token = bytes[at++];
    let literals = token >>> 4;
    if (literals === 15) {
      for (let byte = 255; byte === 255; literals += byte) {
        if (at >= end) throw damaged("a block ends too early");
        byte = bytes[at++];
      }
    }
    if (at + literals > end) throw damaged("a block ends too early");
    if (place + literals > room) return undefined;
    if (literals >= longCopy) out.set(bytes.subarray(at, at + literals), place);
    else for (let i = 0; i < literals; i++) out[place + i] = bytes[at + i];
    at += literals;
    place += literals;
    if (at === end) return place;
    if (at + 2 > end) throw damaged("a block ends too early");
    const distance = bytes[at] | (bytes[at + 1] << 8);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      for (let byte = 255; byte === 255; length += byte) {
        if (at >= end) throw damaged("a block ends too early");
        byte = bytes[at++];
      }
    }
    const from = place - distance;
    if (distance === 0 || from < history) throw damaged("a block refers to what is not there");
    if (place + length > room) return undefined;
    if (length >= longCopy && distance >= length) out.copyWithin(place, from, from + length);
    else for (let i = 0; i < length; i++) out[place + i] = out[from + i];
    place += length;
  }
  return place;
}
