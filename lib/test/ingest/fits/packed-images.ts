import { random as randomOf } from "../../../src/core/random";
import {
  type AnyImageHdu,
  Header,
  type ImagePacking,
  type NumberArray,
  openFits,
  type PixelBlock,
  writeFits,
} from "../../../src/ingest/fits";

const algorithms = ["RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1"] as const;

/** A sky with noise and stars, in a shape that no tile divides evenly. */
function sky(shape: readonly number[]): Float64Array {
  const stream = randomOf(8).stream(0);
  const width = shape[shape.length - 1];
  return Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => {
    const star = i % 97 === 0 ? 300 + (i % 1000) : 0;
    return 40 + (i % width) / 7 + 3 * stream.normal() + star;
  });
}

const whole: Record<string, (values: Float64Array) => NumberArray> = {
  uint8: (values) => Uint8Array.from(values, (value) => value & 255),
  int16: (values) => Int16Array.from(values, (value) => 20 * value - 1500),
  uint16: (values) => Uint16Array.from(values, (value) => 40 * value),
  int32: (values) =>
    Int32Array.from(values, (value, i) => (i % 31 === 0 ? (i % 2 ? -1 : 1) * 2 ** 30.9 : 1000 * value)),
  int64: (values) => BigInt64Array.from(values, (value) => BigInt(Math.round(1e12 * value))),
};

/** Images and ways of packing them, by name. */
export function packings(): [string, PixelBlock, ImagePacking, Header?][] {
  const list: [string, PixelBlock, ImagePacking, Header?][] = [];
  const shape = [37, 51];
  for (const algorithm of algorithms) {
    for (const [type, of] of Object.entries(whole)) {
      if (type === "int64" && !algorithm.startsWith("GZIP")) continue;
      const isPlio = algorithm === "PLIO_1";
      // Comes back as whole numbers of 32 bits.
      if (isPlio && type === "uint16") continue;
      const values = of(isPlio ? sky(shape).map((value) => (value > 50 ? Math.abs(value) : 0)) : sky(shape));
      if (isPlio) for (let i = 0; i < values.length; i++) values[i] = Math.abs(Number(values[i])) % 2 ** 24;
      list.push([`${algorithm}-${type}`, { shape, values }, { algorithm }]);
    }
    if (algorithm === "PLIO_1") continue;
    for (const dither of ["NO_DITHER", "SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2"] as const) {
      const values = sky(shape);
      values.fill(0, 200, 230);
      if (dither !== "NO_DITHER") values.fill(Number.NaN, 700, 703);
      // A row that has no noise, and one with what cannot be quantised.
      values.fill(7, 51 * 20, 51 * 21);
      values[51 * 30] = Number.POSITIVE_INFINITY;
      const packing = { algorithm, dither, quantise: 8, seed: 9_998 };
      list.push([`${algorithm}-float32-${dither}`, { shape, values: Float32Array.from(values) }, packing]);
      list.push([`${algorithm}-float64-${dither}`, { shape, values }, { ...packing, quantise: -0.25 }]);
    }
  }
  for (const values of [Float32Array.from(sky(shape)), sky(shape)]) {
    const name = values.constructor.name.toLowerCase();
    for (const algorithm of ["GZIP_1", "GZIP_2"] as const)
      list.push([`${algorithm}-${name}-exact`, { shape, values }, { algorithm }]);
    list.push([`default-${name}`, { shape, values }, {}]);
  }
  const cube = [3, 20, 33];
  list.push(["cube", { shape: cube, values: whole["int16"](sky(cube)) }, { tile: [2, 7, 33] }]);
  list.push(["cube-HCOMPRESS_1", { shape: cube, values: whole["int32"](sky(cube)) }, { algorithm: "HCOMPRESS_1" }]);
  list.push(["line", { shape: [100], values: whole["int32"](sky([100])) }, {}]);
  const blank = new Header().set("BLANK", -5).set("OBJECT", "M 13").set("BSCALE", 2);
  list.push(["blank", { shape, values: whole["int16"](sky(shape)) }, {}, blank]);
  for (const side of [4, 5, 16, 31]) {
    const block = { shape: [side, side + 3], values: whole["int32"](sky([side, side + 3])) };
    list.push([`square-${side}`, block, { algorithm: "HCOMPRESS_1", tile: block.shape }]);
  }
  return list;
}

/** A file with the packed image, and one with what we read in it. */
export function packedPair([, image, packing, header]: ReturnType<typeof packings>[number]) {
  const options = { name: "SKY", version: 3, ...(header && { header, stored: true }) };
  const ours = writeFits([{ image, packing, ...options }]);
  const unpacked = openFits(ours).hdus[1] as AnyImageHdu;
  const original = writeFits([
    { header: new Header() },
    { image: unpacked.readStored(), ...options, stored: true, header: unpacked.imageHeader },
  ]);
  return { ours, original, unpacked };
}
