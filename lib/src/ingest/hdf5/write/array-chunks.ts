/**
 * Cuts an array into chunks; those at the far edges are filled up with zeros.
 * @param bytes the whole array, row-major
 * @returns where each chunk begins, and its bytes
 */
export function* arrayChunks(
  bytes: Uint8Array,
  shape: readonly number[],
  chunk: readonly number[],
  elementSize: number,
): Generator<{ offset: number[]; bytes: Uint8Array }> {
  if (bytes.length === 0) return;
  const rank = shape.length;
  const rowBytes = shape[rank - 1] * elementSize;
  const chunkRowBytes = chunk[rank - 1] * elementSize;
  const rows = corners(
    chunk.slice(0, -1),
    chunk.slice(0, -1).map(() => 1),
  );
  for (const offset of corners(shape, chunk)) {
    const cut = new Uint8Array(chunk.reduce((a, b) => a * b, elementSize));
    const start = offset[rank - 1] * elementSize;
    const copied = Math.min(chunkRowBytes, rowBytes - start);
    for (const [k, inner] of rows.entries()) {
      const place = inner.map((i, axis) => i + offset[axis]);
      if (place.some((i, axis) => i >= shape[axis])) continue;
      const row = place.reduce((sum, i, axis) => sum * shape[axis] + i, 0);
      const from = row * rowBytes + start;
      cut.set(bytes.subarray(from, from + copied), k * chunkRowBytes);
    }
    yield { offset, bytes: cut };
  }
}

/** Row-major positions 0, step, 2 step, … below the ends, in every dimension. */
function corners(ends: readonly number[], steps: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const [axis, end] of ends.entries()) {
    const along = Array.from({ length: Math.ceil(end / steps[axis]) }, (_, i) => i * steps[axis]);
    all = all.flatMap((corner) => along.map((i) => [...corner, i]));
  }
  return all;
}
