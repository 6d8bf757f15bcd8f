import { ditherOf, storedZero } from "./dither";

/** How real numbers became whole ones. */
export interface Quantisation {
  scale: number;
  zero: number;
  /** Whole number that stands for NaN. */
  blank?: number;
  method: "NO_DITHER" | "SUBTRACTIVE_DITHER_1" | "SUBTRACTIVE_DITHER_2";
  /** Where in the random numbers the first tile begins: ZDITHER0. */
  seed: number;
}

/**
 * Real numbers of the whole numbers of a tile.
 *
 * @param tile zero-based number of the tile, which decides about its random numbers
 * @param out where they go
 * @see [Pence2010] section 10.2
 */
export function dequantise(
  whole: Int32Array | Float64Array,
  { scale, zero, blank, method, seed }: Quantisation,
  tile: number,
  out: Float32Array | Float64Array,
): void {
  const random = method === "NO_DITHER" ? undefined : ditherOf(tile, seed);
  const keepsZero = method === "SUBTRACTIVE_DITHER_2";
  for (let i = 0; i < whole.length; i++) {
    const value = whole[i];
    // Every pixel takes its number, whatever becomes of it.
    const shift = random ? random() : 0.5;
    if (value === blank) out[i] = Number.NaN;
    else if (keepsZero && value === storedZero) out[i] = 0;
    else out[i] = (value - shift + 0.5) * scale + zero;
  }
}
