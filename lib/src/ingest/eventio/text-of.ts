import { latin1 } from "../../core/text/latin1";
import { decodeUtf8 } from "../pickle/text";

/**
 * Text from UTF-8, or, where it is none, a character for each byte. Most is ASCII, which is both.
 * @param start first byte
 * @param end behind the last byte
 */
export function textOf(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  const text = isAscii(bytes, start, end) ? undefined : decodeUtf8(bytes.subarray(start, end));
  return text ?? latin1(bytes, start, end);
}

/** Eight bytes are looked at together. */
function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let [bits, i] = [0, start];
  for (; i + 8 <= end; i += 8) {
    bits |= bytes[i] | bytes[i + 1] | bytes[i + 2] | bytes[i + 3];
    bits |= bytes[i + 4] | bytes[i + 5] | bytes[i + 6] | bytes[i + 7];
  }
  for (; i < end; i++) bits |= bytes[i];
  return bits < 0x80;
}
