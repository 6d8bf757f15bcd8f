import type { ByteSource } from "../fits/byte-source";

/** Bytes that are read at once. */
const windowBytes = 1 << 18;

/**
 * A source that reads ahead, as objects stand one behind the other and many are small. What it gave stays valid.
 * Long ranges are read as they are.
 */
export function windowedSource(source: ByteSource): ByteSource {
  let window: Uint8Array = new Uint8Array(0);
  let start = 0;
  return {
    size: source.size,
    read(offset, length) {
      if (length > windowBytes / 2) return source.read(offset, length);
      const isInside = offset >= start && offset + length <= start + window.length;
      if (!isInside) {
        window = source.read(offset, windowBytes);
        start = offset;
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}
