import { latin1 } from "../../core/text/latin1";
import { decodeUtf8 } from "../pickle/text";

/** Longer contents are not expected, and would not fit a text. */
const mostCharacters = 1 << 24;

type Latin1Slice = (this: Uint8Array, start: number, end: number) => string;

/**
 * A character for each byte, by Node's own means: as fast as bytes are copied, so that parts of it are had sooner than the
 * texts alone. `undefined` elsewhere.
 */
export function allCharacters(bytes: Uint8Array): string | undefined {
  if (bytes.length > mostCharacters) return undefined;
  const { Buffer } = globalThis as { Buffer?: { prototype: { latin1Slice?: Latin1Slice } } };
  return Buffer?.prototype.latin1Slice?.call(bytes, 0, bytes.length);
}

/**
 * Text from UTF-8, or, where it is none, a character for each byte. Most is ASCII, which is both.
 * @param start first byte
 * @param end behind the last byte
 * @param all a character for each byte, where it is at hand
 */
export function textOf(view: DataView, start: number, end: number, all?: string): string {
  const isPlain = isAscii(view, start, end);
  if (isPlain && all !== undefined) return all.slice(start, end);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, end - start);
  const text = isPlain ? undefined : decodeUtf8(bytes);
  return text ?? latin1(bytes);
}

/** Eight bytes are looked at together; the last eight may overlap those before. */
function isAscii(view: DataView, start: number, end: number): boolean {
  let bits = 0;
  if (end - start >= 8) {
    for (let i = start; i + 8 <= end; i += 8) bits |= view.getInt32(i) | view.getInt32(i + 4);
    bits |= view.getInt32(end - 8) | view.getInt32(end - 4);
  } else for (let i = start; i < end; i++) bits |= view.getUint8(i);
  return (bits & 0x80808080) === 0;
}
