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

/**
 * Bytes in base64, padded with `=`.
 *
 * @example
 * ```ts
 * import { base64FromBytes } from "nightbook/core";
 *
 * base64FromBytes(Uint8Array.of(1, 2)); // => "AQI="
 * ```
 */
export function base64FromBytes(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => letters[(group >> shift) & 63]).join("");
    const missing = Math.max(0, at + 3 - bytes.length);
    text += digits.slice(0, 4 - missing) + "=".repeat(missing);
  }
  return text;
}
