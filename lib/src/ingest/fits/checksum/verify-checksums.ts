import type { HduRecord } from "../hdu/hdu";
import { inBlocks } from "../header/block";
import { OnesComplementSum } from "./ones-complement-sum";

/** Whether a checksum agrees with the bytes. */
export type ChecksumState = "ok" | "bad" | "absent";

const pieceLength = 1 << 20;

/**
 * Compares `DATASUM` and `CHECKSUM` of an HDU with its bytes, reading the data piece by piece.
 * @see [Pence2010] section 4.4.2.7
 */
export function verifyChecksums(record: HduRecord): { datasum: ChecksumState; checksum: ChecksumState } {
  const { header, headerBytes } = record;
  const written = header.get("DATASUM");
  const declared = typeof written === "string" && /^\d+$/.test(written.trim()) ? Number(written) : written;
  const hasDatasum = header.has("DATASUM");
  const hasChecksum = header.has("CHECKSUM");
  if (!hasDatasum && !hasChecksum) return { datasum: "absent", checksum: "absent" };
  const data = dataSum(record);
  const whole = data === undefined ? undefined : new OnesComplementSum().add(headerBytes).add(bigEndian(data)).value;
  return {
    datasum: !hasDatasum ? "absent" : data !== undefined && declared === data ? "ok" : "bad",
    checksum: !hasChecksum ? "absent" : whole === 0 || whole === 0xffffffff ? "ok" : "bad",
  };
}

/** The sum of the data unit with its filling; `undefined` when the file ends before. */
export function dataSum(record: HduRecord): number | undefined {
  const { source, dataOffset, extent, available } = record;
  const length = inBlocks(extent.bytes);
  if (length > available) return undefined;
  const sum = new OnesComplementSum();
  const buffer = new Uint8Array(Math.min(pieceLength, length));
  for (let at = 0; at < length; at += pieceLength) {
    const wanted = Math.min(pieceLength, length - at);
    const piece = source.read(dataOffset + at, wanted, buffer);
    if (piece.length < wanted) return undefined;
    sum.add(piece);
  }
  return sum.value;
}

function bigEndian(word: number): Uint8Array {
  return Uint8Array.of(word >>> 24, word >>> 16, word >>> 8, word);
}
