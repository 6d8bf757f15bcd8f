import { fitsError } from "../fits-error";
import type { Header } from "../header/header";
import { type StoredArray, storedArray } from "../image/pixel-array";
import { swapBytes } from "../image/swap-bytes";
import type { Codecs } from "../packing/codecs";
import { dequantise, type Quantisation } from "./dequantise";
import { unpackHcompress } from "./hcompress";
import { plioOffset, unpackPlio } from "./plio";
import { unpackRice } from "./rice";
import { unshuffle } from "./shuffle";
import type { TileRow } from "./tile-rows";

/** How the tiles of an image are packed, from its header. */
export interface TileCoding {
  algorithm: string;
  /** Type of the pixels before packing. */
  bitpix: number;
  /** RICE_1: bytes per pixel and pixels per block. */
  bytesPerPixel: number;
  blockSize: number;
  /** HCOMPRESS_1: smooth when unpacking. */
  smooth: boolean;
  /** PLIO_1: what was added to the stored numbers before packing. */
  offset: number;
  /** Scale and zero for tiles that do not have their own, and the dithering. */
  quantisation: Partial<Quantisation> & Pick<Quantisation, "method" | "seed">;
}

const algorithms: ReadonlySet<string> = new Set([
  ...["RICE_1", "RICE_ONE", "GZIP_1", "GZIP_2", "PLIO_1", "HCOMPRESS_1", "NOCOMPRESS"],
]);

/**
 * Reads how the tiles are packed.
 * @throws {NightbookError} `FITS_UNSUPPORTED` when the algorithm is none of the standard, `FITS_DAMAGED`
 */
export function tileCoding(header: Header, part: string): TileCoding {
  const algorithm = header.text("ZCMPTYPE") ?? "";
  if (!algorithms.has(algorithm)) {
    const hint = "It can be one of RICE_1, GZIP_1, GZIP_2, PLIO_1, HCOMPRESS_1";
    throw fitsError(
      "FITS_UNSUPPORTED",
      `tiles packed with ${JSON.stringify(algorithm)} cannot be read`,
      { part },
      hint,
    );
  }
  const bitpix = header.integer("ZBITPIX") ?? 0;
  if (![8, 16, 32, 64, -32, -64].includes(bitpix)) {
    throw fitsError("FITS_DAMAGED", `ZBITPIX cannot be ${String(header.get("ZBITPIX"))}`, { part });
  }
  const parameters = new Map<string, number>();
  for (let i = 1; header.has(`ZNAME${i}`); i++) {
    parameters.set(header.text(`ZNAME${i}`) ?? "", header.number(`ZVAL${i}`) ?? 0);
  }
  return {
    algorithm: algorithm === "RICE_ONE" ? "RICE_1" : algorithm,
    bitpix,
    bytesPerPixel: parameters.get("BYTEPIX") ?? 4,
    blockSize: parameters.get("BLOCKSIZE") ?? 32,
    smooth: (parameters.get("SMOOTH") ?? 0) !== 0,
    offset: plioOffset(header, bitpix),
    quantisation: {
      scale: header.number("ZSCALE"),
      zero: header.number("ZZERO"),
      blank: header.number("ZBLANK"),
      method: ditherMethod(header.text("ZQUANTIZ") ?? "NO_DITHER", part),
      seed: header.integer("ZDITHER0") ?? 1,
    },
  };
}

function ditherMethod(name: string, part: string): Quantisation["method"] {
  if (name === "SUBTRACTIVE_DITHER_1" || name === "SUBTRACTIVE_DITHER_2") return name;
  if (name === "NO_DITHER" || name === "NONE") return "NO_DITHER";
  throw fitsError("FITS_UNSUPPORTED", `real numbers quantised by ${JSON.stringify(name)} cannot be read`, { part });
}

/**
 * The pixels of a tile as the image would store them.
 *
 * @param row what the table holds about the tile
 * @param count pixels of the tile
 * @param tile its zero-based number
 * @throws {NightbookError} `FITS_DAMAGED`
 */
export function decodeTile(row: TileRow, count: number, tile: number, coding: TileCoding, codecs: Codecs): StoredArray {
  const { bitpix, quantisation } = coding;
  if (row.packed.length === 0) {
    const plain = row.gzipped.length > 0 ? codecs.gunzip(row.gzipped, 8 * count) : row.plain;
    if (plain.length > 0) return ofType(plainPixels(plain, count, bitpix), bitpix);
    throw fitsError("FITS_DAMAGED", "there are no bytes for it");
  }
  const scale = row.scale ?? quantisation.scale;
  const isQuantised = bitpix < 0 && scale !== undefined;
  if (bitpix < 0 && !isQuantised && coding.algorithm.startsWith("GZIP")) {
    const bytes = codecs.gunzip(row.packed, 8 * count);
    return plainPixels(coding.algorithm === "GZIP_2" ? unshuffle(bytes, -bitpix / 8) : bytes, count, bitpix);
  }
  const whole = wholeNumbers(row.packed, count, coding, isQuantised ? 32 : bitpix, codecs);
  if (!isQuantised) return ofType(whole, bitpix);
  const pixels = storedArray(bitpix, count);
  const zero = row.zero ?? quantisation.zero ?? 0;
  const blank = row.blank ?? quantisation.blank;
  const steps = ofType(whole, 32) as Int32Array;
  dequantise(steps, { ...quantisation, scale, zero, blank }, tile, pixels as Float32Array);
  return pixels;
}

/** The same numbers in the type of the image: packers may widen or narrow what they pack. */
function ofType(whole: StoredArray, bitpix: number): StoredArray {
  const pixels = storedArray(bitpix, whole.length);
  if (pixels.constructor === whole.constructor) return whole;
  if (whole instanceof BigInt64Array) throw fitsError("FITS_DAMAGED", "its numbers are wider than those of the image");
  if (pixels instanceof BigInt64Array) for (let i = 0; i < whole.length; i++) pixels[i] = BigInt(whole[i]);
  else pixels.set(whole);
  return pixels;
}

function wholeNumbers(
  packed: Uint8Array,
  count: number,
  { algorithm, bytesPerPixel, blockSize, smooth, offset }: TileCoding,
  bitpix: number,
  codecs: Codecs,
): StoredArray {
  switch (algorithm) {
    case "RICE_1":
      return unpackRice(packed, count, bytesPerPixel, blockSize);
    case "PLIO_1": {
      const pixels = unpackPlio(packed, count);
      if (offset !== 0) for (let i = 0; i < count; i++) pixels[i] -= offset;
      return pixels;
    }
    case "HCOMPRESS_1":
      return unpackHcompress(packed, count, smooth);
    case "NOCOMPRESS":
      return plainPixels(packed, count, bitpix);
    default: {
      const bytes = codecs.gunzip(packed, 8 * count);
      // The width shows in the length: packers do not agree on it.
      const width = count > 0 ? bytes.length / count : 1;
      return plainPixels(algorithm === "GZIP_2" ? unshuffle(bytes, width) : bytes, count, 8 * width);
    }
  }
}

/** Pixels that are stored big-endian, in words of a type or of the width that their number of bytes gives. */
function plainPixels(bytes: Uint8Array, count: number, bitpix: number): StoredArray {
  const width = count > 0 ? bytes.length / count : Math.abs(bitpix) / 8;
  if (![1, 2, 4, 8].includes(width) || (bitpix < 0 && width !== -bitpix / 8)) {
    throw fitsError("FITS_DAMAGED", `it has ${bytes.length} bytes for ${count} pixels`);
  }
  const pixels = storedArray(bitpix < 0 ? bitpix : 8 * width, count);
  swapBytes(bytes, pixels, width);
  return pixels;
}
