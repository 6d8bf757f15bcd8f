import type { StoredArray } from "../image/pixel-array";
import { bigEndianBytes } from "../image/swap-bytes";
import type { Quantisation } from "./dequantise";
import { packHcompress } from "./pack-hcompress";
import { packPlio } from "./pack-plio";
import { packRice } from "./pack-rice";
import { quantise } from "./quantise";
import { shuffle } from "./shuffle";

/** Ways of packing the tiles of an image. */
export type TileAlgorithm = "RICE_1" | "GZIP_1" | "GZIP_2" | "PLIO_1" | "HCOMPRESS_1";

/** How tiles are packed. */
export interface TilePacking {
  readonly algorithm: TileAlgorithm;
  /** RICE_1: pixels per block. */
  readonly blockSize: number;
  /** Real numbers: how fine they are kept; exactly when left out. */
  readonly quantisation?: Pick<Quantisation, "method" | "seed"> & { readonly level: number };
  readonly gzip: (bytes: Uint8Array) => Uint8Array;
}

/** What the table keeps of a tile. */
export interface PackedTile {
  /** Bytes, or words in the case of PLIO_1; empty when the tile is kept as it is. */
  readonly packed: Uint8Array | Int16Array;
  /** The tile as it is, packed with gzip. */
  readonly gzipped: Uint8Array;
  readonly scale: number;
  readonly zero: number;
}

const none = new Uint8Array(0);

/**
 * Packs the stored pixels of a tile.
 * @param tile its zero-based number
 * @param width pixels per row
 */
export function packTile(pixels: StoredArray, width: number, tile: number, packing: TilePacking): PackedTile {
  const { quantisation, gzip } = packing;
  if (!(pixels instanceof Float32Array || pixels instanceof Float64Array)) {
    return { packed: packWhole(pixels, width, packing), gzipped: none, scale: 0, zero: 0 };
  }
  const found = quantisation && quantise(pixels, quantisation.level, width, tile, quantisation);
  // The H-transform of the number for NaN would leave 32 bits.
  if (found && !(packing.algorithm === "HCOMPRESS_1" && pixels.some(Number.isNaN))) {
    const { whole, scale, zero } = found;
    return { packed: packWhole(whole, width, packing), gzipped: none, scale, zero };
  }
  if (quantisation) return { packed: none, gzipped: gzip(bigEndianBytes(pixels)), scale: 0, zero: 0 };
  return { packed: packWhole(pixels, width, packing), gzipped: none, scale: 0, zero: 0 };
}

function packWhole(pixels: StoredArray, width: number, { algorithm, blockSize, gzip }: TilePacking) {
  const bytesPerPixel = pixels.BYTES_PER_ELEMENT;
  switch (algorithm) {
    case "RICE_1":
      return packRice(pixels as Int32Array, bytesPerPixel as 1 | 2 | 4, blockSize);
    case "PLIO_1":
      return packPlio(pixels as Int32Array);
    case "HCOMPRESS_1":
      return packHcompress(pixels as Int32Array, pixels.length / width, width);
    case "GZIP_1":
      return gzip(bigEndianBytes(pixels));
    default:
      return gzip(shuffle(bigEndianBytes(pixels), bytesPerPixel));
  }
}
