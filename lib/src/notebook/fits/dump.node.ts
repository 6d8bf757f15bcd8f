import { basename } from "node:path";
import { isNightbookError } from "../../core/errors";
import { version } from "../../core/version";
import {
  CompressedImageHdu,
  DamagedHdu,
  type FitsImage,
  type Hdu,
  type Header,
  isImage,
  isTable,
  type NumberArray,
  RandomGroupsHdu,
  type StoredArray,
} from "../../ingest/fits";
import { inBlocks } from "../../ingest/fits/header/block";
import { imageScaling, physicalValues, shiftedByHalf } from "../../ingest/fits/image/scaling";
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
  if (!isImage(hdu)) {
    const bytes = statistics({ shape: [hdu.record.extent.bytes], values: hdu.dataBytes() });
    return { data: bytes, data_unscaled: bytes };
  }
  if (!hdu.hasData) return { data: null };
  const stored = hdu.readStored();
  const data = statistics({ shape: stored.shape, values: shownValues(stored.values, hdu.imageHeader) });
  if (hdu instanceof CompressedImageHdu) return { data, compression: hdu.algorithm };
  return { data, data_unscaled: statistics(stored) };
}

/** Physical numbers; unsigned ones keep their type, for the others show a blank as NaN. */
function shownValues(stored: StoredArray, header: Header): NumberArray {
  const scaling = imageScaling(header);
  const shifted = scaling.scale === 1 ? shiftedByHalf(stored, scaling.zero) : undefined;
  return shifted ?? physicalValues(stored, scaling);
}

function dumpGroups(hdu: RandomGroupsHdu): Record<string, unknown> {
  return {
    gcount: hdu.length,
    parnames: hdu.parameters,
    pars: hdu.parameters.map((_, i) => {
      const values = hdu.parameter(i);
      return numberStatistics(toDoubles(values), [values.length], numberType(values), sha256);
    }),
    data: statistics(hdu.read()),
  };
}

function statistics({ shape, values }: ReturnType<FitsImage["read"]>) {
  return numberStatistics(toDoubles(values), shape, numberType(values), sha256);
}
