import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { describe, it } from "@jest/globals";
import { gzip, inflate } from "../../../src/core/deflate";
import { unlz4 } from "../../../src/core/lz4";
import { unzstd } from "../../../src/core/zstd";
import { readArrow, writeArrow } from "../../../src/ingest/arrow-ipc";
import { readCsv } from "../../../src/ingest/csv";
import { readEcsv, writeEcsv } from "../../../src/ingest/ecsv";
import { fileKind } from "../../../src/ingest/file-kind";
import { readPickle } from "../../../src/ingest/pickle";
import { pickle } from "../../cli/command-line";
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
    "LZ4",
    {
      samples: [Uint8Array.of(4, 34, 77, 24, 0x60, 0x40, 0x82, 8, 0, 0, 0, 0x1f, 7, 1, 0, 255, 255, 11, 0, 0, 0, 0, 0)],
      read: (bytes) => refusedByRange(() => unlz4(bytes, 1 << 24)),
      codes: /^$/,
    },
  ],
];

describe(`${damagedFiles} damaged files are read or refused, none for long:`, () => {
  it.each(trials)("%s", (_name, trial) => expectReadOrRefused(trial), 3_600_000);
});
