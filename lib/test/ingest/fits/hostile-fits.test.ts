import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import type { NightbookError } from "../../../src/core/errors";
import type { RandomStream } from "../../../src/core/random";
import { DamagedHdu, type Hdu, isImage, isTable, openFits, RandomGroupsHdu, writeFits } from "../../../src/ingest/fits";
import { below, damagedFiles, expectReadOrRefused, readOrRefused } from "../damage/damaged-files";
import { made, madeBytes, sample, sampleNames } from "./golden";
import { packedPair, packings } from "./packed-images";

const codes = /^FITS_(NOT_FITS|DAMAGED|TRUNCATED|TOO_LARGE|UNSUPPORTED|MISSING)$/;

/** Reads everything that can be read; errors of any other kind than ours, and none of ours, come out. */
function readAll(bytes: Uint8Array): void {
  guarded(() => {
    const file = openFits(bytes);
    guarded(() => file.verify());
    for (const hdu of file.hdus) guarded(() => readHdu(hdu));
  });
}

function readHdu(hdu: Hdu): void {
  hdu.verifyChecksums();
  if (hdu instanceof DamagedHdu) throw hdu.error;
  if (isImage(hdu)) hdu.read();
  if (isTable(hdu)) for (const column of hdu.columns) guarded(() => hdu.column(column.index));
  if (hdu instanceof RandomGroupsHdu) {
    for (const i of hdu.parameters.keys()) hdu.parameter(i);
    hdu.read();
  }
}

const guarded = (work: () => unknown) => readOrRefused(work, codes);

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A file of headers alone, each from cards as they are written. */
function headers(...all: string[][]): Uint8Array {
  // Some data of zeros behind them, so that rows are there.
  const blocks = all.map((cards) => {
    const text = [...cards, "END"].map((card) => card.padEnd(80)).join("");
    return text.padEnd(Math.ceil(text.length / 2880) * 2880);
  });
  return ascii(blocks.join("") + "\0".repeat(2880));
}

const card = (keyword: string, value: string | number) => `${keyword.padEnd(8)}= ${String(value).padStart(20)}`;
const primary = [card("SIMPLE", "T"), card("BITPIX", 8), card("NAXIS", 0)];
const extension = (kind: string, ...more: string[]) => [`XTENSION= '${kind.padEnd(8)}'`, ...more];

describe("headers that ask for too much", () => {
  const huge = 9_000_000_000_000_000;

  it.each([
    [
      "an image",
      headers([card("SIMPLE", "T"), card("BITPIX", -64), card("NAXIS", 2), card("NAXIS1", 1e6), card("NAXIS2", 1e6)]),
      "TRUNCATED",
    ],
    [
      "an impossible image",
      headers([card("SIMPLE", "T"), card("BITPIX", -64), card("NAXIS", 2), card("NAXIS1", huge), card("NAXIS2", huge)]),
      "DAMAGED",
    ],
    [
      "a packed image",
      headers(
        primary,
        extension(
          "BINTABLE",
          card("BITPIX", 8),
          card("NAXIS", 2),
          card("NAXIS1", 8),
          card("NAXIS2", 1),
          card("PCOUNT", 0),
          card("GCOUNT", 1),
          card("TFIELDS", 1),
          "TTYPE1  = 'COMPRESSED_DATA'",
          "TFORM1  = '1PB(9)'",
          card("ZIMAGE", "T"),
          "ZCMPTYPE= 'RICE_1'",
          card("ZBITPIX", 32),
          card("ZNAXIS", 2),
          card("ZNAXIS1", 4e6),
          card("ZNAXIS2", 4e6),
          card("ZTILE1", 4e6),
          card("ZTILE2", 4e6),
        ),
      ),
      "TOO_LARGE",
    ],
    [
      "rows without bytes",
      headers(
        primary,
        extension(
          "BINTABLE",
          card("BITPIX", 8),
          card("NAXIS", 2),
          card("NAXIS1", 0),
          card("NAXIS2", huge),
          card("PCOUNT", 0),
          card("GCOUNT", 1),
          card("TFIELDS", 1),
          "TTYPE1  = 'A       '",
          "TFORM1  = '0A      '",
        ),
      ),
      undefined,
    ],
    [
      "a heap",
      headers(
        primary,
        extension(
          "BINTABLE",
          card("BITPIX", 8),
          card("NAXIS", 2),
          card("NAXIS1", 8),
          card("NAXIS2", 3),
          card("PCOUNT", huge),
          card("GCOUNT", 1),
          card("TFIELDS", 1),
          "TTYPE1  = 'A       '",
          "TFORM1  = '1PD     '",
        ),
      ),
      undefined,
    ],
    [
      "columns",
      headers(
        primary,
        extension(
          "BINTABLE",
          card("BITPIX", 8),
          card("NAXIS", 2),
          card("NAXIS1", 8),
          card("NAXIS2", 3),
          card("PCOUNT", 0),
          card("GCOUNT", 1),
          card("TFIELDS", huge),
        ),
      ),
      "DAMAGED",
    ],
    [
      "elements of a cell",
      headers(
        primary,
        extension(
          "BINTABLE",
          card("BITPIX", 8),
          card("NAXIS", 2),
          card("NAXIS1", 0),
          card("NAXIS2", 1),
          card("PCOUNT", 0),
          card("GCOUNT", 1),
          card("TFIELDS", 1),
          "TTYPE1  = 'A       '",
          "TFORM1  = '9000000000J'",
        ),
      ),
      "TOO_LARGE",
    ],
  ])("are refused by arithmetic: %s", (_what, bytes, code) => {
    const before = process.memoryUsage().arrayBuffers;
    const file = openFits(bytes);
    const hdu = file.hdus[file.hdus.length - 1];
    let error: NightbookError | undefined;
    try {
      readHdu(hdu);
      if (isTable(hdu)) hdu.read();
    } catch (caught) {
      error = caught as NightbookError;
    }
    expect(error?.code).toBe(code === undefined ? undefined : `FITS_${code}`);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  });

  it("refuses arrays that lie upon each other in the heap", () => {
    const rows = 20_000;
    const good = writeFits(
      [
        {
          table: [
            {
              name: "A",
              type: "uint8",
              values: new Uint8Array(rows * 2),
              offsets: Float64Array.from({ length: rows + 1 }, (_, i) => 2 * i),
            },
          ],
        },
      ],
      { checksum: false },
    );
    const table = openFits(good).table();
    const view = new DataView(good.buffer, good.byteOffset + table.record.dataOffset);
    for (let row = 0; row < rows; row++) {
      view.setBigInt64(16 * row, 40_000n);
      view.setBigInt64(16 * row + 8, 0n);
    }
    expect(() => openFits(good).table().column("A")).toThrow("together");
  });

  it.each([
    ["lengths", -5n, 0n],
    ["places", 2n, -8n],
    ["lengths that no number holds", 2n ** 62n, 0n],
  ])("refuses negative or huge %s of arrays in the heap", (_what, length, offset) => {
    const values = Int16Array.of(1, 2, 3);
    const bytes = writeFits([{ table: [{ name: "A", values, offsets: Float64Array.of(0, 1, 3) }] }]);
    const view = new DataView(bytes.buffer, bytes.byteOffset + openFits(bytes).table().record.dataOffset);
    view.setBigInt64(16, length);
    view.setBigInt64(24, offset);
    expect(() => openFits(bytes).table().column("A")).toThrow("lies outside the heap");
  });

  it("refuses a packed file that would become much longer than it is", () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(1 << 20)));
    const gunzip = () => {
      throw Object.assign(new RangeError("Cannot create a Buffer larger than 268435456 bytes"), {
        code: "ERR_BUFFER_TOO_LARGE",
      });
    };
    expect(() => openFits(bomb, { codecs: { gunzip } })).toThrow("it would have more than 268435456 bytes");
    expect(() => openFits(bomb, { maxUnpackedBytes: 1000 })).toThrow("it would have more than 1000 bytes");
  });
});

describe("files that are damaged but can be read", () => {
  const table = () =>
    writeFits([
      {
        table: [{ name: "A", type: "int16", values: Int16Array.of(1, 2, 3, 4), offsets: Float64Array.of(0, 1, 4) }],
        name: "FIRST",
      },
      { table: [{ name: "B", values: Int16Array.of(5, 6) }], name: "SECOND" },
    ]);

  it("find the next header behind a wrong PCOUNT, and the heap still", () => {
    const bytes = table();
    const text = new TextDecoder("latin1").decode(bytes);
    const place = text.indexOf("PCOUNT  =");
    bytes.set(ascii("PCOUNT  =              9999999"), place);
    const file = openFits(bytes);
    expect(file.hdus.map(({ name }) => name)).toContain("FIRST");
    expect(Array.from(file.table("FIRST").column("A").values as Int16Array)).toEqual([1, 2, 3, 4]);
    expect(file.findings.map(({ code }) => code)).toContain("DATA_CUT");
  });

  it("go on behind a PCOUNT that is too small", () => {
    const heap = new Int16Array(4000).fill(7);
    const bytes = writeFits([
      { table: [{ name: "A", type: "int16", values: heap, offsets: Float64Array.of(0, 4000) }], name: "FIRST" },
      { table: [{ name: "B", values: Int16Array.of(5, 6) }], name: "SECOND" },
    ]);
    const place = new TextDecoder("latin1").decode(bytes).indexOf("PCOUNT  =");
    bytes.set(ascii("PCOUNT  =                    0"), place);
    const file = openFits(bytes);
    expect(file.hdus.map(({ name }) => name)).toEqual(["PRIMARY", "FIRST", "SECOND"]);
    expect(file.findings.map(({ code, hdu }) => [code, hdu])).toEqual([["DATA_GAP", 1]]);
    expect(file.table("FIRST").column("A").values).toEqual(heap);
    expect(file.verify().map(({ code }) => code)).toContain("CHECKSUM_BAD");
  });

  it("give the rows that are there when the file ends early", () => {
    const bytes = writeFits([{ table: [{ name: "A", values: Int32Array.from({ length: 5000 }, (_, i) => i) }] }]);
    const file = openFits(bytes.subarray(0, bytes.length - 2880 * 3));
    const rows = file.table();
    expect(file.findings[0].code).toBe("DATA_CUT");
    expect(rows.length).toBeGreaterThan(2000);
    expect((rows.column("A").values as Int32Array)[rows.length - 1]).toBe(rows.length - 1);
  });

  it("give the sections of an image that are there, and one clear line for the rest", () => {
    const bytes = writeFits([
      { image: { shape: [100, 100], values: Float32Array.from({ length: 10_000 }, (_, i) => i) } },
    ]);
    const image = openFits(bytes.subarray(0, 20_000)).image();
    expect(image.read({ start: [10, 5], end: [11, 8] }).values).toEqual(Float32Array.of(1005, 1006, 1007));
    expect(() => image.read()).toThrow(/of 40000 bytes of the image are there/);
    expect(() => image.read({ start: [99, 0], end: [100, 100] })).toThrow("the file ends");
  });

  it("keep a header that cannot be followed, and go on with the next", () => {
    const bytes = headers(
      primary,
      extension("IMAGE", card("BITPIX", 7), card("NAXIS", 0), card("EXTRA", 5)),
      extension("IMAGE", card("BITPIX", 8), card("NAXIS", 0), card("PCOUNT", 0), card("GCOUNT", 1)),
    );
    const file = openFits(bytes);
    expect(file.hdus.map(({ kind }) => kind)).toEqual(["image", "damaged", "image"]);
    expect(file.hdus[1].header.get("EXTRA")).toBe(5);
    expect(file.findings.map(({ code }) => code)).toContain("HEADER_IMPOSSIBLE");
  });

  it("are told what they are when they are not FITS", () => {
    expect(() => openFits(new Uint8Array(0))).toThrow("does not begin with the keyword SIMPLE");
    expect(() => openFits(ascii("\x89HDF\r\n"))).toThrow("does not begin with the keyword SIMPLE");
    expect(() => openFits(ascii("SIMPLE  =                    T".padEnd(80)))).toThrow("no END");
  });
});

describe("fuzzing", () => {
  const files = [
    ...sampleNames.filter((name) => sample(name).length < 130_000).map((name) => sample(name)),
    ...Object.values(made).map(madeBytes),
    ...packings().map((packing) => packedPair(packing).ours),
    new Uint8Array(gzipSync(sample("tb.fits"))),
  ];

  const numbers = [
    "0",
    "1",
    "-1",
    "2",
    "8",
    "16",
    "-32",
    "64",
    "999",
    "65536",
    "2147483647",
    "4294967296",
    "9007199254740993",
    "1E400",
    "T",
    "''",
    "'1PB'",
    "'9999999D'",
    "'Q'",
  ];

  function changeCard(bytes: Uint8Array, random: RandomStream): void {
    const records = [];
    for (let at = 0; at + 80 <= bytes.length; at += 80)
      if (bytes[at + 8] === 0x3d && bytes[at + 9] === 0x20) records.push(at);
    if (records.length === 0) return;
    const at = records[below(random, records.length)];
    bytes.set(ascii(numbers[below(random, numbers.length)].padStart(20)), at + 10);
  }

  it(`${damagedFiles} damaged files are read or refused, none for long`, async () => {
    await expectReadOrRefused({ samples: files, read: readAll, codes, damage: changeCard });
  }, 3_600_000);
});
