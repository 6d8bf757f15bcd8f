/**
 * Collects one cell of every row.
 * @param rows bytes of whole rows
 * @param offset of the cell in its row
 * @param to where the cells go, one after the other
 * @param at byte of `to` at which they begin
 */
export function gatherCells(
  rows: Uint8Array,
  rowBytes: number,
  offset: number,
  cellBytes: number,
  to: Uint8Array,
  at: number,
): void {
  const count = Math.floor(rows.length / rowBytes);
  if (cellBytes === rowBytes) {
    to.set(rows.subarray(0, count * rowBytes), at);
    return;
  }
  const start = rows.byteOffset + offset;
  const place = to.byteOffset + at;
  const isWhole = (unit: number) => cellBytes % unit === 0 && place % unit === 0;
  if (cellBytes > mostLoopBytes) {
    for (let i = 0; i < count; i++) {
      const from = i * rowBytes + offset;
      to.set(rows.subarray(from, from + cellBytes), at + i * cellBytes);
    }
  } else if (isWhole(4)) {
    const out = new Uint32Array(to.buffer, place, (count * cellBytes) / 4);
    if (start % 4 === 0 && rowBytes % 4 === 0) {
      const words = new Uint32Array(rows.buffer, start, Math.floor((rows.length - offset) / 4));
      gatherWords(words, rowBytes / 4, cellBytes / 4, out);
    } else gatherLoose(new DataView(rows.buffer, rows.byteOffset, rows.length), rowBytes, offset, cellBytes / 4, out);
  } else gatherWords(rows.subarray(offset), rowBytes, cellBytes, to.subarray(at, at + count * cellBytes));
}

/** Bytes of a cell from which on a copy by the runtime is faster than a loop. */
const mostLoopBytes = 64;

function gatherWords(rows: Uint32Array | Uint8Array, stride: number, width: number, out: typeof rows): void {
  for (let word = 0; word < width; word++) {
    for (let i = word, k = word; i < out.length; i += width, k += stride) out[i] = rows[k];
  }
}

/** For rows whose words do not lie at multiples of four. */
function gatherLoose(rows: DataView, rowBytes: number, offset: number, width: number, out: Uint32Array): void {
  for (let word = 0; word < width; word++) {
    for (let i = word, k = offset + 4 * word; i < out.length; i += width, k += rowBytes)
      out[i] = rows.getUint32(k, true);
  }
}
