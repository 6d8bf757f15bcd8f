/** Bases and extra bits of the lengths 257 to 285 and of the distances ([Deutsch1996], section 3.2.5). */
export const lengthBases: Uint16Array = Uint16Array.of(
  ...[
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ],
);
export const lengthBits: Uint8Array = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
export const distanceBases: Uint16Array = Uint16Array.of(
  ...[
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  ],
  ...[8193, 12289, 16385, 24577],
);
export const distanceBits: Uint8Array = Uint8Array.of(
  ...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
);

/** Code lengths of the fixed code for literals and lengths. */
export const fixedLengths: Uint8Array = Uint8Array.from({ length: 288 }, (_, i) =>
  i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8,
);

/** A canonical Huffman code for decoding: how many codes there are of each length, and the symbols in order. */
export interface HuffmanCode {
  counts: Uint16Array;
  symbols: Uint16Array;
  /** Symbol and length of the codes of at most nine bits, by the next nine bits: `symbol << 4 | length`. */
  short: Uint16Array;
}

const shortBits = 9;

/**
 * A canonical code from the lengths of its words; undefined when no code has such lengths.
 * @param lengths bits per symbol, 0 for a symbol that does not occur
 */
export function huffmanCode(lengths: Uint8Array): HuffmanCode | undefined {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  let left = 1;
  const next = new Uint16Array(16);
  const codes = new Uint16Array(16);
  let code = 0;
  for (let length = 1; length < 16; length++) {
    left = 2 * left - counts[length];
    if (left < 0) return undefined;
    code = (code + counts[length - 1]) << 1;
    codes[length] = code;
    next[length] = next[length - 1] + counts[length - 1];
  }
  const symbols = new Uint16Array(lengths.length);
  const short = new Uint16Array(1 << shortBits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol];
    if (length === 0) continue;
    symbols[next[length]++] = symbol;
    const word = codes[length]++;
    if (length > shortBits) continue;
    for (let at = reversed(word, length); at < short.length; at += 1 << length) short[at] = (symbol << 4) | length;
  }
  return { counts, symbols, short };
}

/** The bits of a word in opposite order: codes are packed from their first bit on, numbers from their last. */
export function reversed(word: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((word >> bit) & 1) << (length - 1 - bit);
  return result;
}
