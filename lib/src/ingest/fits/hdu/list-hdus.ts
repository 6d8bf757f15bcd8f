import { latin1 } from "../../../core/text/latin1";
import type { ByteSource } from "../byte-source";
import { cardLength } from "../cards/card";
import type { Finding } from "../finding";
import { fitsError } from "../fits-error";
import { inBlocks } from "../header/block";
import { type DataExtent, dataExtent } from "../header/data-extent";
import { type FoundHeader, readHeader } from "../header/read-header";
import type { Codecs } from "../packing/codecs";
import { DamagedHdu, type Hdu, type HduRecord } from "./hdu";
import { nextExtension } from "./next-extension";
import { typedHdu } from "./typed-hdu";

/**
 * Finds all HDUs of a file. Only headers are read; data are passed over by arithmetic.
 *
 * @param make what gives the HDU of a header
 * @returns the HDUs, and what was found wrong on the way
 * @throws {NightbookError} `FITS_NOT_FITS` when the bytes do not begin as FITS does
 */
export function listHdus(
  source: ByteSource,
  codecs: Codecs,
  make: (record: HduRecord) => Hdu = typedHdu,
): { hdus: Hdu[]; findings: Finding[] } {
  const hdus: Hdu[] = [];
  const findings: Finding[] = [];
  const report = (severity: Finding["severity"], code: string, message: string, hdu = hdus.length) =>
    findings.push({ severity, code, message, hdu });
  let found: FoundHeader | undefined = firstHeader(source);
  for (let offset = 0; offset < source.size; ) {
    if (offset > 0) found = readHeader(source, offset);
    if (found === undefined) {
      report("error", "HEADER_NO_END", `The header at byte ${offset} has no END record; what follows is not read`);
      break;
    }
    for (const { code, message } of found.faults) report("warning", code, message);
    const { record, error } = recordAt(source, codecs, hdus.length, offset, found);
    const after = findNext(source, record, error === undefined, (code, message, severity = "error") =>
      report(severity, code, message),
    );
    record.available = Math.max(0, after - record.dataOffset);
    hdus.push(made(record, error, make, (message) => report("error", "HEADER_IMPOSSIBLE", message)));
    offset = after;
  }
  return { hdus, findings };
}

function firstHeader(source: ByteSource): FoundHeader {
  const start = latin1(source.read(0, cardLength));
  if (!/^(SIMPLE|XTENSION) *=/.test(start)) {
    throw fitsError("FITS_NOT_FITS", "it does not begin with the keyword SIMPLE", { offset: 0 });
  }
  const header = readHeader(source, 0);
  if (header !== undefined) return header;
  throw fitsError("FITS_DAMAGED", "its first header has no END record", { offset: 0 });
}

function recordAt(
  source: ByteSource,
  codecs: Codecs,
  index: number,
  headerOffset: number,
  { header, bytes }: FoundHeader,
): { record: HduRecord; error?: Error } {
  const common = { index, header, headerBytes: bytes, headerOffset, dataOffset: headerOffset + bytes.length };
  const none: DataExtent = { bitpix: 8, axes: [], pcount: 0, gcount: 1, isGroups: false, bytes: 0 };
  try {
    return { record: { ...common, extent: dataExtent(header), available: 0, source, codecs } };
  } catch (error) {
    return { record: { ...common, extent: none, available: 0, source, codecs }, error: error as Error };
  }
}

function made(
  record: HduRecord,
  error: Error | undefined,
  make: (record: HduRecord) => Hdu,
  report: (message: string) => void,
): Hdu {
  let reason = error;
  if (reason === undefined) {
    try {
      return make(record);
    } catch (cause) {
      reason = cause as Error;
    }
  }
  report(reason.message.replace("Cannot read the FITS file: ", "The header cannot be followed: "));
  return new DamagedHdu(record, reason);
}

/** Where the next header begins, or the file ends. */
function findNext(
  source: ByteSource,
  { dataOffset, extent }: HduRecord,
  isKnown: boolean,
  report: (code: string, message: string, severity?: Finding["severity"]) => void,
): number {
  const end = dataOffset + inBlocks(extent.bytes);
  if (isKnown) {
    if (dataOffset + extent.bytes > source.size) {
      const missing = dataOffset + extent.bytes - source.size;
      report("DATA_CUT", `The file ends ${missing} bytes before the data that the header declares do`);
      return source.size;
    }
    if (end > source.size) {
      report("DATA_FILL_CUT", "The last block of the file is not filled to 2880 bytes", "warning");
      return source.size;
    }
    if (end === source.size || startsExtension(source, end)) return end;
  }
  const next = nextExtension(source, end);
  if (next.found) {
    report(
      "DATA_GAP",
      `The next header begins at byte ${next.offset}, not at ${end}: a size (PCOUNT, NAXISn) is wrong`,
    );
    return next.offset;
  }
  if (isKnown && source.size > end) {
    const what = next.hasContent ? "are no header" : "are empty";
    report("TRAILING_BYTES", `There are ${source.size - end} bytes behind the last HDU that ${what}`, "warning");
  }
  return source.size;
}

function startsExtension(source: ByteSource, offset: number): boolean {
  return latin1(source.read(offset, 8)) === "XTENSION";
}
