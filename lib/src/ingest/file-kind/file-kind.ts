import { isPickle } from "../pickle/is-pickle";
import { decodeUtf8 } from "../pickle/text";

/** Formats that are told by what a file begins with. */
export type FileKind = "fits" | "hdf5" | "arrow" | "parquet" | "eventio" | "pickle" | "ecsv" | "json" | "csv";

/** How a file is packed as a whole. */
export type Packing = "gzip" | "compress" | "zstd" | "bzip2" | "xz" | "zip";

const packings: readonly [Packing, readonly number[]][] = [
  ["gzip", [0x1f, 0x8b]],
  ["compress", [0x1f, 0x9d]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["bzip2", [0x42, 0x5a, 0x68]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["zip", [0x50, 0x4b, 3, 4]],
];

/**
 * How a file is packed, by its first bytes.
 *
 * @example
 * ```ts
 * import { packingOf } from "nightbook/ingest";
 *
 * packingOf(Uint8Array.of(0x1f, 0x8b, 8)); // => "gzip"
 * ```
 */
export function packingOf(bytes: Uint8Array): Packing | undefined {
  return packings.find(([, magic]) => begins(bytes, magic))?.[0];
}

/**
 * What a file is, by its first bytes; a few thousand suffice. Text that is nothing else is `csv`.
 *
 * @param bytes the begin of the file, unpacked
 * @returns the format; `undefined` for bytes of none of them
 *
 * @example
 * ```ts
 * import { fileKind, writeFits } from "nightbook/ingest";
 *
 * fileKind(writeFits([])); // => "fits"
 * ```
 */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 80));
  if (/^(SIMPLE|XTENSION) *=/.test(start)) return "fits";
  if (isHdf5(bytes)) return "hdf5";
  if (/^(ARROW1|FEA1)/.test(start) || begins(bytes, [0xff, 0xff, 0xff, 0xff])) return "arrow";
  if (start.startsWith("PAR1")) return "parquet";
  if (begins(bytes, [0x37, 0x8a, 0x1f, 0xd4]) || begins(bytes, [0xd4, 0x1f, 0x8a, 0x37])) return "eventio";
  if (isPickle(bytes)) return "pickle";
  if (/^(?:\xef\xbb\xbf)?# *%ECSV /.test(start)) return "ecsv";
  if (!isText(bytes)) return undefined;
  if (/^(?:\xef\xbb\xbf)?\s*[[{]/.test(start)) return "json";
  return bytes.length === 0 ? undefined : "csv";
}

/** HDF5 may begin behind 512, 1024, … bytes of something else. */
function isHdf5(bytes: Uint8Array): boolean {
  const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
  for (let at = 0; at + 8 <= bytes.length; at = at === 0 ? 512 : 2 * at) {
    if (begins(bytes.subarray(at), signature)) return true;
  }
  return false;
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** No control characters; UTF-8, perhaps cut within a character, or few bytes beyond ASCII. */
function isText(bytes: Uint8Array): boolean {
  let beyond = 0;
  for (const byte of bytes) {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) return false;
    if (byte > 127) beyond++;
  }
  if (beyond === 0) return true;
  for (let cut = 0; cut < 4; cut++) if (decodeUtf8(bytes.subarray(0, bytes.length - cut)) !== undefined) return true;
  return beyond < bytes.length / 4;
}
