import { packLz4Block } from "../../../core/lz4";
import type { Hdf5Compression } from "./compression";

/** Number under which Blosc is registered, and numbers by which its header tells LZ4, copied bytes and no splitting. */
const [bloscFilter, lz4Code, copied, unsplit] = [32001, 1, 2, 16];
const headerBytes = 16;

/**
 * Fast compression: LZ4 in the wrapping of Blosc, which PyTables calls `blosc:lz4`. PyTables reads it, h5py where
 * hdf5plugin is imported.
 *
 * @example
 * ```ts
 * import { lz4Compression, writeHdf5 } from "nightbook/ingest";
 *
 * const values = new Float64Array(10_000).fill(1);
 * const table = { columns: [{ name: "weight", values }], compression: lz4Compression() };
 * writeHdf5({ members: { table } }).length < 10_000; // => true
 * ```
 */
export function lz4Compression(): Hdf5Compression {
  return {
    filter: bloscFilter,
    name: "blosc",
    // Revisions of the filter and of the format, bytes of an element and of a chunk, level, order of bytes, LZ4.
    parameters: ({ bytes }) => [2, 2, 1, bytes, 5, 0, lz4Code],
    pack: packBlosc,
  };
}

/** One chunk of Blosc with one block; as it is where LZ4 does not make it shorter. */
function packBlosc(bytes: Uint8Array): Uint8Array {
  const packed = packLz4Block(bytes);
  const start = headerBytes + 8;
  const isShorter = start + packed.length < headerBytes + bytes.length;
  const out = new Uint8Array(isShorter ? start + packed.length : headerBytes + bytes.length);
  const view = new DataView(out.buffer);
  // Versions of the formats of Blosc and LZ4; elements of one byte, since whoever sorts bytes has done so before.
  out.set([2, 1, (lz4Code << 5) | unsplit | (isShorter ? 0 : copied), 1]);
  view.setUint32(4, bytes.length, true);
  view.setUint32(8, bytes.length, true);
  view.setUint32(12, out.length, true);
  if (isShorter) {
    view.setUint32(16, headerBytes + 4, true);
    view.setUint32(20, packed.length, true);
  }
  out.set(isShorter ? packed : bytes, isShorter ? start : headerBytes);
  return out;
}
