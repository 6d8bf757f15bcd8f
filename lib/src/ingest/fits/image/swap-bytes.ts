/**
 * Copies elements with their bytes in opposite order: from the order of FITS (big-endian) to that of the machine, or
 * back.
 *
 * @param from the elements, at any alignment
 * @param to where they go, of the same length in bytes
 * @param width bytes per element: 1, 2, 4 or 8
 */
export function swapBytes(from: Uint8Array, to: ArrayBufferView, width: number): void {
  const target = new Uint8Array(to.buffer, to.byteOffset, to.byteLength);
  if (width === 1 || !isLittleEndian) {
    target.set(from);
    return;
  }
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  if (width === 2) {
    const words = new Uint16Array(target.buffer, target.byteOffset, target.length >> 1);
    for (let i = 0; i < words.length; i++) words[i] = view.getUint16(2 * i);
  } else if (width === 4) {
    const words = new Uint32Array(target.buffer, target.byteOffset, target.length >> 2);
    for (let i = 0; i < words.length; i++) words[i] = view.getUint32(4 * i);
  } else {
    const words = new Uint32Array(target.buffer, target.byteOffset, target.length >> 2);
    for (let i = 0; i < words.length; i += 2) {
      words[i] = view.getUint32(4 * i + 4);
      words[i + 1] = view.getUint32(4 * i);
    }
  }
}

/** True on nearly all machines. */
export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The bytes of an array in the order of FITS. */
export function bigEndianBytes(values: ArrayBufferView & { BYTES_PER_ELEMENT: number }): Uint8Array {
  const bytes = new Uint8Array(values.byteLength);
  const width = values.BYTES_PER_ELEMENT;
  if (width === 1 || !isLittleEndian) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  } else swapBytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), bytes, width);
  return bytes;
}
