// Steps of unpacking that keep the number of bytes. They change the bytes they are given; all arithmetic wraps at 16 bits.

/** Undoes differences of 16-bit numbers, over the whole block. */
export function addDifferences(bytes: Uint8Array): Uint8Array {
  const words = wordsOf(bytes);
  for (let i = 1, sum = words[0] ?? 0; i < words.length; i++) {
    sum += words[i];
    words[i] = sum;
  }
  return bytesOf(words, bytes);
}

/** Undoes what each number was less than the mean of the two before it. */
export function addMeans(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = wordsOf(bytes);
  const words = new Int16Array(buffer, byteOffset, length);
  let [before, last] = [words[0], words[1]];
  for (let i = 2; i < words.length; i++) {
    const sum = last + before;
    // Half of the sum, cut towards 0.
    const value = ((words[i] + ((sum + (sum >>> 31)) >> 1)) << 16) >> 16;
    words[i] = value;
    before = last;
    last = value;
  }
  return bytesOf(words, bytes);
}

/** The lower bytes of all 16-bit numbers came first, then the higher ones. */
export function joinBytes(bytes: Uint8Array): Uint8Array {
  const half = bytes.length >> 1;
  const joined = bytes.slice();
  for (let i = 0; i < half; i++) {
    joined[2 * i] = bytes[i];
    joined[2 * i + 1] = bytes[half + i];
  }
  return joined;
}

/** The lower halves of all 32-bit numbers came first, then the higher ones. */
export function joinWords(bytes: Uint8Array): Uint8Array {
  const words = wordsOf(bytes);
  const half = words.length >> 1;
  const joined = words.slice();
  for (let i = 0; i < half; i++) {
    joined[2 * i] = words[i];
    joined[2 * i + 1] = words[half + i];
  }
  return bytesOf(joined, bytes);
}

/** Takes 128 from each 16-bit number. */
export function take128(bytes: Uint8Array): Uint8Array {
  const words = wordsOf(bytes);
  for (let i = 0; i < words.length; i++) words[i] -= 128;
  return bytesOf(words, bytes);
}

/** The same memory as 16-bit numbers where that is possible; files and all machines that run this are little-endian. */
function wordsOf(bytes: Uint8Array): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(aligned.buffer, aligned.byteOffset, bytes.length >> 1);
}

/** The numbers as bytes, and the odd last byte where there was one. */
function bytesOf(words: Uint16Array | Int16Array, original: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  if (bytes.length === original.length) return bytes;
  const whole = original.slice();
  whole.set(bytes);
  return whole;
}
