import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { random as randomOf } from "../../../src/core/random";
import { CompressedImageHdu, type ImagePacking, openFits, writeFits } from "../../../src/ingest/fits";
import { noiseOf } from "../../../src/ingest/fits/compression/quantise";
import { packedPair, packings } from "./packed-images";

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => Buffer.from(buffer, byteOffset, byteLength);

describe("packed images", () => {
  it.each(packings().map((packing) => [packing[0], packing] as const))("come back: %s", (_name, all) => {
    const [, { shape, values }, packing, header] = all;
    const { ours, unpacked } = packedPair(all);
    expect(unpacked).toBeInstanceOf(CompressedImageHdu);
    expect(openFits(ours).verify()).toEqual([]);
    expect([unpacked.name, unpacked.version, unpacked.shape]).toEqual(["SKY", 3, shape]);
    const { quantise: level } = packing;
    if (level === undefined) {
      const found = header ? unpacked.readStored().values : unpacked.read().values;
      expect(bytesOf(found).equals(bytesOf(values))).toBe(true);
      return;
    }
    // Tiles that cannot be quantised are exact; the others have their own step.
    const found = unpacked.read().values as Float64Array;
    const width = shape[1];
    const [rows] = (unpacked as CompressedImageHdu).tileShape;
    for (let row = 0; row < shape[0]; row += rows) {
      const part = (values as Float64Array).subarray(row * width, (row + rows) * width);
      const step = level < 0 ? -level : noiseOf(part, width) / level;
      const rounding = values instanceof Float32Array ? 2e-4 : 1e-9;
      for (let i = 0; i < part.length; i++) {
        const [given, got] = [part[i], found[row * width + i]];
        if (Number.isFinite(given)) expect(Math.abs(got - given)).toBeLessThanOrEqual(step / 2 + rounding);
        else expect(got).toBe(given);
      }
      if (packing.dither === "SUBTRACTIVE_DITHER_2") {
        for (let i = 0; i < part.length; i++) if (part[i] === 0) expect(found[row * width + i]).toBe(0);
      }
    }
  });

  it("are smaller than they were, and means stay", () => {
    const stream = randomOf(1).stream(0);
    const values = Float32Array.from({ length: 200 * 300 }, () => 1000 + 5 * stream.normal());
    const image = { shape: [200, 300], values };
    const mean = (of: ArrayLike<number>) => Array.from(of).reduce((a, b) => a + b, 0) / of.length;
    const plain = writeFits([{ image }]).length;
    for (const algorithm of ["RICE_1", "GZIP_2", "HCOMPRESS_1"] as const) {
      const packed = writeFits([{ image, packing: { algorithm, quantise: 1 } }]);
      expect(packed.length).toBeLessThan(plain / 4);
      const found = openFits(packed).image().read().values as Float32Array;
      expect(Math.abs(mean(found) - mean(values))).toBeLessThan(0.05);
    }
  });

  it("of any whole numbers come back to the bit", () => {
    const pixels = fc.int32Array({ minLength: 36, maxLength: 400 });
    const algorithm = fc.constantFrom("RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1");
    fc.assert(
      fc.property(pixels, algorithm, fc.integer({ min: 4, max: 20 }), fc.boolean(), (all, name, width, isNarrow) => {
        const rows = Math.floor(all.length / width);
        if (rows < 4 && name === "HCOMPRESS_1") return;
        const some = all.subarray(0, rows * width);
        const values = isNarrow ? Int16Array.from(some) : some;
        const shape = [rows, width];
        const bytes = writeFits([{ image: { shape, values }, packing: { algorithm: name as "RICE_1", tile: shape } }]);
        expect(openFits(bytes).image().read().values).toEqual(values);
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, number[], Float32Array | BigInt64Array | Int16Array, ImagePacking, string]>([
    ["real numbers by RICE_1", [4], new Float32Array(4), { algorithm: "RICE_1" }, "need quantise"],
    ["64 bits by RICE_1", [4], new BigInt64Array(4), { algorithm: "RICE_1" }, "64 bits"],
    ["quantised masks", [4], new Float32Array(4), { algorithm: "PLIO_1", quantise: 4 }, "PLIO_1"],
    ["masks below zero", [1], Int16Array.of(-1), { algorithm: "PLIO_1" }, "from 0 to 16777215: -1"],
    ["tiles of other axes", [4], new Int16Array(4), { tile: [2, 2] }, "cannot be: [2,2]"],
    ["small squares", [3, 9], new Int16Array(27), { algorithm: "HCOMPRESS_1" }, "none below 4"],
    ["no steps", [4], new Float32Array(4), { quantise: 0 }, "0"],
    ["another seed", [4], new Float32Array(4), { quantise: 4, seed: 0 }, "1 to 10000: 0"],
    ["another algorithm", [4], new Int16Array(4), { algorithm: "LZ" as "RICE_1" }, "LZ"],
  ])("cannot be made of %s", (_what, shape, values, packing, message) => {
    expect(() => writeFits([{ image: { shape, values }, packing }])).toThrow(message);
  });
});
