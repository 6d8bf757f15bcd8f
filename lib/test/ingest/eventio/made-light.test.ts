import { describe, expect, it } from "@jest/globals";
import { openSimtel } from "../../../src/ingest/eventio";
import { ContentWriter, file, type ObjectParts, object } from "./writer";

const content = () => new ContentWriter();
const list = (values: ArrayLike<number> | undefined) => Array.from(values ?? []);
const showerContent = () => content().int32(101).float32(2.5, 1, 1.25, 20000, 300).int16(0);

describe("light", () => {
  const withData = (...parts: ObjectParts[]) => {
    const bytes = file(
      { type: 2020, content: showerContent().bytes },
      { type: 2021, id: 9, content: content().int32(1).float32(3, 4).bytes },
      { type: 1204, id: 9, content: parts.map(object) },
      { type: 2010, id: 9, content: [object({ type: 2201, content: [] })] },
    );
    const [event] = openSimtel(bytes).events();
    return event;
  };

  it.each([1, 2, 3])("as photo-electrons of version %s", (version) => {
    const bytes = content().int32(3, 5);
    if (version > 1) bytes.int16(5);
    bytes.int32(2);
    for (const [pixel, times] of [
      [1, [1, 2]],
      [4, [3]],
    ] as const) {
      if (version > 2) bytes.varint(pixel);
      else bytes.int16(pixel);
      bytes.int32(times.length).float32(...times);
      if (version > 1) bytes.float32(...times.map((time) => 10 * time));
    }
    if (version > 1)
      bytes
        .int32(1)
        .append(version > 2 ? content().varint(3).bytes : content().int16(3).bytes)
        .int32(66);
    const [seen] = withData({ type: 1208, version, id: 1004, content: bytes.bytes }).photoelectrons;
    expect([seen.array, seen.telescopeIndex]).toEqual([1, 4]);
    expect([list(seen.counts), list(seen.pixel), list(seen.timesNs)]).toEqual([
      [0, 2, 0, 0, 1],
      [1, 1, 4],
      [1, 2, 3],
    ]);
    expect(list(seen.amplitudes)).toEqual(version > 1 ? [10, 20, 30] : []);
    expect(list(seen.photons)).toEqual(version > 1 ? [0, 0, 0, 66, 0] : []);
  });

  it("as compact bunches of photons", () => {
    const bytes = content().int16(0, 2).float32(1).int32(1).int16(100, -200, 15000, -32000, 30, 3000, 500, 420).bytes;
    const [bunches] = withData({ type: 1205, version: 1000, content: bytes }).photons;
    expect([bunches.xCm[0], bunches.yCm[0], bunches.cosX[0], bunches.cosY[0]]).toEqual([10, -20, 0.5, -1]);
    expect([bunches.timesNs[0], bunches.heightCm[0], bunches.weight[0], bunches.wavelengthNm[0]]).toEqual([
      3, 1000, 5, 420,
    ]);
  });

  it("that calibrates cameras is an event of its own", () => {
    const light = object({ type: 1208, version: 1, id: 0, content: content().int32(0, 3, 0).bytes });
    const bytes = file(
      { type: 2034, id: 2, content: [object({ type: 1204, content: [light] })] },
      { type: 2028, id: 2, content: [object({ type: 2010, id: 6, content: [object({ type: 2201, content: [] })] })] },
      { type: 2010, id: 7, content: [object({ type: 2201, content: [] })] },
      { type: 2020, content: showerContent().bytes },
    );
    const events = [...openSimtel(bytes).events()];
    expect(events.map(({ event, kind, calibrationType }) => [event, kind, calibrationType])).toEqual([
      [6, "calibration", 2],
      [7, "calibration", undefined],
    ]);
    expect(events[0].photoelectrons).toHaveLength(1);
  });
});

describe("what is known about cameras", () => {
  const monitor = (what: number, extra: Uint8Array) => ({
    type: 2022,
    version: 1,
    id: 5 | (what << 8),
    content: content().int16(1, 2).int32(3, 4, 5).varint(1, 2, 1, 1).append(extra).bytes,
  });
  const event = (id: number) => [
    { type: 2021, id, content: content().int32(1).float32(0, 0).bytes },
    { type: 2010, id, content: [object({ type: 2205, content: [] })] },
  ];

  it("is that of the time of the event, in parts", () => {
    const pedestal = content().int32(1, 2).int16(30).float32(100, 200, 1, 2).bytes;
    const everything = content()
      .int32(1, 2, 77)
      .int32(1, 2, 10, 20)
      .float32(1, 2, 3, 4, 5)
      .int32(1, 2)
      .int16(30)
      .float32(101, 201, 1, 2)
      .int32(1, 2)
      .int16(1, 1, 900, 901, 3, 4)
      .uint8(1, 1)
      .int16(20, 21)
      .int32(1, 2)
      .int16(5, 6, 7, 8)
      .int32(1, 2)
      .int16(9, 10, 11)
      .uint8(1, 0, 1, 1)
      .int32(1, 2)
      .int16(1, 2, 3, 4, 5).bytes;
    const pixels = content()
      .int32(0xff, 2)
      .int16(2)
      .float32(...Array.from({ length: 14 }, (_, i) => i))
      .uint8(0, 1);
    const bytes = file(
      { type: 2020, content: showerContent().bytes },
      ...event(1),
      monitor(4, pedestal),
      ...event(2),
      monitor(0x7f, everything),
      monitor(1, content().int32(1, 2, 99).bytes),
      { type: 2033, id: 5, content: pixels.bytes },
      { type: 2023, id: 5, content: content().int16(2, 1).int32(1).float32(0.5, 0.25).bytes },
      ...event(3),
    );
    const opened = openSimtel(bytes);
    const inOrder = [...opened.events()].map(({ monitor }) => monitor.get(5));
    expect(inOrder[0]).toBeUndefined();
    expect(list(inOrder[1]?.camera?.pedestal?.values)).toEqual([100, 200]);
    expect(inOrder[1]?.camera?.status).toBeUndefined();
    const last = inOrder[2];
    expect(last?.camera?.status?.bits).toBe(99);
    expect(list(last?.camera?.pedestal?.values)).toEqual([101, 201]);
    expect(last?.camera?.rates?.meanSignificant).toBe(5);
    expect(list(last?.camera?.voltage?.voltage)).toEqual([900, 901]);
    expect(list(last?.camera?.thresholds?.thresholdDac)).toEqual([11]);
    expect(last?.camera?.readout?.nl).toBe(5);
    expect(list(last?.laser?.factors)).toEqual([0.5, 0.25]);
    expect(list(last?.pixels?.lowGainAmplitude)).toEqual([12, 13]);
    expect(list(last?.pixels?.isDisabled)).toEqual([0, 1]);
    expect(list(opened.event(1).monitor.get(5)?.camera?.pedestal?.values)).toEqual([100, 200]);
    expect(opened.findings).toEqual([]);
  });
});
