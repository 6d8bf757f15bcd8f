import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { readArrow } from "../../src/ingest/arrow-ipc";
import { readCsv } from "../../src/ingest/csv";
import { readEcsv } from "../../src/ingest/ecsv";
import { openSimtel } from "../../src/ingest/eventio";
import { isImage, isTable, openFits } from "../../src/ingest/fits";
import { openHdf5 } from "../../src/ingest/hdf5";
import { installedFilters } from "../../src/ingest/hdf5/filter-files.node";
import { readPickle } from "../../src/ingest/pickle";
import { openZfits } from "../../src/ingest/zfits";
import { sampleBytes } from "./eventio/golden";
import { made, madeBytes, sample, sampleNames } from "./fits/golden";
import { goldenBytes } from "./hdf5/golden";

const table = (name: string) => new Uint8Array(readFileSync(join(__dirname, "../golden/tables", name)));
const pickles = JSON.parse(gunzipSync(readFileSync(join(__dirname, "pickle/fixtures/pickles.json.gz"))).toString()) as {
  cases: { pickle: string }[];
};

/** All values of a FITS file, unpacked by Node, which gives buffers, too. */
function fitsValues(bytes: Uint8Array): unknown {
  const codecs = { gunzip: (packed: Uint8Array, limit: number) => gunzipSync(packed, { maxOutputLength: limit }) };
  return openFits(bytes, { codecs }).hdus.map((hdu) => {
    if (isTable(hdu)) return hdu.read();
    return isImage(hdu) && hdu.hasData ? hdu.read() : undefined;
  });
}

async function hdf5Values(bytes: Uint8Array): Promise<unknown> {
  const file = await openHdf5(bytes, { filters: installedFilters });
  const values = [...file.walk()].map((object) => {
    if (object.kind === "array" && object.name !== "huge") return object.read();
    return object.kind === "table" ? object.read() : undefined;
  });
  file.close();
  return values;
}

const fits = sampleNames.filter((name) => !/verify|double_ext|checksum_false/.test(name)).map(sample);
const packed = Object.entries(made).filter(([name]) => /gzip|GZIP/i.test(name));

/** Readers, and files to read. */
const readers: [string, (bytes: Uint8Array) => unknown, Uint8Array[]][] = [
  ["FITS", fitsValues, fits],
  ["packed FITS", fitsValues, packed.map(([, file]) => madeBytes(file))],
  ["HDF5", hdf5Values, [goldenBytes("types"), goldenBytes("filters")]],
  ["Arrow", readArrow, ["plain.feather", "lz4.feather", "zstd.feather", "stream.arrows"].map(table)],
  ["pickles", readPickle, pickles.cases.map(({ pickle }) => new Uint8Array(Buffer.from(pickle, "base64")))],
  ["CSV", readCsv, [table("comma.ecsv")]],
  ["ECSV", readEcsv, [table("blank.ecsv"), table("comma.ecsv")]],
  [
    "eventio",
    (bytes) => {
      const events: unknown[] = [];
      for (const event of openSimtel(bytes).events()) {
        if (events.length < 3) events.push([...event.telescopes]);
      }
      return events;
    },
    [sampleBytes("aux_traces_2029.simtel.zst")],
  ],
  [
    "zfits",
    (bytes) =>
      openZfits(bytes).tables.map((table) => [...table.rows(undefined, { start: 0, end: Math.min(2, table.length) })]),
    ["example_SST1M_20180822.fits.fz", "example_LST_R1_10_evts.fits.fz"].map(sampleBytes),
  ],
];

describe("a buffer of Node, at an odd place of a larger one, is read as bytes are, and may change afterwards:", () => {
  it.each(readers)("%s", async (_format, read, files) => {
    expect(files.length).toBeGreaterThan(0);
    for (const bytes of files) {
      const expected = await read(bytes);
      const room = Buffer.alloc(bytes.length + 7, 0xa5);
      const buffer = room.subarray(3, 3 + bytes.length);
      buffer.set(bytes);
      const found = await read(buffer);
      const before = Buffer.from(room);
      expect(room.equals(before)).toBe(true);
      room.fill(0x5a);
      expect(JSON.stringify(found, plain) === JSON.stringify(expected, plain)).toBe(true);
    }
  });
});

/** Values as JSON can compare them. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return [value.constructor.name, Buffer.from(buffer, byteOffset, byteLength).toString("base64")];
  }
  if (value instanceof Map) return [...value];
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
