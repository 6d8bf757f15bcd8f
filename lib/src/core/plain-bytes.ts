/**
 * Bytes as what they are, when they come as something that behaves otherwise: a part that a `Buffer` of Node gives by
 * `slice` is no copy, and its memory is longer than itself.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  if (Object.getPrototypeOf(bytes) === Uint8Array.prototype) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
