const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/**
 * CRC-32 as gzip, zip and PNG use it.
 * @param bytes the data
 * @param before checksum of what came before, to go on with
 *
 * @example
 * ```ts
 * import { crc32 } from "nightbook/core";
 *
 * crc32(Uint8Array.of(97, 98, 99)); // => 0x352441c2
 * ```
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let remainder = ~before;
  for (let i = 0; i < bytes.length; i++) remainder = table[(remainder ^ bytes[i]) & 0xff] ^ (remainder >>> 8);
  return ~remainder >>> 0;
}

/**
 * Adler-32, the checksum of zlib streams.
 *
 * @example
 * ```ts
 * import { adler32 } from "nightbook/core";
 *
 * adler32(Uint8Array.of(97, 98, 99)); // => 0x024d0127
 * ```
 */
export function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (let at = 0; at < bytes.length; ) {
    // As many as fit 32 bits before a remainder is taken.
    const end = Math.min(at + 3800, bytes.length);
    for (; at < end; at++) {
      low += bytes[at];
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return ((high << 16) | low) >>> 0;
}
