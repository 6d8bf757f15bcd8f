import type { Cursor } from "../cursor";
import { inputPlace, marginBytes, skippedBytes, withPixelKernel } from "./pixel-kernel";

/** Fewer are not worth the copying. */
const fewest = 128;
/** Fewer are read at once. */
const fewestKept = 512;

/** How many bytes numbers of variable length take; `undefined` for those that are to be read at once. */
export function bytesOfMany(cursor: Cursor, count: number): number | undefined {
  if (count < fewestKept || count > cursor.left) return undefined;
  return skippedBytes(cursor, (kernel, from, end) => kernel.skip(from, end, count));
}

/**
 * Counts of the ADC, kept as differences of variable length that begin anew at 0 in each array.
 * @param inWebAssembly whether many may be read there; the result is the same
 * @throws {NightbookError} `EVENTIO_DAMAGED` when there are fewer
 */
export function sampleDifferences(cursor: Cursor, arrays: number, length: number, inWebAssembly = true): Uint16Array {
  const count = arrays * length;
  if (count > cursor.left) {
    throw cursor.damaged(`it declares ${count} samples where ${cursor.left} bytes are left`);
  }
  const fast = inWebAssembly && count >= fewest ? differencesInWebAssembly(cursor, arrays, length) : undefined;
  return fast ?? readSlowly(cursor, arrays, length);
}

/** The same; `undefined` where that cannot be done: no number is read then. */
export function differencesInWebAssembly(cursor: Cursor, arrays: number, length: number): Uint16Array | undefined {
  const count = arrays * length;
  // Nearly all numbers take one or two bytes; more than four are not read here.
  const bytes = cursor.bytes.subarray(cursor.at, cursor.at + 4 * count);
  const to = inputPlace + bytes.length + marginBytes;
  return withPixelKernel(to + 2 * count + marginBytes, (kernel) => {
    const { buffer } = kernel.memory;
    new Uint8Array(buffer).set(bytes, inputPlace);
    const end = kernel.samples(inputPlace, inputPlace + bytes.length, to, arrays, length);
    if (end === 0) return undefined;
    cursor.at += end - inputPlace;
    return new Uint16Array(buffer.slice(to, to + 2 * count) as ArrayBuffer);
  });
}

/** Most differences take one byte, so four are tried at once. */
function readSlowly(cursor: Cursor, arrays: number, length: number): Uint16Array {
  const values = new Uint16Array(arrays * length);
  const { bytes } = cursor;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const lastWord = bytes.length - 4;
  let at = cursor.at;
  let to = 0;
  for (let array = 0; array < arrays; array++) {
    const stop = to + length;
    let value = 0;
    while (to < stop) {
      while (to + 4 <= stop && at <= lastWord) {
        const four = words.getInt32(at, true);
        if ((four & 0x80808080) !== 0) break;
        value = (value + (((four >>> 1) & 63) ^ -(four & 1))) | 0;
        values[to] = value;
        value = (value + (((four >>> 9) & 63) ^ -((four >>> 8) & 1))) | 0;
        values[to + 1] = value;
        value = (value + (((four >>> 17) & 63) ^ -((four >>> 16) & 1))) | 0;
        values[to + 2] = value;
        value = (value + (((four >>> 25) & 63) ^ -((four >>> 24) & 1))) | 0;
        values[to + 3] = value;
        to += 4;
        at += 4;
      }
      if (to === stop) break;
      let word = bytes[at++];
      if (word >= 0x80) {
        if (word < 0xc0) word = ((word & 0x3f) << 8) | bytes[at++];
        else {
          cursor.at = at - 1;
          word = cursor.uvarint();
          at = cursor.at;
        }
      }
      value = (value + ((word >>> 1) ^ -(word & 1))) | 0;
      values[to++] = value;
    }
    if (at > bytes.length) {
      cursor.at = bytes.length;
      throw cursor.damaged("it ends too early");
    }
  }
  cursor.at = at;
  return values;
}
