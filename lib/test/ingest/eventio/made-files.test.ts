import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { openSimtel, type SimtelEvent, SimtelHeader } from "../../../src/ingest/eventio";
import { ContentWriter, file, type ObjectParts, object } from "./writer";

const content = (littleEndian = true) => new ContentWriter(littleEndian);
const list = (values: ArrayLike<number> | undefined) => Array.from(values ?? []);

/** An event with some objects of one telescope in it. */
function eventOf(...parts: ObjectParts[]): SimtelEvent {
  const telescope = object({ type: 3205, id: 7, content: parts.map(object) });
  const bytes = file(
    { type: 2020, version: 0, content: showerContent().bytes },
    { type: 2021, id: 9, content: content().int32(1).float32(3, 4).bytes },
    { type: 2010, id: 9, content: [telescope] },
  );
  const opened = openSimtel(bytes);
  const [event] = opened.events();
  expect(opened.findings).toEqual([]);
  return event;
}

const showerContent = () => content().int32(101).float32(2.5, 1, 1.25, 20000, 300).int16(0);
const seen = (...parts: ObjectParts[]) => {
  const telescope = eventOf(...parts).telescopes.get(105);
  if (telescope === undefined) throw new Error("The telescope is missing");
  return telescope;
};

describe("headers", () => {
  const card = (littleEndian: boolean) => content(littleEndian).int32(1).text("STEER").bytes;

  it.each([true, false])("are read in both byte orders, extended or not (little-endian: %s)", (littleEndian) => {
    for (const isExtended of [true, false]) {
      const bytes = file({ type: 1212, content: card(littleEndian), littleEndian, isExtended });
      expect(openSimtel(bytes).header.inputCards).toEqual(["STEER\n"]);
    }
  });

  it("of both byte orders may stand in one file", () => {
    const bytes = file({ type: 1212, content: card(true) }, { type: 1212, content: card(false), littleEndian: false });
    expect(openSimtel(bytes).header.inputCards).toHaveLength(2);
  });

  it("of arrays are turned to the byte order of the machine", () => {
    const settings = content(false).int32(2).float32(5.6, 1, 2, 3, 4, 5, 6);
    const opened = openSimtel(file({ type: 2002, id: 3, content: settings.bytes, littleEndian: false }));
    const camera = opened.header.telescopes.get(3)?.camera;
    expect([list(camera?.x), list(camera?.y), list(camera?.area)]).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it("of telescopes are put off until they are asked for, or become many", () => {
    const header = new SimtelHeader();
    const reported: string[] = [];
    const size = 1 << 20;
    const rest = { id: 1, isUser: false, onlySubObjects: false, littleEndian: true, offset: 0, length: size };
    for (let i = 0; i < 40; i++) {
      const unknown = { type: 2002, version: 99, ...rest, content: new Uint8Array(size) };
      header.take(unknown, ({ code }) => reported.push(code));
    }
    // 32 MiB and one more.
    expect(reported).toHaveLength(33);
    expect([...header.telescopes.keys()]).toEqual([1]);
    expect(reported).toHaveLength(40);
  });

  it("of unknown objects let these be passed over", () => {
    const bytes = file(
      { type: 9999, content: Uint8Array.of(1, 2, 3) },
      { type: 1212, content: card(true) },
      { type: 2020, content: showerContent().bytes },
      { type: 8888, content: Uint8Array.of(1) },
      { type: 8888, content: Uint8Array.of(1) },
    );
    const opened = openSimtel(bytes);
    expect([...opened.events()]).toEqual([]);
    expect(opened.header.inputCards).toHaveLength(1);
    expect(opened.findings.map(({ code, message }) => `${code} ${message.slice(0, 20)}`)).toEqual([
      "OBJECT_UNKNOWN Objects of type 9999",
      "OBJECT_UNKNOWN Objects of type 8888",
    ]);
  });

  it("are found in packed files without Node", () => {
    const bytes = new Uint8Array(gzipSync(file({ type: 1212, content: card(true) })));
    expect(openSimtel(bytes).header.inputCards).toEqual(["STEER\n"]);
  });

  it("may lie in a Buffer that shares its memory", () => {
    const bytes = file({ type: 2002, id: 3, content: content().int32(1).float32(5.6, 1, 3, 5).bytes });
    const buffer = Buffer.concat([Buffer.from([9, 9, 9]), bytes]).subarray(3);
    expect(list(openSimtel(buffer).header.telescopes.get(3)?.camera?.x)).toEqual([1]);
  });
});

describe("versions that the sample files do not have", () => {
  it("of camera settings", () => {
    const start = () => content().int32(2).float32(5.6);
    const places = [1, 2, 3, 4];
    const camera = (version: number, bytes: Uint8Array) =>
      openSimtel(file({ type: 2002, version, id: 1, content: bytes })).header.telescopes.get(1)?.camera;
    const old = camera(
      3,
      start()
        .float32(...places, 5, 6, 0.5, 0.75)
        .int32(18)
        .float32(9.5, 0.25).bytes,
    );
    expect([list(old?.size), old?.mirrors, old?.mirrorArea, old?.rotation]).toEqual([[0.5, 0.75], 18, 9.5, 0.25]);
    const newest = start()
      .float32(5.5, 1, 2, 3, 4, ...places)
      .varint(1, 0)
      .float32(7, 8, 9, 10, 11, 12)
      .varint(0, 1, 3);
    const six = camera(6, newest.float32(0.25, 0.5, 0.75, 1).int32(2).float32(3, 4).bytes);
    expect([six?.effectiveFocalLength, list(six?.effectiveFocalLengths)]).toEqual([5.5, [1, 2, 3, 4]]);
    expect([list(six?.z), list(six?.directionX), list(six?.directionY)]).toEqual([
      [7, 8],
      [9, 10],
      [11, 12],
    ]);
    expect([list(six?.shape), list(six?.area), list(six?.size)]).toEqual([
      [1, 3],
      [0.25, 0.5],
      [0.75, 1],
    ]);
  });

  it("of the wiring of cameras, with numbers of every length", () => {
    const lists = [[3, -70, 5000, 1_000_000, -200_000_000], [], [64, 8192, -8193], [63, -64]];
    const start = (isPacked: boolean) => {
      const written = content().int32(lists.length, 2, 1, 2);
      const put = (...values: number[]) => (isPacked ? written.varint(...values) : written.int16(...values));
      for (let i = 0; i < 4; i++) put(i, 100 * i, 7, -1);
      return { written, put };
    };
    const kinds = (written: ContentWriter) => written.uint8(4).float32(0.5, 0.25).uint8(5).float32(1.5, 2.25).bytes;
    const read = (version: number, bytes: Uint8Array) => {
      const opened = openSimtel(file({ type: 2003, version, id: 1, content: bytes }));
      const organization = opened.header.telescopes.get(1)?.organization;
      return { organization, findings: opened.findings };
    };
    const packed = start(true);
    for (const sectors of lists) packed.put(sectors.length, ...sectors);
    const { organization } = read(2, kinds(packed.written));
    expect(list(organization?.channel)).toEqual([3, 300, 7, -1]);
    expect(list(organization?.sectors)).toEqual(lists.flat());
    expect(list(organization?.sectorOffsets)).toEqual([0, 5, 5, 8, 10]);
    expect(list(organization?.sectorType)).toEqual([4, 5]);
    expect(list(organization?.sectorThreshold)).toEqual([0.5, 1.5]);
    expect(list(organization?.pixelThreshold)).toEqual([0.25, 2.25]);
    const old = start(false);
    for (const sectors of [[3, 4], [], [5], [6]]) old.put(sectors.length, ...sectors);
    expect(list(read(1, kinds(old.written)).organization?.sectors)).toEqual([3, 4, 5, 6]);
    // A list that ends within a number, one that is too long, and too few kinds.
    const cut = [start(true).put(1).uint8(0x90), start(true).put(40, 1), start(true).put(0, 0, 0, 0).uint8(1, 2)];
    for (const written of cut) {
      const { organization: nothing, findings } = read(2, written.bytes);
      expect([nothing, findings.map(({ code }) => code)]).toEqual([undefined, ["OBJECT_DAMAGED"]]);
    }
  });

  it("of pixel settings", () => {
    const start = () => content().int32(1, 2, 3, 2, 700, 701, 1, 50, 1).int16(4, 5);
    const pixels = (version: number, bytes: Uint8Array) =>
      openSimtel(file({ type: 2004, version, id: 1, content: bytes })).header.telescopes.get(1)?.pixels;
    expect(pixels(0, start().bytes)).toMatchObject({ leastPixels: 3, setup: 1 });
    expect(pixels(1, start().float32(4).int32(20).bytes)).toMatchObject({ sampleNs: 4, sumSamples: 20 });
    const pulse = start().float32(4).int32(20).varint(1, 4).float32(0.5).int16(0x3c00, -0x4000, 0x0001, 0x7c00);
    const read = pixels(2, pulse.bytes)?.referencePulse;
    expect(list(read?.values)).toEqual([1, -2, 2 ** -24, Number.POSITIVE_INFINITY]);
  });

  it("of runs, showers and triggers", () => {
    const run = content().int32(5, 6, 7, 8).float32(1, 2, 3, 4, 5).int32(1).int16(42).float32(1, 2, 3).int32(2, 60);
    const header = openSimtel(file({ type: 2000, content: run.text("Crab").text("me").bytes })).header.run;
    expect(header).toMatchObject({ run: 5, target: "Crab", observer: "me", duration: 60, isReversed: false });
    expect(list(header?.telescopes)).toEqual([42]);
    const extra = object({ type: 1215, content: content().float32(0.5).uvarint(1, 2).int32(3).float32(4, 5).bytes });
    const shower = content().int32(1).float32(1, 2, 3, 4, 5, 6, 7, 8, 9).int16(1).int32(1010, 2).float32(0, 10, 11, 12);
    const trigger = content().int32(1, 2, 3, 4, 5, 6).int16(2, 105, 106).float32(0.5, 1.5).int16(1, 105);
    const types = trigger.uvarint(0x23, 4).float32(8, 9).bytes;
    const bytes = file(
      { type: 2020, version: 2, id: 4, content: shower.append(extra).bytes },
      { type: 2021, version: 2, id: 401, content: content().int32(4).float32(10, 20, 0.5).bytes },
      {
        type: 2010,
        id: 401,
        content: [
          object({ type: 2009, version: 2, id: 401, content: types }),
          object({ type: 2205, content: [] }),
          object({ type: 2105, id: 0x205, content: content().float32(1, 2).bytes }),
          object({
            type: 2015,
            version: 1,
            id: 0x3ff,
            content: content()
              .int16(1, 2, 3)
              .int32(4)
              .float32(...Array.from({ length: 18 }, (_, i) => i)).bytes,
          }),
        ],
      },
    );
    const [event] = openSimtel(bytes).events();
    expect(event.shower?.extra).toEqual({ weight: 0.5, integers: Int32Array.of(3), numbers: Float32Array.of(4, 5) });
    expect(list(event.shower?.profiles[0].values)).toEqual([11, 12]);
    expect(event.simulation?.areaWeight).toBe(0.5);
    // The bit 0x20 was written four places too low.
    expect(list(event.trigger?.types)).toEqual([0x203, 4]);
    expect(list(event.trigger?.timesByTypeNs)).toEqual([
      8,
      9,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      1.5,
      Number.NaN,
    ]);
    expect(event.tracking.get(5)).toEqual({ corrected: { azimuth: 1, altitude: 2 } });
    expect(event.stereo).toMatchObject({ azimuth: 0, coreY: 6, energyTeV: 14, maximumDepthErrorGcm2: 17 });
  });

  it("of telescope events and lists of pixels", () => {
    const start = () => content().int32(1, 2, 3, 4, 5, 6);
    const old = seen({
      type: 2011,
      version: 1,
      id: 105,
      content: start().int16(0x701, 2, 8, 9).float32(1, 2).int16(1, 77).bytes,
    });
    expect(old.header).toMatchObject({ triggerSource: 1, globalCount: 2 });
    expect([list(old.header?.triggeredSectors), list(old.header?.sectorTimesNs), list(old.header?.addresses)]).toEqual([
      [8, 9],
      [1, 2],
      [77],
    ]);
    const lists = seen(
      { type: 2027, version: 1, id: 1_000_105, content: content().varint(3, 500, 3, 70000).bytes },
      { type: 2032, id: 105, content: content().float32(0.25).varint(2, 5, 6, 70, -3).bytes },
      { type: 2030, id: 2, content: content().int32(105).float32(0.5).uvarint(1, 3).float32(1, 2, 3).bytes },
    );
    expect(lists.pixelLists).toEqual([{ telescope: 105, code: 1, pixels: Int32Array.of(500, 3, 70000) }]);
    expect(list(lists.triggerTimes?.times)).toEqual([70, -3]);
    expect(lists.traces[0]).toMatchObject({ kind: "analog", values: Float32Array.of(1, 2, 3) });
    const hot = content().varint(3, 1).float32(4000, 1, 2, 3, 4, 5, 6).int16(2).float32(0.5);
    const image = seen({
      type: 2014,
      version: 6,
      id: 0xf69,
      content: hot
        .float32(...Array.from({ length: 9 }, (_, i) => i))
        .varint(2)
        .float32(7, 8)
        .varint(1, 70000)
        .float32(1, 2, 3, 4, 5).bytes,
    });
    expect(image.images[0]).toMatchObject({ telescope: 0x69, clipAmplitude: 4000, width: 6, amplitude: 1 });
    expect(list(image.images[0].hot?.pixels)).toEqual([1, 70000]);
  });

  it.each([1, 2])("of times of pixels, with lists of kind %s", (kind) => {
    const pixels = kind === 1 ? content().varint(2, 1, 2) : content().varint(1, 1, 2);
    const start = content().varint(4).int16(1, 1, 2, kind).append(pixels.bytes);
    const settings = start.int16(-5, 2, 1, 2).float32(0.2, 0.5, 0.25, 10);
    const bytes = settings.int16(4, 8).varint(100, 200).int16(12, 16).varint(-300, 400).bytes;
    const timing = seen({ type: 2016, version: 2, id: 105, content: bytes }).timing;
    const nan = Number.NaN;
    expect(list(timing?.times)).toEqual([nan, nan, 1, 2, 3, 4, nan, nan]);
    expect([list(timing?.ownSums), list(timing?.commonSums)]).toEqual([
      [0, 100, -300, 0],
      [0, 200, 400, 0],
    ]);
  });
});

describe("the history", () => {
  const line = (type: number, time: number, text: Uint8Array, declared?: number): ObjectParts => ({
    type,
    content: content().int32(time).int16(text.length).append(text).bytes,
    ...(declared === undefined ? {} : { declared }),
  });
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const historyOf = (...parts: ObjectParts[]) =>
    openSimtel(file({ type: 70, version: 1, content: parts.map(object) })).header.history;

  it("has lines of any length, in ASCII, UTF-8 or of bytes", () => {
    const texts = ["", "a", "1234567", "12345678", "x".repeat(100), "0.5 Grad südlich — α"];
    const lines = historyOf(
      line(71, 1_600_000_000, utf8("sim_telarray -c CTA.cfg")),
      { type: 99, content: utf8("something else") },
      ...texts.map((text, i) => line(72, i, utf8(text))),
      line(72, 9, Uint8Array.of(0x53, 0xfc, 0x64)),
    );
    expect(lines[0]).toEqual({ kind: "command line", time: 1_600_000_000, text: "sim_telarray -c CTA.cfg" });
    expect(lines.slice(1).map(({ text }) => text)).toEqual([...texts, "Süd"]);
    expect(new Set(lines.slice(1).map(({ kind }) => kind))).toEqual(new Set(["configuration"]));
  });

  it.each<[string, ObjectParts[]]>([
    ["reaches into the next", [line(72, 1, utf8("abcdef"), 8), line(72, 2, utf8("g"))]],
    ["is longer than the history", [{ type: 72, content: content().int32(1).int16(500).bytes }]],
    ["has a negative length", [{ type: 72, content: content().int32(1).int16(-1).bytes }]],
    ["reaches beyond the end", [line(72, 1, utf8("abcdef"), 800)]],
  ])("is damaged where a line %s", (_what, parts) => {
    expect(() => historyOf(...parts)).toThrow(expect.objectContaining({ code: "EVENTIO_DAMAGED" }));
  });
});

describe("numbers of pixels", () => {
  const adc = (type: number, mode: number, bytes: Uint8Array) => ({
    type,
    version: 3,
    id: (105 << 12) | mode,
    content: bytes,
  });

  it("as samples, of any size of differences", () => {
    const values = [5, 70, 9000, 8999, 60000, 0, 1, 2, 3, 4, 5, 6, 7, 65535, 0, 3];
    const bytes = content().int32(2).int16(2, 4);
    for (let i = 0; i < 16; i += 4) bytes.differences(...values.slice(i, i + 4));
    const waveforms = seen(adc(2013, 0, bytes.bytes)).waveforms;
    expect(waveforms).toMatchObject({ gains: 2, pixels: 2, samples: 4 });
    expect(list(waveforms?.values)).toEqual(values);
  });

  it("as samples of some pixels", () => {
    const bytes = content().int32(6).int16(1, 3).varint(2, -2, 3, 4);
    bytes.differences(10, 11, 12).differences(20, 21, 22).differences(30, 29, 28);
    const waveforms = seen(adc(2013, 1, bytes.bytes)).waveforms;
    expect(list(waveforms?.values)).toEqual([0, 0, 0, 10, 11, 12, 0, 0, 0, 20, 21, 22, 30, 29, 28, 0, 0, 0]);
    expect(list(waveforms?.isRead)).toEqual([0, 1, 0, 1, 1, 0]);
  });

  it("as sums", () => {
    const sums = seen(
      adc(2012, 0, content().int32(3).int16(2).differences(1, 200, 70000).differences(4, 5, 6).bytes),
    ).sums;
    expect(list(sums?.values)).toEqual([1, 200, 70000, 4, 5, 6]);
    expect(sums?.telescope).toBe(105);
  });

  it("as sums of some pixels, told by bits", () => {
    const bytes = content().int32(18).int16(2, 0x8001).differences(50, 60).differences(5, 6);
    const sums = seen(adc(2012, 1, bytes.int16(2).differences(70).differences(7).bytes)).sums;
    const read = list(sums?.values).flatMap((value, i) => (value === 0 ? [] : [[i, value]]));
    expect(read).toEqual([
      [0, 5],
      [15, 6],
      [17, 7],
      [18, 50],
      [33, 60],
      [35, 70],
    ]);
  });

  it("as sums of some pixels, told by a list", () => {
    const bytes = content()
      .int32(10)
      .int16(2, 3, 1, 2 | 0x2000, 4 | 0x4000)
      .differences(100);
    const sums = seen(adc(2012, 2, bytes.differences(300, 400).uint8(255).bytes)).sums;
    const read = list(sums?.values).flatMap((value, i) => (value === 0 ? [] : [[i, value]]));
    expect(read).toEqual([
      [1, 300],
      [2, 400],
      [4, 255],
      [11, 100],
    ]);
  });
});
