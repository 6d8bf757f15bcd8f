import { damaged } from "../damaged";

/** Distances of 13 bits end here; longer ones stand behind it in two bytes. */
const nearest = 8191;

/**
 * Unpacks one block of BloscLZ: runs of literals and copies of what came before, as FastLZ has them.
 *
 * @param bytes the block
 * @param out where the bytes go, from its begin on
 * @returns how many were written
 * @throws {RangeError} when the block is damaged or gives more than fits
 */
export function unblosclz(bytes: Uint8Array, out: Uint8Array): number {
  const [end, room] = [bytes.length, out.length];
  let to = 0;
  for (let at = 0; at < end; ) {
    // Three bits of the first byte tell the version of the format.
    const head = at === 0 ? bytes[at] & 31 : bytes[at];
    at++;
    if (head < 32) {
      const count = head + 1;
      if (at + count > end) throw damaged("a block ends too early");
      if (to + count > room) throw damaged("a block is longer than it may be");
      for (let i = 0; i < count; i++) out[to + i] = bytes[at + i];
      at += count;
      to += count;
      continue;
    }
    let count = (head >>> 5) + 2;
    if (count === 9) {
      for (let byte = 255; byte === 255; count += byte) {
        if (at >= end) throw damaged("a block ends too early");
        byte = bytes[at++];
      }
    }
    if (at >= end) throw damaged("a block ends too early");
    let distance = ((head & 31) << 8) | bytes[at++];
    if (distance === nearest) {
      if (at + 2 > end) throw damaged("a block ends too early");
      distance += (bytes[at] << 8) | bytes[at + 1];
      at += 2;
    }
    distance++;
    if (distance > to) throw damaged("a block refers to what is not there");
    if (to + count > room) throw damaged("a block is longer than it may be");
    if (distance === 1) out.fill(out[to - 1], to, to + count);
    else for (let i = 0; i < count; i++) out[to + i] = out[to + i - distance];
    to += count;
  }
  return to;
}
