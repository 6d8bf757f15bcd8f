/** The 32 bits that begin at a place, least first, as a number without sign; bytes beyond the end count as 0. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}
