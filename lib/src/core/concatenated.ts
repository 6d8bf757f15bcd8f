/** Arrays one behind the other, in one. */
export function concatenated(arrays: readonly Float64Array[]): Float64Array {
  return filled(new Float64Array(total(arrays)), arrays);
}

/** Pieces of bytes one behind the other, in one. */
export function concatenatedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  return filled(new Uint8Array(total(pieces)), pieces);
}

function total(arrays: readonly ArrayLike<number>[]): number {
  return arrays.reduce((sum, { length }) => sum + length, 0);
}

function filled<T extends Float64Array | Uint8Array>(out: T, arrays: readonly ArrayLike<number>[]): T {
  let at = 0;
  for (const array of arrays) {
    out.set(array, at);
    at += array.length;
  }
  return out;
}
