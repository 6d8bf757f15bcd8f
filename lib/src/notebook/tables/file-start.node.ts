import { NightbookError } from "../../core/errors";
import { unzstd } from "../../core/zstd";
import { type FileKind, fileKind, type Packing, packingOf } from "../../ingest/file-kind";
import { memorySource } from "../../ingest/fits";
import type { FileSource } from "../../ingest/fits/file-source.node";
import { unpackLzw } from "../../ingest/fits/packing/lzw";
import { openFile } from "../cherenkov/file-path.node";
import { fileUnpackers } from "../cherenkov/unpack.node";
import { gunzip, gunzipStart } from "../gunzip.node";

/** Bytes by which a file is recognised. */
const startLength = 1 << 16;
/** And so many of a file packed by gzip, which may become a thousand times as many. */
const packedStartLength = 1 << 14;
/** Most bytes that a packed file may become: these, or a hundred times its length. */
const always = 1 << 28;

/** What a file on disk is. */
export interface FileStart {
  kind: FileKind;
  packing?: Packing;
}

/**
 * Recognises a file by what it begins with; packing is looked through.
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_UNKNOWN`
 */
export function fileStart(path: string): FileStart {
  const { content, close } = openFile(path, (source) => startOf(source, path));
  close();
  return content;
}

function startOf(source: FileSource, path: string): FileStart {
  const first = source.read(0, startLength);
  const packing = packingOf(first);
  const start = packing === undefined ? first : unpackedStart(first, source, packing);
  const kind = start === undefined ? undefined : fileKind(start);
  const isPage = kind === "csv" && /^\W{0,9}<(!doctype\s+html|html)\b/i.test(startText(start));
  if (kind !== undefined && !isPage) return { kind, ...(packing ? { packing } : {}) };
  throw unknownFile(path, start, packing);
}

/** What a file begins with, letters of one byte. */
function startText(start: Uint8Array | undefined): string {
  return String.fromCharCode(...(start?.subarray(0, 512) ?? []));
}

/** The first bytes of what is packed; `undefined` when it cannot be unpacked here. */
function unpackedStart(first: Uint8Array, source: FileSource, packing: Packing): Uint8Array | undefined {
  try {
    if (packing === "gzip") return gunzipStart(first.subarray(0, packedStartLength)).subarray(0, startLength);
    if (packing === "compress") return unpackLzw(source.read(0, source.size), limitOf(source.size));
    if (packing === "zstd")
      return unpackZstd(source.read(0, source.size), limitOf(source.size)).subarray(0, startLength);
  } catch {
    // What cannot be unpacked cannot be recognised.
  }
  return undefined;
}

function limitOf(size: number): number {
  return Math.max(always, 100 * size);
}

function unpackZstd(bytes: Uint8Array, limit: number): Uint8Array {
  return (fileUnpackers.unzstd ?? unzstd)(bytes, limit);
}

/**
 * All bytes of a file, unpacked.
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_DAMAGED` when it cannot be unpacked
 */
export function wholeFile(path: string, packing?: Packing): Uint8Array {
  const { content: bytes, close } = openFile(path, (source) => source.read(0, source.size));
  close();
  try {
    if (packing === "gzip") return gunzip(bytes, limitOf(bytes.length));
    if (packing === "zstd") return unpackZstd(bytes, limitOf(bytes.length));
    return packing === "compress" ? unpackLzw(bytes, limitOf(bytes.length)) : bytes;
  } catch (cause) {
    throw new NightbookError(`Cannot unpack the file: ${(cause as Error).message}`, {
      code: "FILE_DAMAGED",
      place: { path },
      hint: "Copy the file again from its source; if you trust it and it is larger than this, unpack it first",
      cause,
    });
  }
}

/** A file as a source: read in parts where it is not packed. */
export function fileBytes(path: string, packing?: Packing) {
  if (packing !== undefined) return { content: memorySource(wholeFile(path, packing)), close: () => {} };
  return openFile(path, (source) => source);
}

const known =
  "FITS, HDF5, Arrow and Feather, Parquet, CSV, ECSV, JSON, pickles, eventio, and these packed by gzip or zstd";

function unknownFile(path: string, start: Uint8Array | undefined, packing: Packing | undefined): NightbookError {
  const place = { path };
  const error = (reason: string, hint: string) => new NightbookError(reason, { code: "FILE_UNKNOWN", place, hint });
  if (packing === "zip") return error("This is a zip archive", "Unpack it, and open the files in it");
  if (packing === "bzip2" || packing === "xz") return error(`The file is packed with ${packing}`, "Unpack it first");
  if (start === undefined) {
    const reason = `The file is packed with ${packing} and cannot be unpacked`;
    return new NightbookError(reason, { code: "FILE_DAMAGED", place, hint: "Copy it again from its source" });
  }
  const inside = packing === undefined ? "" : ` (it is packed with ${packing})`;
  if (start.length === 0) return error(`The file is empty${inside}`, "Copy it again from its source");
  const again = packing && packingOf(start);
  if (again) return error(`The file is packed twice, with ${packing} and ${again}`, "Unpack it first");
  const text = startText(start);
  if (text.slice(257, 262) === "ustar") {
    return error(`This is a tar archive${inside}`, "Unpack it, and open the files in it");
  }
  if (/^(\xff\xfe|\xfe\xff)/.test(text)) return error("This is text in UTF-16", "Save it as UTF-8");
  if (/^\W{0,9}</.test(text))
    return error("This is a web page, not data", "Look at it in a browser, and fetch the file again");
  return error(`The file is of no format that is known here${inside}`, `Known are ${known}`);
}
