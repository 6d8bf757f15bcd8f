import type { Finding } from "../finding";
import { DamagedHdu, type Hdu } from "../hdu/hdu";
import { AsciiTableHdu } from "../table/ascii-table-hdu";
import { BinaryTableHdu } from "../table/binary-table-hdu";
import { inspectColumns } from "../table/inspect-columns";
import { inBlocks } from "./block";
import { mandatoryFaults } from "./mandatory-keywords";

/** What is wrong with an HDU beyond what listing it has shown: cards, mandatory keywords, filling, checksums. */
export function inspectHdu(hdu: Hdu): Finding[] {
  const findings: Finding[] = [];
  const report = (severity: Finding["severity"], code: string, message: string, subject?: string) =>
    findings.push({ severity, code, message, hdu: hdu.index, ...(subject ? { subject } : {}) });
  for (const { keyword, faults } of hdu.header.cards) {
    for (const fault of faults ?? []) report("warning", "CARD_NOT_STANDARD", `Card ${keyword}: ${fault}`, keyword);
  }
  for (const { message, keyword } of mandatoryFaults(hdu)) report("error", "KEYWORD_WRONG", message, keyword);
  repeatedKeywords(hdu, (message, keyword) => report("warning", "KEYWORD_REPEATED", message, keyword));
  if (hdu instanceof DamagedHdu) return findings;
  inspectTable(hdu, report);
  if (hdu instanceof BinaryTableHdu || hdu instanceof AsciiTableHdu) inspectColumns(hdu, report);
  if (hdu.record.extent.bitpix < 0 && hdu.kind === "image" && hdu.header.card("BLANK")) {
    report("warning", "BLANK_WRONG", "BLANK means nothing: the image has real numbers, which have NaN", "BLANK");
  }
  inspectFilling(hdu, report);
  const { datasum, checksum } = hdu.verifyChecksums();
  if (datasum === "bad") report("error", "DATASUM_BAD", "The data are not those that DATASUM was made of", "DATASUM");
  if (checksum === "bad") {
    report("error", "CHECKSUM_BAD", "The HDU is not the one that CHECKSUM was made of", "CHECKSUM");
  }
  return findings;
}

type Report = (severity: Finding["severity"], code: string, message: string, subject?: string) => void;

function repeatedKeywords(hdu: Hdu, report: (message: string, keyword: string) => void): void {
  const seen = new Map<string, number>();
  for (const { keyword, kind } of hdu.header.cards) {
    if (kind !== "commentary") seen.set(keyword, (seen.get(keyword) ?? 0) + 1);
  }
  for (const [keyword, count] of seen) {
    if (count > 1) report(`Keyword ${keyword} stands there ${count} times; the first counts`, keyword);
  }
}

function inspectTable(hdu: Hdu, report: Report): void {
  if (!hdu.kind.endsWith("table") && hdu.kind !== "compressed image") return;
  const { extent, header } = hdu.record;
  const [rowBytes, rows] = extent.axes;
  const width = (hdu as unknown as { columns?: { bytes: number }[] }).columns;
  if (width && hdu.kind === "binary table") {
    const sum = width.reduce((bytes, column) => bytes + column.bytes, 0);
    if (sum !== rowBytes) {
      report("error", "ROW_LENGTH", `The columns take ${sum} bytes of rows of ${rowBytes}`, "NAXIS1");
    }
  }
  const theap = header.integer("THEAP");
  if (theap !== undefined && extent.pcount > 0 && theap !== rowBytes * rows) {
    const gap = theap - rowBytes * rows;
    if (gap > 0) report("warning", "HEAP_GAP", `There are ${gap} bytes between the rows and the heap`, "THEAP");
    else report("error", "HEAP_INSIDE", `The heap begins ${-gap} bytes before the rows end`, "THEAP");
  }
}

/** The rest of the last block is zero, in ASCII tables blank. */
function inspectFilling(hdu: Hdu, report: Report): void {
  const { extent, available } = hdu.record;
  const length = Math.min(inBlocks(extent.bytes), available) - extent.bytes;
  if (length <= 0) return;
  const wanted = hdu.kind === "ascii table" ? 0x20 : 0;
  if (hdu.dataBytes(extent.bytes, length).some((byte) => byte !== wanted)) {
    report("warning", "DATA_FILL", `Behind the data the block is not filled with ${wanted === 0 ? "zeros" : "blanks"}`);
  }
}
