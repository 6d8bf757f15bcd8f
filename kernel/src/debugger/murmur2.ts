const multiplier = 0x5bd1e995;

/**
 * MurmurHash2 (32 bit) of a text in UTF-8: the hash by which JupyterLab finds the cell that a debugged file stands for.
 */
export function murmur2(text: string, seed: number): number {
  const bytes = Buffer.from(text, "utf8");
  let hash = seed ^ bytes.length;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    let word = Math.imul(bytes.readUInt32LE(at), multiplier);
    word = Math.imul(word ^ (word >>> 24), multiplier);
    hash = Math.imul(hash, multiplier) ^ word;
  }
  const rest = bytes.length - at;
  if (rest > 0) {
    hash = Math.imul(hash ^ bytes.readUIntLE(at, rest), multiplier);
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return (hash ^ (hash >>> 15)) >>> 0;
}
