import { Header } from "../header/header";
import type { NumberArray, StoredArray } from "../image/pixel-array";

/**
 * Pixels as FITS stores them, and the header that says so: unsigned numbers and signed bytes are shifted by half their
 * range.
 * @param isPrimary SIMPLE instead of XTENSION
 * @param isStored the pixels are stored numbers already: no BZERO
 * @throws {RangeError} when the shape does not fit the number of values
 */
export function storedImage(
  shape: readonly number[],
  values: NumberArray,
  isPrimary: boolean,
  isStored: boolean,
): { stored: StoredArray; header: Header } {
  const expected = shape.length === 0 ? 0 : shape.reduce((product, length) => product * length, 1);
  if (expected !== values.length)
    throw new RangeError(`An image of ${shape.join(" × ")} pixels has not: ${values.length}`);
  const { stored, zero } = shifted(values);
  const bitpix =
    8 * stored.BYTES_PER_ELEMENT * (stored instanceof Float32Array || stored instanceof Float64Array ? -1 : 1);
  const header = new Header();
  if (isPrimary) header.set("SIMPLE", true, { comment: "conforms to FITS standard" });
  else header.set("XTENSION", "IMAGE", { comment: "image extension" });
  header.set("BITPIX", bitpix, { comment: "bits per pixel, negative for real numbers" }).set("NAXIS", shape.length);
  for (const [i, length] of [...shape].reverse().entries()) header.set(`NAXIS${i + 1}`, length);
  if (isPrimary) header.set("EXTEND", true);
  else header.set("PCOUNT", 0).set("GCOUNT", 1);
  if (zero !== undefined && !isStored) header.set("BSCALE", 1).set("BZERO", zero);
  return { stored, header };
}

function shifted(values: NumberArray): { stored: StoredArray; zero?: number | bigint } {
  if (values instanceof Int8Array) return { stored: Uint8Array.from(values, (value) => value + 128), zero: -128 };
  if (values instanceof Uint16Array) return { stored: Int16Array.from(values, (value) => value ^ 0x8000), zero: 32768 };
  if (values instanceof Uint32Array) {
    return { stored: Int32Array.from(values, (value) => value ^ 0x80000000), zero: 2147483648 };
  }
  if (values instanceof BigUint64Array) {
    const stored = BigInt64Array.from(values, (value) => BigInt.asIntN(64, value ^ (1n << 63n)));
    return { stored, zero: 9223372036854775808n };
  }
  return { stored: values };
}
