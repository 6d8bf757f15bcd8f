const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Bytes from their base64 form.
 * @param text standard alphabet, padded with `=` to whole groups of four
 * @throws {RangeError} when a character is not of the alphabet
 *
 * @example
 * ```ts
 * import { bytesFromBase64 } from "nightbook/core";
 * bytesFromBase64("AQID").length; // => 3
 * ```
 */
export function bytesFromBase64(text: string): Uint8Array {
  const digits = text.replace(/={1,2}$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let place = 0;
  for (const digit of digits) {
    const value = letters.indexOf(digit);
    if (value < 0) throw new RangeError(`Not a digit of base64: ${digit}`);
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[place++] = (bits >> held) & 0xff;
  }
  return bytes;
}
