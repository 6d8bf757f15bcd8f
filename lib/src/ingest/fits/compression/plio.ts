import { fitsError } from "../fits-error";
import type { Header } from "../header/header";

/**
 * What is added to stored numbers before PLIO_1, which packs none below zero: unsigned numbers of 16 bits are packed as
 * what they stand for, as CFITSIO does.
 * @param header of the image; BSCALE and BZERO are the same in that of the packed one
 */
export function plioOffset(header: Header, bitpix: number): number {
  const isUnsigned = bitpix === 16 && header.number("BZERO") === 0x8000 && (header.number("BSCALE") ?? 1) === 1;
  return isUnsigned ? 0x8000 : 0;
}

/**
 * Unpacks a tile of PLIO_1, the line lists in which IRAF keeps masks: words of 16 bits with an instruction in the upper
 * four and a number in the lower twelve.
 *
 * @param bytes the packed tile, big-endian
 * @param count pixels
 * @returns whole numbers from 0 to 2²⁴
 * @throws {NightbookError} `FITS_DAMAGED` when the list is impossible
 * @see [Pence2010] section 10.4.3
 */
export function unpackPlio(bytes: Uint8Array, count: number): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength & ~1);
  const words = view.byteLength / 2;
  const word = (index: number) => view.getInt16(2 * index);
  const pixels = new Int32Array(count);
  if (words < 3) throw fitsError("FITS_DAMAGED", "a packed tile ends too early");
  // The short form of the head has the length in its third word.
  const isShort = word(2) > 0;
  if (!isShort && words < 5) throw fitsError("FITS_DAMAGED", "a packed tile ends too early");
  const length = isShort ? word(2) : word(4) * 32768 + word(3);
  const start = isShort ? 3 : word(1);
  if (length > words || start < 0) throw fitsError("FITS_DAMAGED", "a packed tile ends too early");
  let high = 1;
  let at = 0;
  const run = (value: number, pixelsOfIt: number) => {
    const end = Math.min(at + pixelsOfIt, count);
    if (value !== 0) pixels.fill(value, at, end);
    at = end;
  };
  for (let i = start; i < length; i++) {
    const instruction = (word(i) >> 12) & 15;
    const number = word(i) & 0xfff;
    switch (instruction) {
      case 0:
        run(0, number);
        break;
      case 1:
        if (++i >= length) throw fitsError("FITS_DAMAGED", "a packed tile ends too early");
        high = (word(i) << 12) + number;
        break;
      case 2:
        high += number;
        break;
      case 3:
        high -= number;
        break;
      case 4:
        run(high, number);
        break;
      case 5:
        run(0, number - 1);
        run(high, 1);
        break;
      case 6:
        high += number;
        run(high, 1);
        break;
      case 7:
        high -= number;
        run(high, 1);
        break;
      default:
        throw fitsError("FITS_DAMAGED", `a packed tile has an instruction of no meaning: ${instruction}`);
    }
  }
  return pixels;
}
