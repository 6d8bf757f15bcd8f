import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { openSimtel, readSimtelStream, type SimtelFile } from "../../../src/ingest/eventio";
import { digitalTracesReader } from "../../../src/ingest/eventio/simtel/pixel-lists";
import { array, content, shower, use } from "./made-events";
import { concatenated, file } from "./writer";

describe("objects that ask for too much", () => {
  const many = 0x7fffffff;
  it.each([
    ["samples", { type: 2013, version: 3, content: content().int32(many).int16(0x7fff, 0x7fff).bytes }],
    [
      "samples of few pixels",
      { type: 2013, version: 3, id: 1, content: content().int32(many).int16(2, 100).varint(0).bytes },
    ],
    [
      "pixels without samples",
      {
        type: 2013,
        version: 3,
        id: 1,
        content: content()
          .int32(many)
          .int16(1, 0)
          .varint(1, 0, many - 2).bytes,
      },
    ],
    [
      "ranges of pixels",
      { type: 2013, version: 3, id: 1, content: content().int32(10).int16(1, 0).varint(2, 0, 9, 0, 9).bytes },
    ],
    ["sums", { type: 2012, version: 3, id: 2, content: content().int32(many).int16(2, 0).bytes }],
    ["times", { type: 2016, version: 2, content: content().varint(many).int16(2, 1, 1, 1).varint(0).bytes }],
    [
      "lists of times",
      {
        type: 2016,
        version: 2,
        content: content().varint(10).int16(1, -1, -1, 2).varint(2, 0, 9, 0, 9).int16(0, 0).float32(1, 1).bytes,
      },
    ],
    [
      "traces",
      {
        type: 2029,
        content: content()
          .int32(1)
          .float32(1)
          .uvarint(2 ** 40, 2 ** 40).bytes,
      },
    ],
    ["pixels of a list", { type: 2027, version: 1, content: content().varint(2 ** 45).bytes }],
    ["negative numbers of pixels", { type: 2013, version: 3, content: content().int32(-5).int16(-1, 3).bytes }],
  ])("are refused by arithmetic: %s", (_what, part) => {
    const opened = openSimtel(file(shower, use(1), array(1, part), use(2), array(2)));
    const before = process.memoryUsage().arrayBuffers;
    expect([...opened.events()].map(({ event }) => event)).toEqual([2]);
    expect(opened.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["error OBJECT_DAMAGED"]);
    expect(() => opened.event(0)).toThrow(/Cannot read the eventio file: /);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  });

  it("take no time where they are of no length", () => {
    const traces = content()
      .int32(1)
      .float32(1)
      .uvarint(2 ** 40, 0).bytes;
    const object = { type: 2029, version: 0, id: 1, isUser: false, onlySubObjects: false, littleEndian: true };
    const read = digitalTracesReader.read({ ...object, offset: 16, length: traces.length, content: traces });
    expect(read).toMatchObject({ traces: 2 ** 40, samples: 0, values: new Int32Array(0) });
  });

  it("are refused in the header of a telescope", () => {
    const opened = openSimtel(
      file({ type: 2002, version: 5, id: 1, content: content().int32(many).float32(1, 2).bytes }, shower),
    );
    expect(opened.header.telescopes.size).toBe(0);
    expect(opened.findings[0]).toMatchObject({ code: "OBJECT_DAMAGED", offset: expect.any(Number) });
  });

  it("are refused in a stream before they are waited for", async () => {
    const bytes = file({ type: 2010, content: new Uint8Array(0), declared: 2 ** 31, isExtended: true });
    const stream = readSimtelStream([bytes]);
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toThrow("declares 2147483648 bytes");
  });

  it("and packed files that would become much longer than they are", () => {
    const bomb = new Uint8Array(gzipSync(concatenated([file(shower), new Uint8Array(1 << 20)])));
    expect(() => openSimtel(bomb, { maxUnpackedBytes: 1000 })).toThrow("it would have more than 1000 bytes");
    const zeros = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 1, 0, 0, 0, 0x03, 0, 0x10, 0);
    expect(() => openSimtel(zeros)).toThrow("it would have more than 268435456 bytes");
  });
});

describe("files that are damaged but can be read", () => {
  const whole = file(shower, use(1), array(1), use(2), array(2), use(3), array(3));
  const numbers = (opened: SimtelFile) => [...opened.events()].map(({ event }) => event);

  it("give the events that are there when they end early, and say so", () => {
    const opened = openSimtel(whole.subarray(0, whole.length - 5));
    expect(numbers(opened)).toEqual([1, 2]);
    expect(opened.findings).toEqual([
      {
        severity: "error",
        code: "OBJECT_CUT",
        message: expect.stringContaining("The file ends 5 bytes before the end of the array event"),
        offset: expect.any(Number),
      },
    ]);
  });

  it("are read on behind bytes that are no object, and behind an object with a wrong length", () => {
    const middle = file(shower, use(1), array(1)).length;
    const torn = concatenated([whole.subarray(0, middle), Uint8Array.of(1, 2, 3, 0x37, 5), whole.subarray(middle)]);
    const opened = openSimtel(torn);
    expect(numbers(opened)).toEqual([1, 2, 3]);
    expect(opened.findings.map(({ code, offset }) => [code, offset])).toEqual([["BYTES_BETWEEN", middle]]);
    const wrong = whole.slice();
    new DataView(wrong.buffer).setUint32(file(shower, use(1)).length + 12, 0x3fffffff, true);
    const second = openSimtel(wrong);
    expect(numbers(second)).toEqual([2, 3]);
    expect(second.findings.map(({ code }) => code)).toEqual(["OBJECT_CUT"]);
  });

  it("say the same as streams", async () => {
    const middle = file(shower, use(1), array(1)).length;
    const torn = concatenated([
      whole.subarray(0, middle),
      Uint8Array.of(1, 2, 3, 0x37, 5),
      whole.subarray(middle, whole.length - 5),
    ]);
    const opened = openSimtel(torn);
    const expected = numbers(opened);
    for (const size of [1, 3, 20, 1000]) {
      const stream = readSimtelStream(
        Array.from({ length: Math.ceil(torn.length / size) }, (_, i) => torn.slice(i * size, (i + 1) * size)),
      );
      const found: number[] = [];
      for await (const { event } of stream) found.push(event);
      expect(found).toEqual(expected);
      expect(stream.findings).toEqual(opened.findings);
    }
  });

  it("leave out objects of versions that are not known", () => {
    const opened = openSimtel(
      file(shower, use(1), array(1, { type: 2013, version: 99, content: Uint8Array.of(1, 2) })),
    );
    const [event] = opened.events();
    expect(event.telescopes.get(1)?.waveforms).toBeUndefined();
    expect(opened.findings.map(({ code }) => code)).toEqual(["VERSION_UNKNOWN"]);
  });

  it("are told what they are when they are not eventio", async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(100), new TextEncoder().encode("SIMPLE  = T")]) {
      expect(() => openSimtel(bytes)).toThrow("it has no sync marker with an object behind it");
      await expect(readSimtelStream([bytes])[Symbol.asyncIterator]().next()).rejects.toThrow("no sync marker");
    }
  });
});
