import { plainBytes } from "../../core/plain-bytes";

/** Bytes that can be read in parts: memory, a file, anything with random access. */
export interface ByteSource {
  /** How many bytes there are. */
  readonly size: number;
  /**
   * Reads a range, shorter where the source ends.
   * @param offset of the first byte
   * @param length how many bytes
   * @param buffer may be used for the answer when it is long enough; its content is overwritten then
   * @returns the bytes; not to be modified, and valid only until `buffer` is used again
   */
  read(offset: number, length: number, buffer?: Uint8Array): Uint8Array;
}

/**
 * Bytes in memory as a source.
 *
 * @example
 * ```ts
 * import { memorySource } from "nightbook/fits";
 *
 * memorySource(Uint8Array.of(1, 2, 3)).read(1, 5); // => Uint8Array.of(2, 3)
 * ```
 */
export function memorySource(given: Uint8Array): ByteSource {
  const bytes = plainBytes(given);
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(Math.min(offset, bytes.length), Math.min(offset + length, bytes.length)),
  };
}
