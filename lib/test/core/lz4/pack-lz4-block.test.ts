import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { xxh32 } from "../../../src/core/checksum";
import { packLz4Block, unlz4 } from "../../../src/core/lz4";

/** A frame with one block. */
function frame(block: Uint8Array): Uint8Array {
  const head = [4, 34, 77, 24, 0x60, 0x70, (xxh32(Uint8Array.of(0x60, 0x70)) >>> 8) & 255];
  const length = [0, 8, 16, 24].map((shift) => (block.length >>> shift) & 255);
  return new Uint8Array(Buffer.concat([Uint8Array.from([...head, ...length]), block, new Uint8Array(4)]));
}

describe("a block of LZ4", () => {
  it("comes back, whatever is in it", () => {
    const pieces = fc.array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 60 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(pieces, fc.nat(3), (repeated, offset) => {
        const all = repeated.flatMap(([piece, times]) => Array.from({ length: times }, () => [...piece]).flat());
        // At any place in memory.
        const bytes = Uint8Array.from([...new Uint8Array(offset), ...all]).subarray(offset);
        expect(unlz4(frame(packLz4Block(bytes)))).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["noise", 300_000, (i: number) => (Math.imul(i, 2654435761) ^ (i * i)) >>> 13, 1.01],
    ["zeros", 300_000, () => 0, 0.006],
    ["a period longer than can be looked back", 300_000, (i: number) => Math.imul(i % 70_000, 2654435761) >>> 21, 1.01],
    ["steps", 300_000, (i: number) => i >>> 10, 0.02],
  ])("is as short as it should be: %s", (_what, length, of, most) => {
    const bytes = Uint8Array.from({ length }, (_, i) => of(i));
    const block = packLz4Block(bytes);
    expect(block.length).toBeLessThan(most * length);
    expect(Buffer.from(unlz4(frame(block))).equals(bytes)).toBe(true);
  });

  it("ends with literals, as decoders want it", () => {
    for (let length = 0; length < 40; length++) {
      const block = packLz4Block(new Uint8Array(length));
      expect(unlz4(frame(block))).toEqual(new Uint8Array(length));
      expect(block.subarray(-Math.min(5, length), block.length).every((byte) => byte === 0)).toBe(true);
    }
  });
});
