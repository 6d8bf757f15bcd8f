import { cardLength } from "../cards/card";
import { formatCard } from "../cards/format-card";
import { blockLength, inBlocks } from "../header/block";
import type { Header } from "../header/header";

/**
 * A header as whole blocks. Cards that were read and not changed come out as they stood in the file.
 * @throws {RangeError} when a card cannot be written
 */
export function headerBytes(header: Header): Uint8Array {
  const text = header.cards.map(formatCard).join("") + "END".padEnd(cardLength);
  const bytes = new Uint8Array(Math.max(blockLength, inBlocks(text.length))).fill(0x20);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Keywords that say how an HDU is stored: they are made anew, never taken over. */
const structural = /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|TFIELDS|THEAP|DATASUM|CHECKSUM|END)$/;
const ofColumns = /^(TTYPE|TFORM|TUNIT|TNULL|TSCAL|TZERO|TDIM|TDISP|TBCOL|TCOMM)\d+$/;

/** The cards of a header that are about what an HDU holds, not about how it is stored. */
export function freeCards(header: Header, kind: "image" | "table" | "stored image"): Header {
  const isScaling = (keyword: string) => /^(BSCALE|BZERO|BLANK)$/.test(keyword);
  return header.copy(({ keyword }) => {
    if (structural.test(keyword) || keyword === "EXTNAME" || keyword === "EXTVER") return false;
    return kind === "table" ? !ofColumns.test(keyword) : kind === "stored image" || !isScaling(keyword);
  });
}

/** Header of a beginning HDU: what it is, and name and version of an extension. */
export function addIdentity(header: Header, { name, version }: { name?: string; version?: number }): void {
  if (name !== undefined && name !== "" && !(name === "PRIMARY" && !header.has("XTENSION")))
    header.set("EXTNAME", name);
  if (version !== undefined && version !== 1) header.set("EXTVER", version);
}

/** Appends the cards of another header as they are. */
export function withCards(header: Header, more: Header): typeof header {
  for (const card of more.cards) header.add(card);
  return header;
}
