import type { Header } from "../header/header";
import type { NumberArray, StoredArray } from "./pixel-array";

/** How stored numbers become physical ones: physical = zero + scale × stored. */
export interface Scaling {
  scale: number;
  zero: number;
  /** Stored whole number that stands for no value. */
  blank?: number | bigint;
}

/** BSCALE, BZERO and BLANK of an image. */
export function imageScaling(header: Header): Scaling {
  const scale = header.number("BSCALE") ?? 1;
  const zero = header.number("BZERO") ?? 0;
  const written = header.get("BLANK");
  const blank = typeof written === "bigint" ? written : header.integer("BLANK");
  return blank === undefined || (header.integer("BITPIX") ?? 0) < 0 ? { scale, zero } : { scale, zero, blank };
}

/**
 * Physical numbers of stored ones. Whole numbers without scaling stay what they are, those shifted by half their range
 * become unsigned (or signed, for bytes), all others become real numbers: of 32 bits when the stored ones have at most
 * 16, and of 64 else. A blank becomes NaN.
 *
 * @param stored not modified, but returned itself where nothing changes
 * @see [Pence2010] sections 4.4.2.5 and 5.2.5
 */
export function physicalValues(stored: StoredArray, { scale, zero, blank }: Scaling): NumberArray {
  const isReal = stored instanceof Float32Array || stored instanceof Float64Array;
  if (scale === 1 && zero === 0 && (blank === undefined || isReal)) return stored;
  if (scale === 1 && blank === undefined) {
    const shifted = shiftedByHalf(stored, zero);
    if (shifted) return shifted;
  }
  const narrow = stored instanceof Uint8Array || stored instanceof Int16Array || stored instanceof Float32Array;
  const values = narrow ? new Float32Array(stored.length) : new Float64Array(stored.length);
  if (narrow) {
    const [factor, offset] = [Math.fround(scale), Math.fround(zero)];
    for (let i = 0; i < values.length; i++) values[i] = Math.fround(Math.fround(Number(stored[i])) * factor) + offset;
  } else if (stored instanceof BigInt64Array) {
    for (let i = 0; i < values.length; i++) values[i] = Number(stored[i]) * scale + zero;
  } else for (let i = 0; i < values.length; i++) values[i] = (stored[i] as number) * scale + zero;
  if (blank !== undefined && !isReal) {
    const none = stored instanceof BigInt64Array ? BigInt(blank) : blank;
    for (let i = 0; i < values.length; i++) if (stored[i] === none) values[i] = Number.NaN;
  }
  return values;
}

/** Whole numbers shifted by half their range, which is how FITS stores unsigned numbers and signed bytes. */
export function shiftedByHalf(stored: StoredArray, zero: number): NumberArray | undefined {
  if (stored instanceof Uint8Array && zero === -128) return Int8Array.from(stored, (value) => value - 128);
  if (stored instanceof Int16Array && zero === 0x8000) {
    const values = new Uint16Array(stored.length);
    for (let i = 0; i < values.length; i++) values[i] = stored[i] ^ 0x8000;
    return values;
  }
  if (stored instanceof Int32Array && zero === 0x80000000) {
    const values = new Uint32Array(stored.length);
    for (let i = 0; i < values.length; i++) values[i] = stored[i] ^ 0x80000000;
    return values;
  }
  if (stored instanceof BigInt64Array && zero === 0x8000000000000000) {
    return BigUint64Array.from(stored, (value) => BigInt.asUintN(64, value + 0x8000000000000000n));
  }
  return undefined;
}
