import { fitsError } from "../fits-error";
import { BitReader } from "./bit-reader";

/** Bits of the number that says how many low bits a block keeps, and its largest value, by bytes per pixel. */
export const riceParameters: Readonly<Record<number, { bits: number; most: number }>> = {
  1: { bits: 3, most: 6 },
  2: { bits: 4, most: 14 },
  4: { bits: 5, most: 25 },
};

/**
 * Unpacks a tile of RICE_1: differences of neighbours in blocks, each with its own number of low bits.
 *
 * @param bytes the packed tile
 * @param count pixels
 * @param bytesPerPixel 1 (unsigned), 2 or 4 (signed)
 * @param blockSize pixels per block
 * @throws {NightbookError} `FITS_DAMAGED` when the bytes end too early
 * @see [Rice1993] and [Pence2010] section 10.4.1
 */
export function unpackRice(bytes: Uint8Array, count: number, bytesPerPixel: number, blockSize: number): Int32Array {
  const parameters = riceParameters[bytesPerPixel];
  if (parameters === undefined || !(blockSize >= 1)) {
    throw fitsError("FITS_DAMAGED", `RICE_1 has no tiles of BYTEPIX ${bytesPerPixel} and BLOCKSIZE ${blockSize}`);
  }
  const { bits, most } = parameters;
  const width = 8 * bytesPerPixel;
  const shift = 32 - width;
  const reader = new BitReader(bytes);
  const pixels = new Int32Array(count);
  if (count === 0) return pixels;
  let last = reader.takeLong(width) | 0;
  for (let i = 0; i < count; ) {
    const end = Math.min(i + blockSize, count);
    const low = reader.take(bits) - 1;
    for (; i < end; i++) {
      if (low >= 0) {
        // `(zeros << low) | rest`, in 32 bits as the packer counted.
        const code =
          low === most
            ? reader.takeLong(width)
            : ((reader.zeros() << low) | (low === 0 ? 0 : low > 24 ? reader.takeLong(low) : reader.take(low))) >>> 0;
        last += code & 1 ? ~(code >>> 1) : code >>> 1;
      }
      // Sums wrap round at the width of a pixel.
      last = bytesPerPixel === 1 ? last & 0xff : (last << shift) >> shift;
      pixels[i] = last;
    }
  }
  return pixels;
}
