import { concatenatedBytes } from "../../../core/concatenated";
import { latin1 } from "../../../core/text/latin1";
import type { ByteSource } from "../byte-source";
import { cardLength } from "../cards/card";
import { cardImages, isEnd } from "../cards/read-cards";
import { blockLength } from "./block";
import { Header } from "./header";

/** A header as it was found in a file. */
export interface FoundHeader {
  header: Header;
  /** Its bytes as they stand in the file, whole blocks. */
  bytes: Uint8Array;
  /** What is wrong with its layout, sentences without a full stop. */
  faults: { code: string; message: string }[];
}

/** No header that people write is as long; without a limit, a file without END would be read to its end. */
const longestHeader = 20_000 * blockLength;

/** Blocks that are read at first: most headers of tables fit. */
const firstBlocks = 4;

/**
 * Reads the header that begins at an offset.
 * @returns the header; `undefined` when no END stands where one could be
 */
export function readHeader(source: ByteSource, offset: number): FoundHeader | undefined {
  const pieces: Uint8Array[] = [];
  const limit = Math.min(longestHeader, source.size - offset);
  for (let at = 0, blocks = firstBlocks; at < limit; blocks = Math.min(64, 2 * blocks)) {
    const piece = source.read(offset + at, Math.min(blocks * blockLength, limit - at)).slice();
    if (piece.length === 0) return undefined;
    pieces.push(piece);
    const end = endIn(piece);
    if (end === "none") return undefined;
    at += piece.length;
    if (end === undefined) continue;
    const before = at - piece.length;
    const whole = pieces.length === 1 ? pieces[0] : concatenatedBytes(pieces);
    const bytes = whole.subarray(0, before + Math.ceil((end + cardLength) / blockLength) * blockLength);
    return { header: new Header(cardImages(bytes)), bytes, faults: faultsOf(bytes, before + end) };
  }
  return undefined;
}

/** Offset of the END record; `none` when a record shows that this is no header. */
function endIn(bytes: Uint8Array): number | undefined | "none" {
  for (let at = 0; at + cardLength <= bytes.length; at += cardLength) {
    if (bytes[at] === 0x45 && bytes[at + 1] === 0x4e && bytes[at + 2] === 0x44) {
      if (isEnd(latin1(bytes, at, at + cardLength))) return at;
    }
    // Keywords have no control characters: anything with them is data.
    for (let i = 0; i < 8; i++) if (bytes[at + i] < 0x20) return "none";
  }
  return undefined;
}

function faultsOf(bytes: Uint8Array, end: number): FoundHeader["faults"] {
  const faults: FoundHeader["faults"] = [];
  if (bytes.length % blockLength !== 0) {
    faults.push({ code: "HEADER_CUT", message: "The header does not fill whole blocks of 2880 bytes" });
  }
  if (!areBlanks(bytes, end + 3)) {
    faults.push({ code: "HEADER_FILL", message: "There is something other than blanks behind END" });
  }
  const odd = firstUnprintable(bytes, end);
  if (odd >= 0) {
    const message = `Byte ${odd} of the header is not printable ASCII`;
    faults.push({ code: "HEADER_NOT_ASCII", message });
  }
  return faults;
}

// Loops: a function called for each byte would take most of the time of opening a file.
function firstUnprintable(bytes: Uint8Array, end: number): number {
  for (let i = 0; i < end; i++) if (bytes[i] < 0x20 || bytes[i] > 0x7e) return i;
  return -1;
}

function areBlanks(bytes: Uint8Array, start: number): boolean {
  for (let i = start; i < bytes.length; i++) if (bytes[i] !== 0x20) return false;
  return true;
}
