import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { random as randomOf } from "../../../src/core/random";
import { unzstd } from "../../../src/core/zstd";
import { openSimtel, type SimtelFile } from "../../../src/ingest/eventio";
import { damagedFiles, guarded, readDamaged } from "../mutations";
import { sampleBytes } from "./golden";
import { array, content, shower, use } from "./made-events";
import { concatenated, file, object } from "./writer";

const codes = /^EVENTIO_(NOT_EVENTIO|DAMAGED|TOO_LARGE|MISSING|UNSUPPORTED)$/;

/** Looks at all arrays. They have been checked: none is refused now. */
function look(value: unknown): number {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return 1;
  try {
    const inner = value instanceof Map ? [...value.values()] : Object.values(value);
    return inner.reduce<number>((sum, one) => sum + look(one), 0);
  } catch (cause) {
    throw new Error(`An array cannot be read: ${cause}`);
  }
}

/** Reads all that can be read. */
function readAll(opened: SimtelFile): void {
  for (const event of opened.events({ untriggered: true })) look(event);
  look(opened.header.telescopes);
  void opened.header.history.length;
  guarded(codes, () => opened.histograms());
  const count = opened.count();
  for (let place = 0; place < Math.min(count, 3); place++) guarded(codes, () => opened.event(place));
}

describe("fuzzing", () => {
  /** Some events with every kind of object, small enough to be damaged often. */
  const small = file(
    { type: 1212, content: content().int32(1).text("STEER").bytes },
    {
      type: 2002,
      version: 5,
      id: 1,
      content: content().int32(2).float32(5.6, 5.5, 1, 2, 3, 4).varint(0, 1, 1, 3).float32(1, 2).int32(1).float32(2, 3)
        .bytes,
    },
    {
      type: 2022,
      version: 1,
      id: 1 | 0x400,
      content: content().int16(1, 2).int32(3, 4, 5).varint(1, 2, 1, 1).int32(1, 2).int16(30).float32(1, 2, 3, 4).bytes,
    },
    shower,
    use(1),
    array(
      1,
      {
        type: 2011,
        version: 4,
        id: 1,
        content: content().int32(1, 2, 3, 4, 5, 6).int16(0x101).varint(2, 8, 9).float32(1, 2).int32(3).bytes,
      },
      {
        type: 2013,
        version: 3,
        id: 1,
        content: content()
          .int32(6)
          .int16(1, 3)
          .varint(2, -2, 3, 4)
          .differences(10, 11, 12)
          .differences(20, 21, 22)
          .differences(30, 29, 28).bytes,
      },
      {
        type: 2012,
        version: 3,
        id: 1,
        content: content()
          .int32(18)
          .int16(2, 0x8001)
          .differences(50, 60)
          .differences(5, 6)
          .int16(2)
          .differences(70)
          .differences(7).bytes,
      },
      {
        type: 2016,
        version: 2,
        id: 1,
        content: content()
          .varint(4)
          .int16(1, 1, 2, 2)
          .varint(1, 1, 2)
          .int16(-5, 2, 1, 2)
          .float32(0.2, 0.5, 0.25, 10)
          .int16(4, 8)
          .varint(100, 200)
          .int16(12, 16)
          .varint(-300, 400).bytes,
      },
      { type: 2027, version: 1, id: 1, content: content().varint(2, 5, 6).bytes },
    ),
    {
      type: 100,
      version: 2,
      content: content()
        .int16(1)
        .uint8(0x46)
        .text("energy")
        .uint8(0)
        .int32(6)
        .int16(2, 1)
        .int32(5, 5, 0, 0)
        .float32(0, 1, 2, 3)
        .int32(0, 0)
        .float32(0, 1, 2, 3)
        .float32(...Array.from({ length: 12 }, (_, i) => i)).bytes,
    },
  );
  const values = (count: number, value: (i: number) => number) => Array.from({ length: count }, (_, i) => value(i));
  const pulse = (start: number) => values(40, (i) => start + ((7 * i) % 23));
  /** Arrays that are just long enough to be kept until they are looked at. */
  const middling = file(
    {
      type: 2003,
      version: 2,
      id: 1,
      content: content()
        .int32(64, 4, 1, 2)
        .varint(...values(256, (i) => i))
        .varint(...values(192, (i) => (i % 3 === 0 ? 2 : Math.floor(i / 3) + (i % 3) - 1)))
        .uint8(0)
        .float32(1, 2)
        .uint8(1)
        .float32(3, 4).bytes,
    },
    shower,
    use(1),
    {
      type: 1204,
      content: [
        object({
          type: 1205,
          content: content()
            .int16(0, 1)
            .float32(9)
            .int32(33)
            .float32(...values(264, (i) => i / 8)).bytes,
        }),
        object({
          type: 1208,
          version: 3,
          id: 1,
          content: content()
            .int32(130, 20)
            .int16(0)
            .int32(13)
            .append(
              concatenated(
                values(13, (i) => i).map(
                  (i) =>
                    content()
                      .varint(i)
                      .int32(10)
                      .float32(...pulse(i).slice(0, 10)).bytes,
                ),
              ),
            ).bytes,
        }),
      ],
    },
    array(
      1,
      {
        type: 2013,
        version: 3,
        id: 1,
        content: content()
          .int32(30)
          .int16(1, 40)
          .varint(2, 3, 9, 12, 19)
          .append(concatenated(values(15, (i) => i).map((i) => content().differences(...pulse(300 + i)).bytes))).bytes,
      },
      {
        type: 2016,
        version: 2,
        id: 1,
        content: content()
          .varint(64)
          .int16(1, 1, 2, 2)
          .varint(1, 0, 63)
          .int16(-5, 4, 1, 2, 2, 2)
          .float32(0.2, 0.5, 0.7, 0.8, 0.25, 10)
          .append(
            concatenated(
              values(64, (i) => i).map(
                (i) =>
                  content()
                    .int16(4, 8, i, 2)
                    .varint(100 * i, 2).bytes,
              ),
            ),
          ).bytes,
      },
      {
        type: 2029,
        content: content()
          .int32(1)
          .float32(1)
          .uvarint(2, 300)
          .differences(...values(600, (i) => i % 50)).bytes,
      },
    ),
  );

  it("is done on arrays that are kept and on such that are not", () => {
    for (const [bytes, isKept] of [
      [small, false],
      [middling, true],
    ] as const) {
      const opened = openSimtel(bytes);
      const [event] = opened.events();
      const { waveforms, timing, traces } = event.telescopes.values().next().value ?? {};
      const getters = [
        [waveforms, "values"],
        [timing, "times"],
        ...(isKept
          ? ([
              [traces?.[0], "values"],
              [event.photons[0], "xCm"],
            ] as const)
          : []),
        ...(isKept ? ([[event.photoelectrons[0], "pixel"]] as const) : []),
        ...(isKept ? ([[opened.header.telescopes.get(1)?.organization, "sectors"]] as const) : []),
      ].map(([holder, name]) => Object.getOwnPropertyDescriptor(holder, name as string)?.get !== undefined);
      expect(new Set(getters)).toEqual(new Set([isKept]));
      expect(opened.findings).toEqual([]);
      expect(look(event)).toBeGreaterThan(10);
    }
  });

  // Real files are long: they come seldom.
  const often = [small, middling, small, middling, small];
  const files = [
    ...often,
    unzstd(sampleBytes("lst_with_photons.simtel.zst")),
    ...often,
    new Uint8Array(gunzipSync(sampleBytes("calib_events.simtel.gz"))).subarray(0, 400_000),
    ...often,
    sampleBytes("gamma_with_obslevel_particles.simtel.zst"),
    ...often,
    unzstd(sampleBytes("aux_traces_2029.simtel.zst")),
  ];

  it(`${damagedFiles} damaged files are read or refused, none for long`, () => {
    const read = (bytes: Uint8Array) => guarded(codes, () => readAll(openSimtel(bytes)));
    const { slow, growth } = readDamaged(files, damagedFiles, randomOf(8).stream(0), read);
    expect(slow).toEqual([]);
    expect(growth).toBeLessThan(512e6);
  }, 3_600_000);

  it("every truncation of a file is read", () => {
    for (let length = 0; length < small.length; length++)
      guarded(codes, () => readAll(openSimtel(small.subarray(0, length))));
  });
});
