/* Passes over numbers of variable length, for varints.ts. */

/**
 * Finds where numbers of one to four bytes end, by 64 bytes at once where none has more than two.
 * @param from the bytes, up to `end`; nothing behind is read
 * @returns the place behind the last byte; 0 where the bytes end too early or a number is longer
 */
export function skip(from: usize, end: usize, count: u32): usize {
  let at = from;
  let left = count;
  while (left > 0) {
    // 1 where the byte at hand is the second of a number.
    let isSecond: u64 = 0;
    for (; left >= 64 && at + 64 <= end; at += 64) {
      const a = v128.load(at);
      const b = v128.load(at, 16);
      const c = v128.load(at, 32);
      const d = v128.load(at, 48);
      const high = signs(a, b, c, d);
      // Of bytes that begin with a one, each other in a row is the second of a number: additions that carry tell which.
      const odd: u64 = 0xaaaaaaaaaaaaaaaa;
      const first = high & ~isSecond;
      const ends = (((first << 1) | odd) - first) ^ odd;
      const leading = ends & high;
      const longer = signs(i8x16.add(a, a), i8x16.add(b, b), i8x16.add(c, c), i8x16.add(d, d));
      if ((leading & longer) != 0) break;
      left -= 64 - <u32>popcnt<u64>(ends ^ (high | isSecond));
      isSecond = leading >> 63;
    }
    at += <usize>isSecond;
    // One by one: the end, or a number that is longer.
    for (let i = min<u32>(left, 64); i > 0; i--, left--) {
      if (at >= end) return 0;
      at += lengthAt(at);
    }
  }
  return at > end ? 0 : at;
}

/**
 * Finds where lists of numbers of one to four bytes end, each behind its length.
 * @returns the place behind the last byte; 0 where the bytes end too early or a number is longer
 */
export function skipLists(from: usize, end: usize, lists: u32): usize {
  let at = from;
  for (let list: u32 = 0; list < lists; list++) {
    if (at + 2 > end) return 0;
    const first = <u32>load<u8>(at);
    // Lengths beyond a few thousand are not to be expected, nor are negative ones.
    if (first >= 0xc0) return 0;
    const word = first < 0x80 ? first : ((first & 0x3f) << 8) | <u32>load<u8>(at, 1);
    if ((word & 1) != 0) return 0;
    at += first < 0x80 ? 1 : 2;
    for (let left = word >> 1; left > 0; left--) {
      if (at >= end) return 0;
      at += lengthAt(at);
    }
  }
  return at > end ? 0 : at;
}

/** Bytes of a number; very many where it is longer than four. */
@inline
function lengthAt(at: usize): usize {
  const first = <u32>load<u8>(at);
  return first < 0x80 ? 1 : first < 0xc0 ? 2 : first < 0xe0 ? 3 : first < 0xf0 ? 4 : 0x40000000;
}

/** The highest bits of 64 bytes. */
@inline
function signs(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = <u32>i8x16.bitmask(a) | (<u32>i8x16.bitmask(b) << 16);
  const high = <u32>i8x16.bitmask(c) | (<u32>i8x16.bitmask(d) << 16);
  return <u64>low | (<u64>high << 32);
}
