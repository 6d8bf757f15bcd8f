import { fitsError } from "../fits-error";
import { BitReader } from "./bit-reader";
import { inverseHTransform } from "./inverse-h-transform";
import { unpackQuadtree } from "./quadtree";

/**
 * Unpacks a tile of HCOMPRESS_1: quadtree-coded bit planes of the H-transform.
 *
 * @param bytes the packed tile
 * @param count pixels
 * @param smooth smooth the coefficients, as the header may ask for
 * @returns whole numbers; exact also for pixels of 32 bits
 * @throws {NightbookError} `FITS_DAMAGED` when the tile is impossible
 * @see [White1992] and [Pence2010] section 10.4.4
 */
export function unpackHcompress(bytes: Uint8Array, count: number, smooth: boolean): Float64Array {
  if (bytes.length < 25 || bytes[0] !== 0xdd || bytes[1] !== 0x99) {
    throw fitsError("FITS_DAMAGED", "a packed tile does not begin as HCOMPRESS_1 does");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [rows, columns, scale] = [view.getInt32(2), view.getInt32(6), view.getInt32(10)];
  if (!(rows >= 0 && columns >= 0) || rows * columns !== count) {
    throw fitsError("FITS_DAMAGED", `a packed tile has ${rows} × ${columns} pixels instead of ${count}`);
  }
  const coefficients = new Float64Array(count);
  if (count === 0) return coefficients;
  const planes = bytes.subarray(22, 25);
  if (planes.some((number) => number > 63)) throw fitsError("FITS_DAMAGED", "a packed tile has too many bit planes");
  const reader = new BitReader(bytes, 25);
  const [upper, left] = [Math.ceil(rows / 2), Math.ceil(columns / 2)];
  const [lower, right] = [rows - upper, columns - left];
  const quadrant = (start: number, quadrantRows: number, quadrantColumns: number, number: number) =>
    unpackQuadtree(reader, coefficients, start, columns, { rows: quadrantRows, columns: quadrantColumns }, number);
  quadrant(0, upper, left, planes[0]);
  quadrant(left, upper, right, planes[1]);
  quadrant(columns * upper, lower, left, planes[1]);
  quadrant(columns * upper + left, lower, right, planes[2]);
  if (reader.take(4) !== 0)
    throw fitsError("FITS_DAMAGED", "a packed tile has something else where its bit planes end");
  reader.align();
  for (let i = 0; i < count; i++) if (coefficients[i] !== 0 && reader.take(1) === 1) coefficients[i] = -coefficients[i];
  coefficients[0] = Number(view.getBigInt64(14));
  if (scale > 1) for (let i = 0; i < count; i++) coefficients[i] *= scale;
  inverseHTransform(coefficients, rows, columns, smooth ? scale : 0);
  return coefficients;
}
