import { describe, expect, it } from "@jest/globals";
import { random as randomOf } from "../../../src/core/random";
import { openZfits, readMessage, type ZfitsFile, type ZfitsMessage } from "../../../src/ingest/zfits";
import { sampleBytes } from "../eventio/golden";
import { damagedFiles, guarded, readDamaged } from "../mutations";
import { codes, zfitsFile } from "./writer";

const errors = /^FITS_(NOT_FITS|DAMAGED|TRUNCATED|TOO_LARGE|UNSUPPORTED|MISSING)$/;

function readAll({ tables }: ZfitsFile): void {
  for (const table of tables) {
    guarded(errors, () => {
      for (const message of table.messages()) lookAt(message);
    });
    for (const { index } of table.columns) guarded(errors, () => table.column(index));
  }
}

/** Looks at all fields, one by one: others may be whole where one is damaged. */
function lookAt(message: ZfitsMessage): void {
  for (const name of Object.keys(message)) {
    guarded(errors, () => {
      const value = message[name];
      if (typeof value === "object" && !ArrayBuffer.isView(value)) lookAt(value);
    });
  }
}

const numbers = (values: readonly number[]) => new Uint8Array(Int16Array.from(values).buffer);
const rows = Array.from({ length: 7 }, (_, row) =>
  numbers(Array.from({ length: 40 }, (_, i) => 300 + ((row * i * 7) % 23))),
);
const waveform = { name: "waveform", format: "40I", path: "11", isArray: true, rows };
const small = (cards: Record<string, string | number> = {}) =>
  zfitsFile(
    [
      {
        name: "event_id",
        format: "1K",
        path: "1",
        isArray: false,
        rows: rows.map((_, i) => new Uint8Array(BigInt64Array.of(BigInt(i)).buffer)),
        codecs: [codes.words, codes.zlib],
      },
      { ...waveform, codecs: [codes.differences, codes.huffman] },
      { ...waveform, name: "pixel_status", path: "12", codecs: [codes.means, codes.twoHuffman] },
      {
        ...waveform,
        name: "first_cell_id",
        path: "13",
        codecs: [codes.differences, codes.add128, codes.bytes, codes.zlib],
      },
    ],
    { cards },
  );

describe("headers that ask for too much", () => {
  it.each([
    ["rows", { ZNAXIS2: 9_000_000_000_000_000 }],
    ["tiles", { NAXIS2: 9_000_000_000_000 }],
    ["rows per tile", { ZTILELEN: 9_000_000_000_000 }],
    ["places of the heap", { ZHEAPPTR: 9_000_000_000_000_000 }],
    ["elements", { ZFORM2: "'9000000000I'" }],
    ["columns", { TFIELDS: 999_999_999 }],
    ["none", { ZTILELEN: 0 }],
  ])("are refused by arithmetic: %s", (_what, cards) => {
    const before = process.memoryUsage().arrayBuffers;
    guarded(errors, () => readAll(openZfits(small(cards))));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  });

  it("and catalogues that leave tiles out", () => {
    expect(() => openZfits(small({ ZSHRINK: 4 }))).toThrow("its catalogue leaves tiles out");
  });
});

describe("files that are damaged but can be read", () => {
  it("give the rows of the tiles that are there when they end early, and say so", () => {
    const bytes = sampleBytes("10_CTA_R1_dummy_evts.fits.fz");
    const file = openZfits(bytes.subarray(0, bytes.length - 20_000));
    expect(file.events.length).toBeLessThan(100);
    expect(file.events.length % 10).toBe(0);
    expect([...file.events.rows()].length).toBe(file.events.length);
    expect(file.findings.map(({ code }) => code)).toContain("TILES_CUT");
  });

  it("name the tile and the column that cannot be read; others can", () => {
    const bytes = small();
    const text = new TextDecoder("latin1").decode(bytes);
    const { events } = openZfits(bytes);
    const start = text.indexOf("TILE\x02\0\0\0") + 16;
    const length = new DataView(bytes.buffer).getUint32(start, true);
    // Behind the block of the first column: codecs of the second.
    bytes[start + length + 10] = 0x66;
    expect(() => events.column("waveform")).toThrow(/codec 0x66/);
    try {
      events.column("waveform");
    } catch (error) {
      expect((error as { place: object }).place).toEqual({ part: "HDU 1 (Events), tile 0, column waveform" });
    }
    expect(events.column("waveform", { start: 2, end: 7 }).length).toBe(5);
    expect(events.column("pixel_status").length).toBe(7);
    const [first] = events.messages();
    expect(first["pixel_status"]).toEqual(new Int16Array(rows[0].buffer));
    expect(() => first["waveform"]).toThrow(/codec 0x66/);
    expect(() => [...events.messages(["waveform"])]).toThrow(/codec 0x66/);
  });
});

describe("fuzzing", () => {
  // Real files are long: they come seldom.
  const often = new Array<Uint8Array>(24).fill(small());
  const files = [
    ...often,
    sampleBytes("10_CTA_R1_dummy_evts.fits.fz"),
    ...often,
    sampleBytes("example_LST_R1_10_evts.fits.fz"),
    ...often,
    sampleBytes("example_10evts.fits.fz"),
  ];

  it(`${damagedFiles} damaged files are read or refused, none for long`, () => {
    const allocate = (length: number) => new ArrayBuffer(length);
    const read = (bytes: Uint8Array) => guarded(errors, () => readAll(openZfits(bytes, { allocate })));
    const { slow, growth } = readDamaged(files, damagedFiles, randomOf(9).stream(0), read);
    expect(slow).toEqual([]);
    expect(growth).toBeLessThan(512e6);
  }, 3_600_000);

  it("messages of any bytes are read or refused", () => {
    const random = randomOf(10).stream(0);
    for (let i = 0; i < damagedFiles; i++) {
      const bytes = Uint8Array.from({ length: 1 + (i % 60) }, () => Math.floor(random.uniform() * 256));
      guarded(errors, () => readMessage("DataModel.CameraEvent", bytes));
    }
  });
});
