import type { ByteSource } from "../byte-source";
import { blockLength } from "../header/block";

/** How far a lost header is looked for. */
const furthest = 100_000 * blockLength;
const pieceLength = 256 * blockLength;

/**
 * The next block that begins like an extension's header.
 * @param from a multiple of the block length
 */
export function nextExtension(
  source: ByteSource,
  from: number,
): { found: true; offset: number } | { found: false; hasContent: boolean } {
  const buffer = new Uint8Array(pieceLength);
  let hasContent = false;
  const limit = Math.min(source.size, from + furthest);
  for (let at = from; at < limit; at += pieceLength) {
    const piece = source.read(at, pieceLength, buffer);
    for (let block = 0; block < piece.length; block += blockLength) {
      if (isExtension(piece, block)) return { found: true, offset: at + block };
    }
    hasContent ||= piece.some((byte) => byte !== 0 && byte !== 0x20);
  }
  return { found: false, hasContent };
}

const start = Array.from("XTENSION= '", (character) => character.charCodeAt(0));

function isExtension(bytes: Uint8Array, at: number): boolean {
  return start.every((code, i) => bytes[at + i] === code);
}
