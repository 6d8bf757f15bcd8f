/**
 * The sixteen letters and digits under which a checksum stands in a header. They are chosen so that the whole HDU,
 * with them in it, sums up to −0.
 *
 * @param sum the ones' complement sum of the HDU while `CHECKSUM` is sixteen zeros
 * @see [Pence2010] appendix J.2
 */
export function checksumText(sum: number): string {
  const complement = ~sum >>> 0;
  const codes = new Uint8Array(16);
  for (let byte = 0; byte < 4; byte++) {
    const value = (complement >>> (24 - 8 * byte)) & 0xff;
    const quarters = [0, 1, 2, 3].map((i) => Math.floor(value / 4) + 48 + (i === 0 ? value % 4 : 0));
    while (quarters.some(isPunctuation)) {
      for (const [i, j] of [
        [0, 1],
        [2, 3],
      ]) {
        if (!isPunctuation(quarters[i]) && !isPunctuation(quarters[j])) continue;
        quarters[i]++;
        quarters[j]--;
      }
    }
    for (const [i, code] of quarters.entries()) codes[4 * i + byte] = code;
  }
  // The text begins in column 12, one byte off the words: the last character comes first.
  return String.fromCharCode(codes[15], ...codes.subarray(0, 15));
}

function isPunctuation(code: number): boolean {
  return (code >= 0x3a && code <= 0x40) || (code >= 0x5b && code <= 0x60);
}
