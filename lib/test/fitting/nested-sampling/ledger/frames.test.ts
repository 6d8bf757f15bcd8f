import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ByteWriter } from "../../../../src/fitting/nested-sampling/ledger/byte-writer";
import { FrameReader, writeFrame } from "../../../../src/fitting/nested-sampling/ledger/frames";

function framed(contents: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter();
  for (const content of contents) writeFrame(writer, () => writer.raw(content));
  return writer.written().slice();
}

function read(bytes: Uint8Array, piece: number): { contents: number[][]; good: number } {
  const frames = new FrameReader(0);
  const contents: number[][] = [];
  const takeAll = () => {
    for (let content = frames.take(); content !== null; content = frames.take()) contents.push([...content]);
  };
  for (let i = 0; i < bytes.length && !frames.ended; i += piece) {
    frames.push(bytes.subarray(i, i + piece));
    takeAll();
  }
  frames.end();
  takeAll();
  expect(frames.ended).toBe(true);
  return { contents, good: frames.good };
}

const contents = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });

describe("frames", () => {
  it("come back from pieces of any size", () => {
    fc.assert(
      fc.property(contents, fc.integer({ min: 1, max: 100 }), (given, piece) => {
        const bytes = framed(given);
        expect(read(bytes, piece)).toEqual({ contents: given.map((content) => [...content]), good: bytes.length });
      }),
    );
  });

  it("end before the first that is cut off or changed", () => {
    fc.assert(
      fc.property(contents, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), (given, at, change, cut) => {
        const bytes = framed(given);
        if (bytes.length === 0) return;
        const place = at % bytes.length;
        const damaged = cut ? bytes.slice(0, place) : bytes.slice();
        if (!cut) damaged[place] ^= change;
        let intact = 0;
        let good = 0;
        while (good + given[intact].length + 8 <= place) good += given[intact++].length + 8;
        expect(read(damaged, 7)).toEqual({ contents: given.slice(0, intact).map((content) => [...content]), good });
      }),
    );
  });

  it("do not hold what a damaged length promises", () => {
    const frames = new FrameReader(0);
    frames.push(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1, 2, 3));
    expect(frames.take()).toBeNull();
    expect(frames.ended).toBe(true);
  });
});
