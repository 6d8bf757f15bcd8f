import type { ByteSource } from "../fits/byte-source";

/** Bytes that are read at once, as objects stand one behind the other and many are small. */
const aheadBytes = 1 << 17;
/** Longest range for which the memory is kept. */
const mostKeptBytes = 1 << 24;

/** A source whose answers are valid until the next question only: their memory is used again. */
export function transientSource(source: ByteSource): ByteSource {
  let buffer: Uint8Array = new Uint8Array(0);
  let window: Uint8Array = buffer;
  let start = 0;
  return {
    size: source.size,
    read(offset, length) {
      const isInside = offset >= start && offset + length <= start + window.length;
      if (!isInside) {
        const wanted = Math.max(0, Math.min(Math.max(length, aheadBytes), source.size - offset));
        if (wanted > mostKeptBytes) return source.read(offset, length);
        if (wanted > buffer.length) buffer = new Uint8Array(Math.min(2 * wanted, source.size));
        window = source.read(offset, wanted, buffer);
        start = offset;
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}
