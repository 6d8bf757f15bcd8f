import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { adler32, crc32, deflate, gzip, inflate } from "../../../src/core/deflate";

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
        for (const pack of [gzipSync, deflateSync, deflateRawSync])
          same(inflate(new Uint8Array(pack(data, { level }))), data);
      }),
    );
  });

  it("unpacks several gzip members one after the other, with names", () => {
    const named = Buffer.from(gzipSync(Buffer.from("abc")));
    named[3] = 8;
    const withName = Buffer.concat([named.subarray(0, 10), Buffer.from("name\0"), named.subarray(10)]);
    same(inflate(new Uint8Array(Buffer.concat([withName, gzipSync(Buffer.from("def"))]))), Buffer.from("abcdef"));
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
