/**
 * One character per byte, that of the same number.
 *
 * @param start first byte
 * @param end behind the last byte
 *
 * @example
 * ```ts
 * import { latin1 } from "nightbook/core";
 *
 * latin1(Uint8Array.of(0x4e, 0x47, 0x43)); // => "NGC"
 * ```
 */
export function latin1(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  let text = "";
  let i = start;
  // Sixteen at once take a quarter of the time of one by one, and less than a list of all.
  for (; i + 16 <= end; i += 16) {
    text += String.fromCharCode(
      bytes[i],
      bytes[i + 1],
      bytes[i + 2],
      bytes[i + 3],
      bytes[i + 4],
      bytes[i + 5],
      bytes[i + 6],
      bytes[i + 7],
      bytes[i + 8],
      bytes[i + 9],
      bytes[i + 10],
      bytes[i + 11],
      bytes[i + 12],
      bytes[i + 13],
      bytes[i + 14],
      bytes[i + 15],
    );
  }
  for (; i < end; i++) text += String.fromCharCode(bytes[i]);
  return text;
}
