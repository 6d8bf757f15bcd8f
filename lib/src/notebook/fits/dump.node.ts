import { basename } from "node:path";
import { isNightbookError } from "../../core/errors";
import { version } from "../../core/version";
import {
  CompressedImageHdu,
  DamagedHdu,
  type FitsImage,
  type Hdu,
  isImage,
  isTable,
  RandomGroupsHdu,
} from "../../ingest/fits";
import { inBlocks } from "../../ingest/fits/header/block";
import { numberType } from "../../ingest/fits/table/column-data";
import { readInput, sha256 } from "../files.node";
import { dumpCard } from "./dump-cards";
import { dumpColumn, toDoubles } from "./dump-column";
import { numberStatistics } from "./dump-statistics";
import { openFitsPath } from "./open-fits.node";

/** Everything that a FITS file holds as one JSON document: cards, columns, statistics and hashes of all values. */
export function dumpFits(path: string): Record<string, unknown> {
  const { bytes, sha256: hash } = readInput(path);
  const about = { file: basename(path), size: bytes.length, sha256: hash, nightbook: version };
  const { file, close } = openFitsPath(path);
  try {
    const hdus = file.hdus.map(dumpHdu);
    return { ...about, hdus, ...(file.findings.length > 0 ? { findings: file.findings } : {}) };
  } finally {
    close();
  }
}

function dumpHdu(hdu: Hdu): Record<string, unknown> {
  const { index, name, version: ver, record, header } = hdu;
  const cards = header.cards.map(dumpCard);
  const common = {
    index,
    class: className(hdu),
    name,
    ver,
    header_offset: record.headerOffset,
    data_offset: record.dataOffset,
    data_span: inBlocks(record.extent.bytes),
    cards,
    ncards: cards.length,
    ...checksums(hdu),
  };
  try {
    return { ...common, ...dumpData(hdu) };
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    return { ...common, data_error: error.oneLine() };
  }
}

const classes: Record<Hdu["kind"], string> = {
  image: "ImageHDU",
  "compressed image": "CompImageHDU",
  "binary table": "BinTableHDU",
  "compressed table": "BinTableHDU",
  "ascii table": "TableHDU",
  "random groups": "GroupsHDU",
  foreign: "NonstandardExtHDU",
  damaged: "CorruptedHDU",
};

/** The names that astropy gives to kinds of HDUs, which many people know. */
function className(hdu: Hdu): string {
  return hdu.kind === "image" && !hdu.header.has("XTENSION") ? "PrimaryHDU" : classes[hdu.kind];
}

function checksums(hdu: Hdu): Record<string, number> {
  if (!hdu.header.has("DATASUM") && !hdu.header.has("CHECKSUM")) return {};
  const { datasum, checksum } = hdu.verifyChecksums();
  const state = { bad: 0, ok: 1, absent: 2 };
  return { verify_datasum: state[datasum], verify_checksum: state[checksum] };
}

function dumpData(hdu: Hdu): Record<string, unknown> {
  if (hdu instanceof DamagedHdu) throw hdu.error;
  if (isTable(hdu)) {
    return { nrows: hdu.length, columns: hdu.columns.map((column) => dumpColumn(hdu, column, sha256)) };
  }
  if (hdu instanceof RandomGroupsHdu) return { groups: dumpGroups(hdu) };
  if (!isImage(hdu)) return {};
  if (!hdu.hasData || hdu.shape.includes(0)) return { data: null };
  const data = statistics((hdu as FitsImage).read());
  if (hdu instanceof CompressedImageHdu) return { data, compression: hdu.algorithm };
  return { data, data_unscaled: statistics(hdu.readStored()) };
}

function dumpGroups(hdu: RandomGroupsHdu): Record<string, unknown> {
  const names: string[] = [];
  for (const name of hdu.parameters) names.push(names.includes(name) ? `_${name}` : name);
  return {
    gcount: hdu.length,
    parnames: names,
    pars: names.map((_, i) => {
      const values = hdu.parameter(i);
      return numberStatistics(toDoubles(values), [values.length], numberType(values), sha256);
    }),
    data: statistics(hdu.read()),
  };
}

function statistics({ shape, values }: ReturnType<FitsImage["read"]>) {
  return numberStatistics(toDoubles(values), shape, numberType(values), sha256);
}
