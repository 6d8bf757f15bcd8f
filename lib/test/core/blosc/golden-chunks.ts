import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const packed = readFileSync(join(__dirname, "../../golden/hdf5/blosc-chunks.json.gz"));
const chunks = JSON.parse(gunzipSync(packed).toString()) as { name: string; chunk: string }[];

/** Chunks that Blosc itself has packed, by names of codec, shuffle and kind of values, for example `snappy_1_rows`. */
export const goldenChunks: ReadonlyMap<string, Uint8Array> = new Map(
  chunks.map(({ name, chunk }) => [name, new Uint8Array(Buffer.from(chunk, "base64"))]),
);

const count = (length: number) => Array.from({ length }, (_, i) => i);

/** What was packed, by kind. */
export const goldenValues = {
  bytes: () => Uint8Array.from(count(5000), (k) => Math.floor(k / 9) % 50),
  floats: () => Float32Array.from(count(1003), (k) => Math.floor(k / 10) / 2),
  blocks: () => Float64Array.from(count(40_000), (k) => Math.floor(k / 50) / 2),
  /** Rows of 32, 64 and 64 bits. */
  rows: () => {
    const view = new DataView(new ArrayBuffer(20 * 515));
    for (const k of count(515)) {
      view.setUint32(20 * k, Math.floor(k / 3), true);
      view.setFloat64(20 * k + 4, k / 8, true);
      view.setBigInt64(20 * k + 12, BigInt(-k), true);
    }
    return new Uint8Array(view.buffer);
  },
} as const;

export type GoldenKind = keyof typeof goldenValues;
