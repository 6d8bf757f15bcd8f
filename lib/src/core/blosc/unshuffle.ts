/**
 * Puts the bytes of elements together again, of which all the first, all the second, … bytes stood side by side. What
 * is left over at the end stands as it is.
 *
 * @param bytes of a block, as they were unpacked
 * @param elementBytes length of an element
 * @param out as long as the block; may not be the same
 */
export function unshuffle(bytes: Uint8Array, elementBytes: number, out: Uint8Array): void {
  const count = Math.floor(bytes.length / elementBytes);
  if (elementBytes % 4 === 0 && out.byteOffset % 4 === 0) unshuffleWords(bytes, elementBytes, count, out);
  else {
    for (let byte = 0; byte < elementBytes; byte++) {
      const from = byte * count;
      for (let i = 0, to = byte; i < count; i++, to += elementBytes) out[to] = bytes[from + i];
    }
  }
  out.set(bytes.subarray(count * elementBytes), count * elementBytes);
}

/** Four bytes at a time. */
function unshuffleWords(bytes: Uint8Array, elementBytes: number, count: number, out: Uint8Array): void {
  const step = elementBytes / 4;
  const words = new Uint32Array(out.buffer, out.byteOffset, step * count);
  for (let word = 0; word < step; word++) {
    const a = 4 * word * count;
    const [b, c, d] = [a + count, a + 2 * count, a + 3 * count];
    for (let i = 0, to = word; i < count; i++, to += step)
      words[to] = bytes[a + i] | (bytes[b + i] << 8) | (bytes[c + i] << 16) | (bytes[d + i] << 24);
  }
}

/**
 * Puts the bits of elements together again, of which all the first, all the second, … bits stood side by side. What is
 * left over at the end stands as it is, and so does a block whose elements do not come in eights.
 *
 * @param bytes of a block, as they were unpacked
 * @param elementBytes length of an element
 * @param out as long as the block; may not be the same
 */
export function unshuffleBits(bytes: Uint8Array, elementBytes: number, out: Uint8Array): void {
  const count = Math.floor(bytes.length / elementBytes);
  const eights = count / 8;
  if (count % 8 !== 0) {
    out.set(bytes);
    return;
  }
  for (let byte = 0; byte < elementBytes; byte++) {
    const row = 8 * byte * eights;
    for (let i = 0; i < eights; i++) {
      let [low, high] = [0, 0];
      for (let bit = 3; bit >= 0; bit--) {
        low = (low << 8) | bytes[row + bit * eights + i];
        high = (high << 8) | bytes[row + (bit + 4) * eights + i];
      }
      putTransposed(low, high, out, 8 * i * elementBytes + byte, elementBytes);
    }
  }
  out.set(bytes.subarray(count * elementBytes), count * elementBytes);
}

/** Rows of eight bits, the first four in one word, are written as columns. */
function putTransposed(first: number, second: number, out: Uint8Array, start: number, step: number): void {
  let [low, high] = [first, second];
  // Squares of two by two, and then of four by four bits change their place across the diagonal.
  let swap = (low ^ (low >>> 7)) & 0x00aa00aa;
  low ^= swap ^ (swap << 7);
  swap = (high ^ (high >>> 7)) & 0x00aa00aa;
  high ^= swap ^ (swap << 7);
  swap = (low ^ (low >>> 14)) & 0x0000cccc;
  low ^= swap ^ (swap << 14);
  swap = (high ^ (high >>> 14)) & 0x0000cccc;
  high ^= swap ^ (swap << 14);
  const columns = (low & 0x0f0f0f0f) | ((high << 4) & 0xf0f0f0f0);
  const others = ((low >>> 4) & 0x0f0f0f0f) | (high & 0xf0f0f0f0);
  for (let i = 0; i < 4; i++) {
    out[start + i * step] = columns >>> (8 * i);
    out[start + (i + 4) * step] = others >>> (8 * i);
  }
}
