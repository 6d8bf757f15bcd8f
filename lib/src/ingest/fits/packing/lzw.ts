import { tooLong } from "../../../core/damaged";

/**
 * Unpacks a file of the Unix program `compress` (`.Z`): Lempel–Ziv–Welch with codes that grow from 9 bits.
 *
 * @param limit most bytes that may come out
 * @throws {RangeError} when the data are damaged or would give more than the limit
 * @see [Welch1984]
 */
export function unpackLzw(bytes: Uint8Array, limit: number): Uint8Array {
  const mostBits = bytes[2] & 0x1f;
  const hasClear = (bytes[2] & 0x80) !== 0;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x9d || mostBits < 9 || mostBits > 16) {
    throw new RangeError("The packed data are damaged: they do not begin as .Z files do");
  }
  const size = 1 << mostBits;
  const prefix = new Uint16Array(size);
  const suffix = new Uint8Array(size);
  const stack = new Uint8Array(size + 1);
  let out = new Uint8Array(Math.min(limit, 4 * bytes.length + 64));
  let length = 0;
  let [next, width, previous, first] = [hasClear ? 257 : 256, 9, -1, 0];
  // Codes come in groups of eight; after a change of width the rest of a group is skipped.
  let groupStart = 24;
  const total = 8 * bytes.length;
  for (let bit = 24; bit + width <= total; ) {
    let code = readBits(bytes, bit, width);
    bit += width;
    if (code === 256 && hasClear) {
      bit = groupEnd(groupStart, bit, width);
      [next, width, previous, groupStart] = [257, 9, -1, bit];
      continue;
    }
    if (code > next || (code === next && previous < 0)) {
      throw new RangeError("The packed data are damaged: they have a code that stands for nothing");
    }
    const entry = code;
    let depth = 0;
    if (code === next) {
      stack[depth++] = first;
      code = previous;
    }
    while (code >= 256) {
      stack[depth++] = suffix[code];
      code = prefix[code];
    }
    first = code;
    stack[depth++] = first;
    if (length + depth > limit) throw tooLong(limit);
    if (length + depth > out.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(2 * out.length, length + depth)));
      larger.set(out.subarray(0, length));
      out = larger;
    }
    while (depth > 0) out[length++] = stack[--depth];
    if (previous >= 0 && next < size) {
      prefix[next] = previous;
      suffix[next++] = first;
      if (next === 1 << width && width < mostBits) {
        bit = groupEnd(groupStart, bit, width);
        groupStart = bit;
        width++;
      }
    }
    previous = entry;
  }
  return out.subarray(0, length);
}

function groupEnd(start: number, bit: number, width: number): number {
  const group = 8 * width;
  return start + Math.ceil((bit - start) / group) * group;
}

function readBits(bytes: Uint8Array, bit: number, width: number): number {
  const at = bit >> 3;
  const word = bytes[at] | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
  return (word >> (bit & 7)) & ((1 << width) - 1);
}
