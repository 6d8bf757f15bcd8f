import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { Cursor } from "../../../src/ingest/eventio/cursor";
import type { EventioObject } from "../../../src/ingest/eventio/object-header";
import { readCameraOrganization } from "../../../src/ingest/eventio/simtel/camera-organization";
import {
  columnsInWebAssembly,
  listInWebAssembly,
  readPhotoelectrons,
  readPhotonBunches,
} from "../../../src/ingest/eventio/simtel/photons";
import { readPixelTiming, timesInWebAssembly } from "../../../src/ingest/eventio/simtel/pixel-timing";
import { readWaveforms } from "../../../src/ingest/eventio/simtel/waveforms";
import { ContentWriter } from "./writer";

const stream = random(43).stream(0);
const below = (limit: number) => Math.floor(limit * stream.uniform());
const numbers = (count: number, next: () => number) => Array.from({ length: count }, next);
const isLong = process.env["NIGHTBOOK_LONG"] === "1";

const objectOf = (type: number, version: number, content: Uint8Array, littleEndian = true): EventioObject => {
  const header = { type, version, id: 12289, isUser: false, onlySubObjects: false, littleEndian };
  return { ...header, offset: 0, length: content.length, content };
};

type Read = (object: EventioObject, inWebAssembly: boolean) => object;

/** All that was read, bit by bit, or what is said against it. */
function outcome(read: Read, object: EventioObject, inWebAssembly: boolean): unknown {
  try {
    const entries = Object.entries(read(object, inWebAssembly));
    return entries.map(([name, value]) => [
      name,
      ArrayBuffer.isView(value)
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1")
        : value,
    ]);
  } catch (error) {
    return (error as Error).message;
  }
}

/** A list of photo-electrons: version, amplitudes, photons. */
function lightList(version: number, littleEndian = true): Uint8Array {
  const [pixels, filled] = [1 + below(2500), below(60)];
  const rows = numbers(Math.min(pixels, filled), () => 1 + below(30));
  const flags = version > 1 ? below(8) & 5 : 0;
  const total = rows.reduce((sum, count) => sum + count, 0) + below(3);
  const content = new ContentWriter(littleEndian).int32(total, pixels);
  if (version > 1) content.int16(flags);
  content.int32(rows.length);
  const pixel = () => (version > 2 ? content.varint(below(pixels)) : content.int16(below(pixels)));
  for (const count of rows) {
    pixel().int32(count);
    content.float32(...numbers((flags & 1) + 1, () => 0).flatMap(() => numbers(count, () => 100 * stream.uniform())));
  }
  if (flags & 4) {
    content.int32(3);
    for (let i = 0; i < 3; i++) pixel().int32(below(1000));
  }
  // Enough for what is declared and not there.
  return content.float32(0, 0).bytes;
}

/** Times and sums: version, kind of the list, sums of the pixels of the list or of all. */
function times(version: number, littleEndian = true): Uint8Array {
  const [pixels, gains, types] = [20 + below(400), below(3), below(9)];
  const [kind, hasSums, onlySelected] = [1 + below(2), below(4) > 0, below(2) === 0];
  const wanted = numbers(pixels, () => below(3));
  const read: number[] = [];
  const list: number[] = [];
  for (let pixel = 0; pixel < pixels; pixel++) {
    if (wanted[pixel] === 0) continue;
    let last = pixel;
    while (kind === 2 && last + 1 < pixels && wanted[last + 1] > 0) last++;
    list.push(...(kind === 2 ? [pixel, last] : [pixel]));
    for (let one = pixel; one <= last; one++) read.push(one);
    pixel = last;
  }
  const content = new ContentWriter(littleEndian);
  const count = (...values: number[]) => (version > 1 ? content.varint(...values) : content.int16(...values));
  count(pixels).int16(gains, hasSums ? 3 : -1, hasSums ? 4 : -1, kind);
  count(list.length / kind, ...list).int16(onlySelected ? -5 : 5, types, ...numbers(types, () => 1));
  content.float32(...numbers(types, () => 0.5), 0.1 + stream.uniform(), 12.5);
  const sums = () => content.varint(...numbers(gains, () => (below(2) ? 1 : -1) * below(4 ** (1 + below(9)))));
  for (const _ of read) {
    content.int16(...numbers(types, () => below(65536) - 32768));
    if (hasSums) sums();
    if (hasSums && onlySelected) sums();
  }
  if (hasSums && !onlySelected) content.varint(...numbers(gains * pixels, () => below(5000)));
  return content.bytes;
}

function bunches(littleEndian = true): Uint8Array {
  const count = below(200);
  const values = numbers(8 * count, () => 1000 * stream.uniform());
  return new ContentWriter(littleEndian)
    .int16(1, 2)
    .float32(99.5)
    .int32(count)
    .float32(...values).bytes;
}

/** Samples of all pixels, or of a range of them. */
function waveforms(isAll: boolean, littleEndian = true): Uint8Array {
  const [pixels, gains, samples] = [1 + below(60), 1 + below(2), 1 + below(60)];
  const content = new ContentWriter(littleEndian).int32(pixels).int16(gains, samples);
  const first = isAll ? 0 : below(pixels);
  const after = isAll ? pixels : first + 1 + below(pixels - first);
  if (!isAll) content.varint(1, first, after - 1);
  for (let array = 0; array < gains * (after - first); array++) {
    content.varint(300 + below(20), ...numbers(samples - 1, () => below(below(9) > 0 ? 60 : 9000) - 30));
  }
  return content.bytes;
}

/** Wiring of a camera: numbers of pixels, lists of their sectors, kinds of the sectors. */
function wiring(version: number, littleEndian = true): Uint8Array {
  const [pixels, gains, sectors] = [1 + below(150), below(3), below(40)];
  const content = new ContentWriter(littleEndian).int32(pixels, 10, gains, sectors);
  const some = (count: number, limit: number) => {
    const values = numbers(count, () => below(below(99) > 0 ? limit : 20_000));
    return version > 1 ? content.varint(...values) : content.int16(...values);
  };
  some(pixels * (1 + 3 * gains), 100);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const length = below(8);
    if (version > 1) content.varint(length);
    else content.int16(length);
    some(length, 2000);
  }
  for (let i = 0; i < sectors; i++) content.uint8(below(3)).float32(stream.uniform(), stream.uniform());
  return content.bytes;
}

const kinds: [string, number, readonly number[], Read, (version: number, littleEndian?: boolean) => Uint8Array][] = [
  ["photo-electrons", 1208, [1, 2, 3], readPhotoelectrons, lightList],
  ["times of pixels", 2016, [1, 2], readPixelTiming, times],
  ["samples of some pixels", 2013, [3], readWaveforms, (_version, littleEndian) => waveforms(false, littleEndian)],
  [
    "samples of all pixels",
    2013,
    [3],
    (object, inWebAssembly) => readWaveforms({ ...object, id: 0 }, inWebAssembly),
    (_version, littleEndian) => waveforms(true, littleEndian),
  ],
  ["wiring of cameras", 2003, [1, 2], readCameraOrganization, wiring],
  ["bunches of photons", 1205, [0], readPhotonBunches, (_version, littleEndian) => bunches(littleEndian)],
];

describe.each(kinds)("%s", (_name, type, versions, read, make) => {
  it.each(versions)("of version %s are the same from WebAssembly and from TypeScript", (version) => {
    for (let i = 0; i < (isLong ? 5000 : 60); i++) {
      const littleEndian = i % 10 > 0;
      const object = objectOf(type, version, make(version, littleEndian), littleEndian);
      const slow = outcome(read, object, false);
      expect(typeof slow).toBe("object");
      expect(outcome(read, object, true)).toEqual(slow);
    }
  });

  it("are damaged alike in both", () => {
    let refused = 0;
    const rounds = isLong ? 60_000 : 400;
    for (let i = 0; i < rounds; i++) {
      const content = make(versions[i % versions.length]);
      for (let k = 0; k <= i % 3; k++) content[below(i % 2 ? content.length : 40) % content.length] = below(256);
      const given = i % 4 === 0 ? content.subarray(0, below(content.length)) : content;
      const object = objectOf(type, versions[i % versions.length], given);
      const slow = outcome(read, object, false);
      expect(outcome(read, object, true)).toEqual(slow);
      if (typeof slow === "string") refused++;
    }
    expect(refused).toBeGreaterThan(rounds / 10);
  });
});

describe("WebAssembly", () => {
  const cursorOf = (content: Uint8Array) => new Cursor(objectOf(0, 0, content));

  it("reads lists, times and bunches here", () => {
    const light = new ContentWriter().varint(7).int32(2).float32(1, 2).bytes;
    const shape = { isPacked: true, hasAmplitudes: false, total: 3, pixels: 9, filled: 1 };
    const list = listInWebAssembly(cursorOf(light), shape);
    expect([[...(list?.pixel ?? [])], [...(list?.timesNs ?? [])], list?.counts[7]]).toEqual([[7, 7], [1, 2], 2]);
    const content = new ContentWriter().int16(10, 20).varint(-5, 300).bytes;
    const pixels = { list: Int32Array.of(1), isRange: false, pixels: 3, types: 2, times: 6 };
    const cursor = cursorOf(content);
    const found = timesInWebAssembly(cursor, {
      ...pixels,
      ...{ gains: 1, hasSums: true, onlySelected: true, granularity: 0.5 },
    });
    expect([...(found?.times ?? [])]).toEqual([Number.NaN, Number.NaN, 5, 10, Number.NaN, Number.NaN]);
    expect([[...(found?.ownSums ?? [])], [...(found?.commonSums ?? [])]]).toEqual([
      [0, -5, 0],
      [0, 300, 0],
    ]);
    expect(cursor.left).toBe(0);
    const rows = new ContentWriter().float32(...numbers(8 * 33, () => stream.uniform())).bytes;
    expect(columnsInWebAssembly(cursorOf(rows), 33)?.map(({ length }) => length)).toEqual(new Array(8).fill(33));
  });

  it("reads no pixels that are not there", () => {
    const shape = { pixels: 3, types: 1, times: 3, gains: 1, hasSums: false, onlySelected: false, granularity: 1 };
    for (const range of [
      [-2, -1],
      [-1, 1],
      [1, 3],
      [2, 1],
      [0, 0x7fffffff],
    ]) {
      const list = Int32Array.from(range);
      expect(timesInWebAssembly(cursorOf(new Uint8Array(64)), { ...shape, list, isRange: true })).toBeUndefined();
    }
    const light = (pixel: number, count: number) => cursorOf(new ContentWriter().int16(pixel).int32(count, 0, 0).bytes);
    const of = { isPacked: false, hasAmplitudes: false, total: 2, pixels: 5, filled: 1 };
    expect(listInWebAssembly(light(4, 2), of)).toBeDefined();
    for (const [pixel, count] of [
      [5, 1],
      [-1, 1],
      [0, 3],
      [0, -1],
      [0, 0x7fffffff],
    ]) {
      expect(listInWebAssembly(light(pixel, count), of)).toBeUndefined();
    }
  });
});
