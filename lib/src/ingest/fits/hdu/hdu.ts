import type { ByteSource } from "../byte-source";
import { type ChecksumState, verifyChecksums } from "../checksum/verify-checksums";
import { fitsError } from "../fits-error";
import type { DataExtent } from "../header/data-extent";
import type { Header } from "../header/header";
import type { Codecs } from "../packing/codecs";

/** Where an HDU lies in its file, and what its header says. */
export interface HduRecord {
  /** Zero-based place in the file. */
  index: number;
  header: Header;
  /** The header as it stands in the file, whole blocks. */
  headerBytes: Uint8Array;
  headerOffset: number;
  dataOffset: number;
  /** What the header declares about the data. */
  extent: DataExtent;
  /** Bytes from the beginning of the data to the next HDU or the end of the file. */
  available: number;
  source: ByteSource;
  codecs: Codecs;
}

/** What an HDU holds. `damaged`: its header does not say how much data there is. */
export type HduKind =
  | "image"
  | "compressed image"
  | "binary table"
  | "compressed table"
  | "ascii table"
  | "random groups"
  | "foreign"
  | "damaged";

/** A header and its data unit: one part of a FITS file. */
export class Hdu {
  constructor(
    readonly kind: HduKind,
    /** Where it lies. */
    readonly record: HduRecord,
  ) {}

  /** Zero-based place in the file. */
  get index(): number {
    return this.record.index;
  }

  /** Its header as it stands in the file. */
  get header(): Header {
    return this.record.header;
  }

  /** `EXTNAME`; `PRIMARY` for a first HDU without; else empty. */
  get name(): string {
    return this.header.text("EXTNAME") ?? (this.index === 0 ? "PRIMARY" : "");
  }

  /** `EXTVER`, 1 when it is not given. */
  get version(): number {
    return this.header.integer("EXTVER") ?? 1;
  }

  /** True when there are data, be they of length zero. */
  get hasData(): boolean {
    return this.record.extent.axes.length > 0;
  }

  /**
   * Bytes of the data unit as they stand in the file, big-endian, without conversion.
   * @param offset from the beginning of the data unit
   * @param length how many bytes
   * @throws {NightbookError} `FITS_TRUNCATED` when the file ends before
   */
  dataBytes(offset = 0, length: number = this.record.extent.bytes - offset, buffer?: Uint8Array): Uint8Array {
    const { source, dataOffset } = this.record;
    const there = Math.max(0, Math.min(length, this.record.available - offset));
    const bytes = there < length ? new Uint8Array(0) : source.read(dataOffset + offset, length, buffer);
    if (bytes.length === length) return bytes;
    throw fitsError("FITS_TRUNCATED", `the file ends ${length - there} bytes before the end of the data asked for`, {
      part: this.label,
      offset: Math.min(dataOffset + offset, source.size),
    });
  }

  /** What to call the HDU in a message. */
  get label(): string {
    return this.name === "" ? `HDU ${this.index}` : `HDU ${this.index} (${this.name})`;
  }

  /** Compares `DATASUM` and `CHECKSUM` with the bytes of the file. */
  verifyChecksums(): { datasum: ChecksumState; checksum: ChecksumState } {
    return verifyChecksums(this.record);
  }
}

/** An HDU whose header does not tell how much data follows; its cards can be read. */
export class DamagedHdu extends Hdu {
  constructor(
    record: HduRecord,
    /** What is wrong with the header. */
    readonly error: Error,
  ) {
    super("damaged", record);
  }
}
