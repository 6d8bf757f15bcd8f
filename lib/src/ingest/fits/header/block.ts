/** FITS files come in blocks of this many bytes. */
export const blockLength = 2880;

/** The smallest whole number of blocks that holds so many bytes, in bytes. */
export function inBlocks(bytes: number): number {
  return Math.ceil(bytes / blockLength) * blockLength;
}
