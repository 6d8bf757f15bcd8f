import { BitWriter } from "./bit-writer";
import { riceParameters } from "./rice";

/**
 * Packs a tile with RICE_1.
 *
 * @param pixels whole numbers of the width
 * @param bytesPerPixel 1 (unsigned), 2 or 4 (signed)
 * @param blockSize pixels per block
 * @see [Rice1993] and [Pence2010] section 10.4.1
 */
export function packRice(pixels: ArrayLike<number>, bytesPerPixel: 1 | 2 | 4, blockSize: number): Uint8Array {
  const { bits, most } = riceParameters[bytesPerPixel];
  const width = 8 * bytesPerPixel;
  const shift = 32 - width;
  const writer = new BitWriter(pixels.length * bytesPerPixel + 16);
  if (pixels.length === 0) return writer.bytes();
  let last = pixels[0];
  writer.putLong(last, width);
  const codes = new Float64Array(blockSize);
  for (let i = 0; i < pixels.length; i += blockSize) {
    const count = Math.min(blockSize, pixels.length - i);
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const value = pixels[i + k];
      // Differences wrap round at the width of a pixel; signs go to the lowest bit.
      const difference = ((value - last) << shift) >> shift;
      codes[k] = (difference < 0 ? ~(difference << 1) : difference << 1) >>> 0;
      sum += codes[k];
      last = value;
    }
    const low = lowBits(sum, count);
    if (low >= most) {
      writer.put(most + 1, bits);
      for (let k = 0; k < count; k++) writer.putLong(codes[k], width);
    } else if (sum === 0) writer.put(0, bits);
    else {
      writer.put(low + 1, bits);
      for (let k = 0; k < count; k++) {
        writer.putZeros(codes[k] >>> low);
        if (low > 0) writer.putLong(codes[k], low);
      }
    }
  }
  return writer.bytes();
}

/** How many low bits a block keeps: about the logarithm of its mean, halved. */
function lowBits(sum: number, count: number): number {
  let half = Math.floor(Math.max(0, (sum - Math.floor(count / 2) - 1) / count)) >>> 1;
  let low = 0;
  for (; half > 0; half >>>= 1) low++;
  return low;
}
