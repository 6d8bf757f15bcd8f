import { constants, deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { adler32, crc32, deflate, gzip, inflate } from "../../../src/core/deflate";
import { inflateInWebAssembly } from "../../../src/core/deflate/inflate-kernel";
import { random } from "../../../src/core/random";

/** Bytes with repeats near and far, as data have them. */
const bytes = fc
  .array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 60 })), { maxLength: 30 })
  .map((pieces) =>
    Uint8Array.from(pieces.flatMap(([piece, times]) => Array.from({ length: times }, () => [...piece]).flat())),
  );

const same = (a: Uint8Array, b: Uint8Array) => expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);

describe("inflate", () => {
  it("unpacks what zlib packs, at every level and in every wrapping", () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 9 }), (data, level) => {
        for (const pack of [gzipSync, deflateSync, deflateRawSync]) {
          const packed = new Uint8Array(pack(data, { level }));
          for (const inWebAssembly of [true, false]) same(inflate(packed, undefined, inWebAssembly), data);
        }
      }),
    );
  });

  it("unpacks several gzip members one after the other, with names", () => {
    const named = Buffer.from(gzipSync(Buffer.from("abc")));
    named[3] = 8;
    const withName = Buffer.concat([named.subarray(0, 10), Buffer.from("name\0"), named.subarray(10)]);
    same(inflate(new Uint8Array(Buffer.concat([withName, gzipSync(Buffer.from("def"))]))), Buffer.from("abcdef"));
  });

  it("ends where the header of a member is cut off in its extra field", () => {
    const start = [0x1f, 0x8b, 8];
    const time = [1, 1, 1, 1, 1, 1];
    for (const name of [1, 50]) {
      const first = [
        ...start,
        8,
        ...time,
        ...new Array<number>(name).fill(0x78),
        0,
        3,
        0,
        ...new Array<number>(8).fill(0),
      ];
      const cut = Uint8Array.from([...first, ...start, 12, ...time, 1]);
      for (const inWebAssembly of [true, false]) {
        expect(() => inflate(cut, undefined, inWebAssembly)).toThrow("it ends too early");
      }
    }
  });

  it("stops at the limit, before memory is taken", () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(50_000_000)));
    expect(() => inflate(bomb, 1_000_000)).toThrow("longer than allowed: 1000000 bytes");
  });

  it("refuses damage of every kind, and never anything else", () => {
    const packed = new Uint8Array(gzipSync(Buffer.from("some text, some text again, and again some text".repeat(20))));
    for (let length = 2; length < packed.length; length++) {
      expect(() => inflate(packed.subarray(0, length))).toThrow(RangeError);
    }
    for (let at = 0; at < packed.length; at++) {
      for (const flip of [1, 16, 255]) {
        const copy = packed.slice();
        copy[at] ^= flip;
        try {
          inflate(copy, 1 << 20);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }
    }
  });
});

describe("inflate in WebAssembly", () => {
  const isLong = process.env["NIGHTBOOK_LONG"] === "1";
  const stream = random(7).stream(0);
  const below = (limit: number) => Math.floor(limit * stream.uniform());

  /** Bytes of some evenness, in which what came before is repeated from near and far. */
  function dataLike(length: number): Uint8Array {
    const data = new Uint8Array(length);
    const [values, width, furthest] = [1 + below(256), 1 + below(300), 1 + below(below(2) ? 40000 : 20)];
    for (let at = 0; at < length; ) {
      const count = Math.min(1 + below(width), length - at);
      const distance = 1 + below(furthest);
      const isRepeat = distance <= at && below(2) === 0;
      for (let i = 0; i < count; i++, at++) data[at] = isRepeat ? data[at - distance] : below(below(values) + 1);
    }
    return data;
  }

  const strategies = [
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FILTERED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ];
  const packings = [gzipSync, deflateSync, deflateRawSync];
  const packedLike = (data: Uint8Array) => {
    const options = {
      level: below(10),
      strategy: strategies[below(5)],
      windowBits: 9 + below(7),
      memLevel: 1 + below(9),
    };
    return new Uint8Array(packings[below(3)](data, options));
  };

  it("unpacks what zlib packs at every level, by every strategy, with every window", () => {
    const rounds = isLong ? 20_000 : 300;
    for (let round = 0; round < rounds; round++) {
      const data = dataLike(below(round % 10 === 0 ? 200_000 : 3000));
      const packed = packedLike(data);
      const found = inflateInWebAssembly(packed, data.length);
      if (packed.length < 64) expect(found).toBeUndefined();
      else same(found ?? new Uint8Array(0), data);
      if (round % 10 === 1) same(inflate(packed, data.length, false), data);
      if (data.length > 0) expect(inflateInWebAssembly(packed, data.length - 1)).toBeUndefined();
    }
  });

  it("makes room as it is needed, for one member or many", () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(9_000_000)));
    expect(inflateInWebAssembly(bomb, 9_000_000)?.length).toBe(9_000_000);
    expect(inflateInWebAssembly(bomb, 8_999_999)).toBeUndefined();
    const data = dataLike(100_000);
    const small = gzipSync(data.subarray(0, 10));
    const members = new Uint8Array(Buffer.concat([small, gzipSync(data), bomb, small, gzipSync(data)]));
    const all = inflateInWebAssembly(members, 1 << 24) ?? new Uint8Array(0);
    same(all, gunzipSync(members));
    same(inflate(members, undefined, false), all);
    // What follows the last member does not count.
    same(inflateInWebAssembly(Uint8Array.from([...members, 1, 2, 3]), 1 << 24) ?? new Uint8Array(0), all);
  });

  it("asks for the checksum that it is given", () => {
    const packed = new Uint8Array(gzipSync(dataLike(5000)));
    expect(inflateInWebAssembly(packed, 5000, crc32)?.length).toBe(5000);
    expect(inflateInWebAssembly(packed, 5000, (bytes) => crc32(bytes) + 1)).toBeUndefined();
  });

  it("takes damage as TypeScript does", () => {
    const outcome = (bytes: Uint8Array, inWebAssembly: boolean) => {
      try {
        return Buffer.from(inflate(bytes, 1 << 20, inWebAssembly)).toString("latin1");
      } catch (error) {
        return error;
      }
    };
    const rounds = isLong ? 100_000 : 3000;
    let isWhole = 0;
    for (let round = 0; round < rounds; round++) {
      const packed = packedLike(dataLike(200 + below(2000)));
      // Most damage at the beginning, where the codes are.
      for (let k = 0; k <= round % 3; k++)
        packed[below(round % 2 ? packed.length : 80) % packed.length] ^= 1 << below(8);
      const given = round % 5 === 0 ? packed.subarray(0, below(packed.length)) : packed;
      const [fast, slow] = [outcome(given, true), outcome(given, false)];
      expect(fast).toEqual(slow);
      if (inflateInWebAssembly(given, 1 << 20) !== undefined) isWhole++;
    }
    // Bare blocks have no checksum: many can still be unpacked, to other bytes.
    expect(isWhole).toBeGreaterThan(rounds / 100);
  });
});

describe("deflate and gzip", () => {
  it("give what zlib unpacks", () => {
    fc.assert(
      fc.property(bytes, (data) => {
        same(inflateSync(deflate(data)), data);
        same(gunzipSync(gzip(data)), data);
      }),
    );
  });

  it("find repeats far back", () => {
    const block = Uint8Array.from({ length: 30_000 }, (_, i) => (i * i * 31) >> 3);
    const twice = new Uint8Array(60_000);
    twice.set(block);
    twice.set(block, 30_000);
    const packed = deflate(twice);
    same(inflateSync(packed), twice);
    expect(packed.length).toBeLessThan(deflate(block).length * 1.3);
  });
});

describe("checksums", () => {
  it("have the values of their definitions", () => {
    const text = Uint8Array.from("123456789", (character) => character.charCodeAt(0));
    expect(crc32(text)).toBe(0xcbf43926);
    expect(crc32(text.subarray(4), crc32(text.subarray(0, 4)))).toBe(0xcbf43926);
    expect(adler32(text)).toBe(0x091e01de);
    const long = new Uint8Array(1e6).fill(255);
    expect(adler32(long)).toBe(deflateSync(long).readUInt32BE(deflateSync(long).length - 4));
  });
});
