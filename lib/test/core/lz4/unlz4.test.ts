import { describe, expect, it } from "@jest/globals";
import { xxh32 } from "../../../src/core/checksum";
import { unlz4 } from "../../../src/core/lz4";

const head = [4, 0x22, 0x4d, 0x18];
/** A frame of independent blocks. */
const frame = (...blocks: number[][]) =>
  Uint8Array.from([
    ...head,
    ...[0x60, 0x40, 0x82],
    ...blocks.flatMap((block) => [block.length, 0, 0, 0, ...block]),
    ...[0, 0, 0, 0],
  ]);

describe("LZ4", () => {
  it("takes literals and copies, which may overlap themselves", () => {
    // "ab", then 7 bytes from 2 back, then the last literal.
    expect(unlz4(frame([0x23, 97, 98, 2, 0, 0x10, 99]))).toEqual(
      Uint8Array.from("ababababac".slice(0, 9) + "c", (c) => c.charCodeAt(0)),
    );
    const long = unlz4(frame([0x1f, 7, 1, 0, 255, 255, 11, 0]));
    expect([long.length, new Set(long)]).toEqual([1 + 4 + 15 + 255 + 255 + 11, new Set([7])]);
  });

  it("verifies the checksums of blocks and content", () => {
    const word = (of: number[]) => {
      const sum = xxh32(Uint8Array.from(of));
      return [0, 8, 16, 24].map((shift) => (sum >>> shift) & 255);
    };
    const flags = [0x74, 0x40];
    const [block, content] = [
      [0x20, 1, 2],
      [1, 2],
    ];
    const parts = [
      ...head,
      ...flags,
      word(flags)[1],
      3,
      0,
      0,
      0,
      ...block,
      ...word(block),
      0,
      0,
      0,
      0,
      ...word(content),
    ];
    expect(unlz4(Uint8Array.from(parts))).toEqual(Uint8Array.from(content));
    for (const place of [6, 14, parts.length - 1]) {
      const bytes = Uint8Array.from(parts);
      bytes[place] ^= 1;
      expect(() => unlz4(bytes)).toThrow("wrong");
    }
    expect(() => unlz4(Uint8Array.from(parts.slice(0, -2)))).toThrow("too early");
  });

  it("takes frames one after the other, and passes over others", () => {
    const skipped = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9];
    expect(unlz4(Uint8Array.from([...frame([0x10, 1]), ...skipped, ...frame([0x10, 2])]))).toEqual(Uint8Array.of(1, 2));
  });

  it.each([
    ["no frame", Uint8Array.of(1, 2, 3, 4, 5), "does not begin"],
    ["an end too early", frame([0x10, 1]).subarray(0, 10), "too early"],
    ["a block that ends too early", frame([0x50, 1, 2]), "too early"],
    ["a copy from before the begin", frame([0x10, 1, 9, 0]), "what is not there"],
    ["a copy from nowhere", frame([0x10, 1, 0, 0]), "what is not there"],
    ["more than is allowed", frame([0x1f, 7, 1, 0, 255, 255, 11, 0]), "longer than allowed"],
  ])("refuses %s", (_name, bytes, reason) => {
    expect(() => unlz4(bytes, 100)).toThrow(reason);
  });
});
