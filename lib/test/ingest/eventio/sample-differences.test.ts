import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { Cursor } from "../../../src/ingest/eventio/cursor";
import {
  bytesOfMany,
  differencesInWebAssembly,
  sampleDifferences,
} from "../../../src/ingest/eventio/simtel/sample-differences";

const stream = random(21).stream(0);
const below = (limit: number) => Math.floor(limit * stream.uniform());

/** A whole number as files have it; `bytes` may be more than it needs. */
function varint(value: number, bytes: number): number[] {
  const word = value < 0 ? -2 * value - 1 : 2 * value;
  const all = Array.from({ length: bytes }, (_, i) => Math.floor(word / 256 ** (bytes - 1 - i)) & 255);
  if (bytes === 9) return [255, ...all.slice(1)];
  all[0] |= (0xff00 >> (bytes - 1)) & 0xff;
  return all;
}

const cursorOf = (bytes: readonly number[], before = 0) => {
  const content = Uint8Array.from([...new Array(before).fill(0xff), ...bytes]);
  const header = { type: 2013, version: 3, id: 0, isUser: false, onlySubObjects: false, littleEndian: true };
  const cursor = new Cursor({ ...header, offset: 0, length: content.length, content });
  cursor.at = before;
  return cursor;
};

/** The samples as text and how far was read, or what is said against them. */
function read(bytes: readonly number[], arrays: number, length: number, inWebAssembly: boolean) {
  const cursor = cursorOf(bytes, 5);
  try {
    return { values: sampleDifferences(cursor, arrays, length, inWebAssembly).join(), at: cursor.at };
  } catch (error) {
    return (error as Error).message;
  }
}

/** Bytes of each number: one with a share, else two, or any number up to a limit. */
const widths = (single: number, most: number) => () => (stream.uniform() < single ? 1 : 2 + below(most - 1));
const ranges = [0, 64, 8192, 2 ** 20, 2 ** 27];

function stored(count: number, width: () => number, behind: number): { bytes: number[]; differences: number[] } {
  const differences: number[] = [];
  const bytes: number[] = [];
  for (let i = 0; i < count; i++) {
    const size = width();
    const range = ranges[Math.min(size, 4)];
    const difference = below(2 * range) - range;
    differences.push(difference);
    bytes.push(...varint(difference, size));
  }
  for (let i = 0; i < behind; i++) bytes.push(below(256));
  return { bytes, differences };
}

describe("samples as differences", () => {
  it("are read by WebAssembly here, but for numbers of more than four bytes", () => {
    expect(differencesInWebAssembly(cursorOf([2, 0x80, 3, 0xe0, 0, 0, 4, 5]), 2, 2)).toEqual(
      Uint16Array.of(1, 0xffff, 2, 0xffff),
    );
    expect(differencesInWebAssembly(cursorOf([2, 0xf0, 0, 0, 0, 4, 5]), 1, 3)).toBeUndefined();
  });

  it.each([
    ["one byte each", widths(1, 2)],
    ["few of two bytes", widths(0.95, 2)],
    ["one or two bytes", widths(0.5, 2)],
    ["two bytes each", widths(0, 2)],
    ["some of up to four bytes", widths(0.8, 4)],
    ["some of up to nine bytes", widths(0.9, 9)],
  ])("are the same numbers in WebAssembly and in TypeScript: %s", (_what, width) => {
    for (const [arrays, length] of [
      [1, 128],
      [40, 25],
      [17, 40],
      [3, 1001],
      [200, 1],
      [130, 7],
    ]) {
      for (const behind of [0, 1, 17, 300]) {
        const { bytes, differences } = stored(arrays * length, width, behind);
        const fast = read(bytes, arrays, length, true);
        expect(fast).toEqual(read(bytes, arrays, length, false));
        const sums = new Uint16Array(arrays * length);
        for (let i = 0; i < sums.length; i++) sums[i] = (i % length === 0 ? 0 : sums[i - 1]) + differences[i];
        expect(fast).toEqual({ values: sums.join(), at: 5 + bytes.length - behind });
      }
    }
  });

  it("are refused alike where they end too early, or are any bytes", () => {
    for (let i = 0; i < 300; i++) {
      const { bytes } = stored(1000, widths(0.9, 5), 0);
      const cut = bytes.slice(0, Math.max(1000, below(bytes.length)));
      for (let k = 0; k < i % 4; k++) cut[below(cut.length)] = below(256);
      expect(read(cut, 20, 50, true)).toEqual(read(cut, 20, 50, false));
    }
    expect(read([1, 2, 3], 2, 100, true)).toContain("it declares 200 samples where 3 bytes are left");
  });

  it("are passed over to the same place, and not at all where they end too early or are longer", () => {
    for (const single of [1, 0.97, 0.6, 0]) {
      for (let i = 0; i < 100; i++) {
        const count = 512 + below(300);
        const { bytes } = stored(count, widths(single, i % 5 === 0 ? 5 : i % 3 === 0 ? 4 : 2), below(3));
        const cut = bytes.slice(0, i % 4 === 0 ? Math.max(count, below(bytes.length)) : bytes.length);
        const cursor = cursorOf(cut, 3);
        const skipped = bytesOfMany(cursor, count);
        expect(cursor.at).toBe(3);
        const fast = differencesInWebAssembly(cursor, 1, count);
        expect(skipped).toBe(fast === undefined ? undefined : cursor.at - 3);
      }
    }
    expect(bytesOfMany(cursorOf(new Array(511).fill(1)), 511)).toBeUndefined();
    expect(bytesOfMany(cursorOf(new Array(511).fill(1)), 512)).toBeUndefined();
    expect(bytesOfMany(cursorOf(new Array(600).fill(1)), 512)).toBe(512);
  });
});
