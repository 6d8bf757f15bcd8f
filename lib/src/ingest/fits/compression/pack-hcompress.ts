import { BitWriter } from "./bit-writer";
import { hTransform } from "./h-transform";
import { packQuadtree } from "./pack-quadtree";

/**
 * Packs a tile with HCOMPRESS_1, without loss.
 *
 * @param pixels whole numbers of up to 32 bits, row by row
 * @see [White1992] and [Pence2010] section 10.4.4
 */
export function packHcompress(pixels: ArrayLike<number>, rows: number, columns: number): Uint8Array {
  const a = Float64Array.from(pixels);
  hTransform(a, rows, columns);
  const head = new Uint8Array(25);
  const view = new DataView(head.buffer);
  head.set([0xdd, 0x99]);
  view.setInt32(2, rows);
  view.setInt32(6, columns);
  view.setBigInt64(14, BigInt(a[0]));
  a[0] = 0;
  const [upper, left] = [Math.ceil(rows / 2), Math.ceil(columns / 2)];
  const quadrants = [
    { start: 0, extent: { rows: upper, columns: left }, kind: 0 },
    { start: left, extent: { rows: upper, columns: columns - left }, kind: 1 },
    { start: columns * upper, extent: { rows: rows - upper, columns: left }, kind: 1 },
    { start: columns * upper + left, extent: { rows: rows - upper, columns: columns - left }, kind: 2 },
  ];
  for (const { start, extent, kind } of quadrants) {
    let most = 0;
    for (let row = 0; row < extent.rows; row++) {
      const from = start + row * columns;
      for (let i = from; i < from + extent.columns; i++) most = Math.max(most, Math.abs(a[i]));
    }
    while (most >= 2 ** head[22 + kind]) head[22 + kind]++;
  }
  const writer = new BitWriter(4 * pixels.length);
  for (const { start, extent, kind } of quadrants) packQuadtree(writer, a, start, columns, extent, head[22 + kind]);
  writer.put(0, 4);
  writer.align();
  for (const coefficient of a) if (coefficient !== 0) writer.put(coefficient < 0 ? 1 : 0, 1);
  const planes = writer.bytes();
  const out = new Uint8Array(head.length + planes.length);
  out.set(head);
  out.set(planes, head.length);
  return out;
}
