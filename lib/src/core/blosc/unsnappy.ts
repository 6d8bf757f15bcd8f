import { damaged } from "../damaged";

/**
 * Unpacks one block of Snappy.
 *
 * @param bytes the block
 * @param out where the bytes go, from its begin on
 * @returns how many were written
 * @throws {RangeError} when the block is damaged or gives more than fits
 * @see [Tarantov2011]
 */
export function unsnappy(bytes: Uint8Array, out: Uint8Array): number {
  const end = bytes.length;
  const { length: total, at: start } = lengthOf(bytes);
  if (total > out.length) throw damaged("a block is longer than it may be");
  let at = start;
  let to = 0;
  while (at < end) {
    const tag = bytes[at++];
    const kind = tag & 3;
    let count = (tag >>> 2) + 1;
    if (kind === 0) {
      if (count > 60) {
        const lengthBytes = count - 60;
        if (at + lengthBytes > end) throw damaged("a block ends too early");
        count = numberAt(bytes, at, lengthBytes) + 1;
        at += lengthBytes;
      }
      if (at + count > end) throw damaged("a block ends too early");
      if (to + count > total) throw damaged("a block gives more than it says");
      if (count > 32) out.set(bytes.subarray(at, at + count), to);
      else for (let i = 0; i < count; i++) out[to + i] = bytes[at + i];
      at += count;
      to += count;
      continue;
    }
    const distanceBytes = kind === 3 ? 4 : kind;
    if (at + distanceBytes > end) throw damaged("a block ends too early");
    let distance = numberAt(bytes, at, distanceBytes);
    at += distanceBytes;
    if (kind === 1) {
      distance |= (tag & 0xe0) << 3;
      count = ((tag >>> 2) & 7) + 4;
    }
    if (distance === 0 || distance > to) throw damaged("a block refers to what is not there");
    if (to + count > total) throw damaged("a block gives more than it says");
    for (const last = to + count; to < last; to++) out[to] = out[to - distance];
  }
  if (to !== total) throw damaged("a block gives less than it says");
  return total;
}

/** How many bytes will come out, and where the elements begin. */
function lengthOf(bytes: Uint8Array): { length: number; at: number } {
  let length = 0;
  for (let at = 0, unit = 1; at < Math.min(5, bytes.length); at++, unit *= 128) {
    length += (bytes[at] & 0x7f) * unit;
    if (bytes[at] < 0x80) return { length, at: at + 1 };
  }
  throw damaged("a block has no length");
}

function numberAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes[at + i];
  return value;
}
