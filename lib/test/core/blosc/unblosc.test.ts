import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { unblosc, unbloscLength } from "../../../src/core/blosc";
import { unblosclz } from "../../../src/core/blosc/unblosclz";
import { unshuffle, unshuffleBits } from "../../../src/core/blosc/unshuffle";
import { unsnappy } from "../../../src/core/blosc/unsnappy";
import { type GoldenKind, goldenChunks, goldenValues } from "./golden-chunks";

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const unpacked = (unpack: (bytes: Uint8Array, out: Uint8Array) => number, bytes: Uint8Array, room: number) => {
  const out = new Uint8Array(room);
  return out.subarray(0, unpack(bytes, out));
};

function chunkOf(name: string): Uint8Array {
  const chunk = goldenChunks.get(name);
  if (!chunk) throw new RangeError(`There is no chunk: ${name}`);
  return chunk.slice();
}

function unbloscOf(chunk: Uint8Array): Uint8Array {
  const out = new Uint8Array(unbloscLength(chunk));
  unblosc(chunk, out);
  return out;
}

describe("chunks of Blosc", () => {
  it("are as many as were packed by every codec", () => {
    const codecs = new Set([...goldenChunks.values()].map((chunk) => chunk[2] >>> 5));
    expect([...codecs].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([...goldenChunks.keys()])("come back: %s", (name) => {
    const values = goldenValues[name.split("_")[2] as GoldenKind]();
    expect(Buffer.compare(unbloscOf(chunkOf(name)), new Uint8Array(values.buffer))).toBe(0);
  });

  it("that could not be made smaller stand as they are", () => {
    const header = [2, 1, 2, 1, 3, 0, 0, 0, 3, 0, 0, 0, 19, 0, 0, 0];
    expect(unbloscOf(Uint8Array.from([...header, 7, 8, 9]))).toEqual(Uint8Array.of(7, 8, 9));
    expect(() => unbloscOf(Uint8Array.from([...header, 7, 8]))).toThrow("ends too early");
  });

  it("of elements that are no part of a block are in one piece", () => {
    // Blocks of 300 bytes and elements of two, as an older version has written them: two pieces of 150.
    const piece = [150, 0, 0, 0, ...new Uint8Array(150).fill(5)];
    const header = [2, 1, 0, 2, 44, 1, 0, 0, 44, 1, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0];
    expect(unbloscOf(Uint8Array.from([...header, ...piece, ...piece]))).toEqual(new Uint8Array(300).fill(5));
    // Elements of seven bytes do not fit into 300.
    header[3] = 7;
    const whole = [44, 1, 0, 0, ...new Uint8Array(300).fill(6)];
    expect(unbloscOf(Uint8Array.from([...header, ...whole]))).toEqual(new Uint8Array(300).fill(6));
  });

  it.each<[string, (chunk: Uint8Array) => Uint8Array, string]>([
    ["no header", (chunk) => chunk.subarray(0, 15), "ends too early"],
    ["an unknown version", (chunk) => changed(chunk, 0, 9), "unknown version"],
    ["an unknown codec", (chunk) => changed(chunk, 2, chunk[2] | 0xe0), "unknown way"],
    ["blocks of no length", (chunk) => chunk.fill(0, 8, 12), "no length"],
    ["too many blocks", (chunk) => changed(chunk.fill(0, 9, 12), 8, 1), "ends too early"],
    ["a block behind the end", (chunk) => chunk.fill(255, 16, 20), "ends too early"],
    ["a length behind the end", (chunk) => chunk.fill(255, 20, 24), "ends too early"],
    ["the end cut off", (chunk) => chunk.subarray(0, chunk.length - 1), "ends too early"],
  ])("are refused with %s", (_what, damage, reason) => {
    expect(() => unbloscOf(damage(chunkOf("snappy_1_floats")))).toThrow(reason);
  });

  it("are refused when they give more or less than they say", () => {
    for (const codec of ["blosclz", "lz4", "snappy", "zlib", "zstd"]) {
      const chunk = chunkOf(`${codec}_0_floats`);
      const [less, more] = [chunk.slice(), chunk.slice()];
      for (const [bytes, length] of [
        [less, 4000],
        [more, 4020],
      ] as const) {
        const view = new DataView(bytes.buffer);
        view.setUint32(4, length, true);
        view.setUint32(8, length, true);
      }
      expect(() => unbloscOf(less)).toThrow(RangeError);
      expect(() => unbloscOf(more)).toThrow(RangeError);
    }
    expect(() => unblosc(chunkOf("zlib_0_bytes"), new Uint8Array(4))).toThrow("another length");
  });
});

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  bytes[at] = value;
  return bytes;
}

describe("a block of Snappy", () => {
  it.each<[string, number[], string]>([
    ["nothing", [0], ""],
    ["a copy with a distance of one byte", [7, 8, ...ascii("xab"), 0x01, 2], "xababab"],
    ["one of two bytes", [7, 8, ...ascii("xab"), (3 << 2) | 2, 2, 0], "xababab"],
    ["one of four bytes", [7, 8, ...ascii("xab"), (3 << 2) | 3, 2, 0, 0, 0], "xababab"],
    ["literals whose length takes a byte", [70, 60 << 2, 69, ...ascii("a".repeat(70))], "a".repeat(70)],
    ["and four", [3, 63 << 2, 2, 0, 0, 0, ...ascii("abc")], "abc"],
  ])("comes back: %s", (_what, bytes, text) => {
    expect(unpacked(unsnappy, Uint8Array.from(bytes), 100)).toEqual(ascii(text));
  });

  it("finds what is farther than one byte tells", () => {
    const far = Uint8Array.from({ length: 300 }, (_, i) => i % 251);
    const bytes = [0xb0, 0x02, 61 << 2, 43, 1, ...far, (1 << 5) | 1, 44];
    expect(unpacked(unsnappy, Uint8Array.from(bytes), 304)).toEqual(Uint8Array.from([...far, 0, 1, 2, 3]));
  });

  it.each<[string, number[], string]>([
    ["no length", [], "no length"],
    ["a length without an end", [255, 255, 255, 255, 255, 1], "no length"],
    ["more than fits", [101, 0, 1], "longer than it may be"],
    ["literals that end too early", [3, 8, 1, 2], "ends too early"],
    ["a length that ends too early", [3, 61 << 2, 2], "ends too early"],
    ["a copy that ends too early", [5, 0, 1, 2 | 12, 1], "ends too early"],
    ["a copy from before the begin", [5, 0, 1, 1, 2], "what is not there"],
    ["a copy from nowhere", [5, 0, 1, 1, 0], "what is not there"],
    ["a distance beyond 31 bits", [5, 0, 1, 3, 255, 255, 255, 255], "what is not there"],
    ["more literals than it says", [1, 4, 1, 2], "more than it says"],
    ["a longer copy than it says", [4, 0, 1, 1, 1], "more than it says"],
    ["less than it says", [9, 0, 1], "less than it says"],
  ])("is refused with %s", (_what, bytes, reason) => {
    expect(() => unsnappy(Uint8Array.from(bytes), new Uint8Array(100))).toThrow(reason);
  });
});

describe("a block of BloscLZ", () => {
  it("takes literals and copies, near and far", () => {
    expect(unpacked(unblosclz, Uint8Array.of(0x20 | 2, 120, 97, 98, 0x40, 1), 100)).toEqual(ascii("xababab"));
    // 9 and 255 and 1 of the byte before.
    expect(unpacked(unblosclz, Uint8Array.of(0, 7, 0xe0, 255, 1, 0), 400)).toEqual(new Uint8Array(266).fill(7));
    const start = Uint8Array.from({ length: 8288 }, (_, i) => i % 249);
    const literals = Array.from({ length: 259 }, (_, i) => start.subarray(32 * i, 32 * i + 32));
    const packed = literals.flatMap((piece) => [piece.length - 1, ...piece]);
    const copy = [0x3f, 255, 0, 96];
    const out = unpacked(unblosclz, Uint8Array.from([...packed, ...copy]), 9000);
    expect(out).toEqual(Uint8Array.from([...start, ...start.subarray(0, 3)]));
  });

  it.each<[string, number[], string]>([
    ["literals that end too early", [3, 1, 2], "ends too early"],
    ["more literals than fit", [12, ...new Uint8Array(13)], "longer than it may be"],
    ["a length that ends too early", [0, 1, 0xe0, 255], "ends too early"],
    ["a copy without a distance", [0, 1, 0x20], "ends too early"],
    ["a far copy that ends too early", [0, 1, 0x3f, 255, 0], "ends too early"],
    ["a copy from before the begin", [0, 1, 0x20, 1], "what is not there"],
    ["a longer copy than fits", [0, 1, 0xe0, 9, 0], "longer than it may be"],
  ])("is refused with %s", (_what, bytes, reason) => {
    expect(() => unblosclz(Uint8Array.from(bytes), new Uint8Array(10))).toThrow(reason);
  });
});

describe("sorted bytes and bits", () => {
  const lengths = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.nat(40), fc.nat(6));

  it("come to their places", () => {
    fc.assert(
      fc.property(lengths, fc.nat(3), ([elementBytes, count, rest], offset) => {
        const bytes = Uint8Array.from(
          { length: count * elementBytes + (rest % elementBytes) },
          (_, i) => (i * 37) >> 2,
        );
        const sorted = bytes.slice();
        for (let i = 0; i < count; i++)
          for (let byte = 0; byte < elementBytes; byte++) sorted[byte * count + i] = bytes[i * elementBytes + byte];
        const out = new Uint8Array(new ArrayBuffer(bytes.length + offset), offset);
        unshuffle(sorted, elementBytes, out);
        expect(out).toEqual(bytes);
      }),
    );
  });

  it("bit by bit, where there are eights of elements", () => {
    fc.assert(
      fc.property(lengths, ([elementBytes, eights, rest]) => {
        const count = 8 * eights;
        const bytes = Uint8Array.from(
          { length: count * elementBytes + (rest % elementBytes) },
          (_, i) => (i * 37) >> 2,
        );
        const sorted = bytes.slice();
        sorted.fill(0, 0, count * elementBytes);
        for (let i = 0; i < count; i++) {
          for (let bit = 0; bit < 8 * elementBytes; bit++) {
            const isSet = (bytes[i * elementBytes + (bit >> 3)] >> (bit & 7)) & 1;
            sorted[bit * eights + (i >> 3)] |= isSet << (i & 7);
          }
        }
        const out = new Uint8Array(bytes.length);
        unshuffleBits(sorted, elementBytes, out);
        expect(out).toEqual(bytes);
      }),
    );
    const odd = Uint8Array.from({ length: 14 }, (_, i) => i);
    const out = new Uint8Array(14);
    unshuffleBits(odd, 2, out);
    expect(out).toEqual(odd);
  });
});
