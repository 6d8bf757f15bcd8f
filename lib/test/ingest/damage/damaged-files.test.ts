import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { unblosc, unbloscLength } from "../../../src/core/blosc";
import { gzip, inflate } from "../../../src/core/deflate";
import { unlz4 } from "../../../src/core/lz4";
import { unzstd } from "../../../src/core/zstd";
import { readArrow, writeArrow } from "../../../src/ingest/arrow-ipc";
import { readCsv } from "../../../src/ingest/csv";
import { readEcsv, writeEcsv } from "../../../src/ingest/ecsv";
import { fileKind } from "../../../src/ingest/file-kind";
import { readParquet, writeParquet } from "../../../src/ingest/parquet/parquet.node";
import { readPickle } from "../../../src/ingest/pickle";
import { pickle } from "../../cli/command-line";
import { goldenChunks } from "../../core/blosc/golden-chunks";
import { below, damagedFiles, expectReadOrRefused, type Trial } from "./damaged-files";

const table = (name: string) => new Uint8Array(readFileSync(join(__dirname, "../../golden/tables", name)));
const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Characters that mean something to readers of text. */
const meaningful = ascii("\"',;:\n\r{}[]&*!|>-# \t\\019eE.+_naif");
const ofText: Trial["damage"] = (bytes, random) => {
  bytes[below(random, bytes.length)] = meaningful[below(random, meaningful.length)];
};

const zstd = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, "../../golden/cherenkov/zstd.json.gz"))).toString(),
) as Record<string, [string, number, string]>;

/** Unpackers refuse by an error of JavaScript's own. */
function refusedByRange(unpack: () => unknown): void {
  try {
    unpack();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

const pickles = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, "../pickle/fixtures/pickles.json.gz"))).toString(),
) as { cases: { pickle: string }[] };

const arrow = [
  "plain.feather",
  "lz4.feather",
  "zstd.feather",
  "stream.arrows",
  "empty.feather",
  "nested.arrows",
  "version1.feather",
].map(table);
const ecsv = ["blank.ecsv", "comma.ecsv"].map(table);

const trials: [string, Trial][] = [
  [
    "Arrow",
    { samples: [...arrow, writeArrow(readArrow(arrow[0]))], read: (bytes) => readArrow(bytes), codes: /^ARROW_/ },
  ],
  [
    "ECSV",
    {
      samples: [...ecsv, writeEcsv(readEcsv(ecsv[0]))],
      read: (bytes) => readEcsv(bytes),
      codes: /^CSV_/,
      damage: ofText,
    },
  ],
  [
    "CSV",
    {
      samples: [ascii('a,"b",c\n1,"x ""y"", z",\n-2.5e3,,true\n'), ascii("# x y\r\n1 2\r\n3 4\r\n"), ...ecsv],
      read: (bytes) => readCsv(bytes),
      codes: /^CSV_/,
      damage: ofText,
    },
  ],
  [
    "pickle",
    {
      samples: [
        new Uint8Array(readFileSync(pickle)),
        ...pickles.cases.map(({ pickle }) => new Uint8Array(Buffer.from(pickle, "base64"))),
      ],
      read: (bytes) => readPickle(bytes),
      codes: /^PICKLE_/,
    },
  ],
  [
    "the format",
    {
      samples: [...arrow, ...ecsv, new Uint8Array(readFileSync(pickle))],
      read: (bytes) => fileKind(bytes),
      codes: /^$/,
    },
  ],
  [
    "Zstandard",
    {
      samples: Object.values(zstd).map(([hex]) => new Uint8Array(Buffer.from(hex, "hex"))),
      read: (bytes) => refusedByRange(() => unzstd(bytes, 1 << 22)),
      codes: /^$/,
    },
  ],
  [
    "packed bytes",
    {
      samples: [new Uint8Array(gzipSync(ecsv[0])), new Uint8Array(deflateSync(arrow[0])), gzip(ecsv[1])],
      read: (bytes) => refusedByRange(() => inflate(bytes, 1 << 22)),
      codes: /^$/,
    },
  ],
  [
    "Blosc",
    {
      samples: [...goldenChunks.values()].filter((chunk) => unbloscLength(chunk) < 20_000),
      read: (bytes) => refusedByRange(() => unblosc(bytes, new Uint8Array(Math.min(1 << 22, unbloscLength(bytes))))),
      codes: /^$/,
    },
  ],
  [
    "LZ4",
    {
      samples: [Uint8Array.of(4, 34, 77, 24, 0x60, 0x40, 0x82, 8, 0, 0, 0, 0x1f, 7, 1, 0, 255, 255, 11, 0, 0, 0, 0, 0)],
      read: (bytes) => refusedByRange(() => unlz4(bytes, 1 << 24)),
      codes: /^$/,
    },
  ],
];

/** Parquet is read by DuckDB, where that is there. */
const isDuckDbHere = (() => {
  try {
    return Boolean(require.resolve("@duckdb/node-api", { paths: [process.cwd()] }));
  } catch {
    return false;
  }
})();
if (isDuckDbHere) describe("Parquet by DuckDB", tryParquet);
else process.stderr.write("Parquet is not tried, as DuckDB is not installed (@duckdb/node-api)\n");

function tryParquet(): void {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-parquet-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const tables = [...arrow.map((bytes) => readArrow(bytes)), ...ecsv.map((bytes) => readEcsv(bytes))];

  it("holds what was written, with and without rows", async () => {
    for (const [i, { columns }] of tables.entries()) {
      const path = join(folder, `${i}.parquet`);
      await writeParquet({ columns }, path);
      const read = await readParquet(path);
      expect(read.columns.map(({ name, length }) => [name, length])).toEqual(
        columns.map(({ name, length }) => [name, length]),
      );
      for (const [k, { type, values, missing, offsets, cellShape }] of columns.entries()) {
        if (missing || offsets || cellShape.length > 0 || type === "text") continue;
        expect(Array.from(read.columns[k].values as Float64Array)).toEqual(Array.from(values as Float64Array));
      }
    }
  }, 120_000);

  const files = damagedFiles / 10;
  it(`is read or refused in ${files} damaged files`, async () => {
    const samples = [0, 4, 5, 7].map((i) => new Uint8Array(readFileSync(join(folder, `${i}.parquet`))));
    const path = join(folder, "damaged.parquet");
    const read = (bytes: Uint8Array) => {
      writeFileSync(path, bytes);
      return readParquet(path);
    };
    await expectReadOrRefused({ samples, read, codes: /^PARQUET_/, files });
  }, 3_600_000);
}

describe(`${damagedFiles} damaged files are read or refused, none for long:`, () => {
  it.each(trials)("%s", (_name, trial) => expectReadOrRefused(trial), 3_600_000);
});
