import { deflateSync } from "node:zlib";
import { type Hdf5Group, zlibCompression } from "../../lib/src/ingest/hdf5";

const count = 10_000_000;
const large = new Float64Array(count);
for (let i = 0; i < count; i++) large[i] = i;

const grid = Float64Array.from({ length: 300 * 70 * 11 }, (_, i) => i);
const compression = zlibCompression(4, (bytes) => deflateSync(bytes, { level: 4 }));

/** Everything that the writer of HDF5 files can write: all types, shapes, texts, attributes, chunks; many and large ones. */
export const hdf5Gallery: Hdf5Group = {
  attributes: {
    text: "ρ₀ hello",
    empty: "",
    number: -2.5,
    texts: ["a", "", "ccc"],
    whole: Int32Array.of(1, -2, 3),
    matrix: { values: Float32Array.of(1, 2, 3, 4), shape: [2, 2] },
    long: "x".repeat(200_000),
    ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`more${i}`, i])),
  },
  members: {
    int8: { values: Int8Array.of(-128, 2) },
    uint8: { values: Uint8Array.of(255, 2) },
    int16: { values: Int16Array.of(-32768, 2) },
    uint16: { values: Uint16Array.of(65535) },
    int32: { values: Int32Array.of(-(2 ** 31)) },
    uint32: { values: Uint32Array.of(2 ** 32 - 1) },
    int64: { values: BigInt64Array.of(-(2n ** 53n) + 1n) },
    uint64: { values: BigUint64Array.of(2n ** 53n - 1n) },
    float32: { values: Float32Array.of(1.5, -0.25) },
    float64: { values: Float64Array.of(Math.PI, -1e-300, 5e-324), attributes: { unit: "kg/m³" } },
    scalar: { values: Float64Array.of(3), shape: [] },
    cube: { values: Int16Array.from({ length: 12 }, (_, i) => i), shape: [2, 3, 2] },
    texts: { values: ["α", "", "xyz"] },
    fixed: { values: ["α", "b"], strings: "fixed" },
    nothing: { values: new Float64Array(0), shape: [0, 3] },
    unwritten: { values: new Float32Array(0), shape: [4], isEmpty: true },
    "a b,ü": { members: { deep: { members: { x: { values: Float64Array.of(1) } } } } },
    many: { members: Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`group ${i}`, { members: {} }])) },
    pieces: { values: grid, shape: [300, 70, 11], chunks: [7, 16, 4] },
    "no pieces": { values: new Int32Array(0), shape: [0, 2], chunks: [5, 2] },
    packed: { values: grid, shape: [300, 70, 11], chunks: [7, 16, 11], shuffle: true, compression },
    large: { values: large, shape: [count / 10, 10] },
  },
};

/** What a reader finds in its small data sets: type, shape, values. */
export const hdf5GalleryFound = {
  int8: ["|i1", [2], [-128, 2]],
  uint8: ["|u1", [2], [255, 2]],
  int16: ["<i2", [2], [-32768, 2]],
  uint16: ["<u2", [1], [65535]],
  int32: ["<i4", [1], [-(2 ** 31)]],
  uint32: ["<u4", [1], [2 ** 32 - 1]],
  int64: ["<i8", [1], [-(2 ** 53) + 1]],
  uint64: ["<u8", [1], [2 ** 53 - 1]],
  float32: ["<f4", [2], [1.5, -0.25]],
  float64: ["<f8", [3], [Math.PI, -1e-300, 5e-324]],
  scalar: ["<f8", [], [3]],
  cube: ["<i2", [2, 3, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  texts: ["text", [3], ["α", "", "xyz"]],
  fixed: ["text", [2], ["α", "b"]],
  nothing: ["<f8", [0, 3], []],
  "no pieces": ["<i4", [0, 2], []],
  unwritten: ["<f4", [4], [0, 0, 0, 0]],
  "a b,ü/deep/x": ["<f8", [1], [1]],
};
