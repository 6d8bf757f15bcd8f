/** The Castagnoli polynomial, lowest power in the highest bit. */
const polynomial = 0x82f63b78;

/** Remainders of all bytes. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  return remainder;
});

/**
 * CRC-32C, the checksum of iSCSI and of many file formats: it finds every burst of up to 32 wrong bits.
 *
 * @param bytes what is checked
 * @param start first byte, default 0
 * @param end one past the last byte, default all
 * @returns from 0 to 2^32 − 1
 * @see [Castagnoli1993]
 */
export function crc32c(bytes: Uint8Array, start = 0, end: number = bytes.length): number {
  let crc = -1;
  for (let i = start; i < end; i++) crc = table[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
