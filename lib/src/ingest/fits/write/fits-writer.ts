import { fitsError } from "../fits-error";
import type { Hdu } from "../hdu/hdu";
import { isComplete } from "../hdu/is-complete";
import { inBlocks } from "../header/block";
import { Header } from "../header/header";
import type { NumberArray, StoredArray } from "../image/pixel-array";
import { bigEndianBytes } from "../image/swap-bytes";
import { asciiTable } from "./ascii-table";
import type { ByteSink } from "./byte-sink";
import type { ColumnContent } from "./column-layout";
import { HduWriter } from "./hdu-writer";
import { addIdentity, freeCards, withCards } from "./header-bytes";
import { type ImagePacking, packedHeader, packedRows, packingPlan } from "./packed-image";
import { plioImage } from "./plio-image";
import { storedImage } from "./stored-image";
import { type TableOptions, TableWriter } from "./table-writer";

/** An image to write. */
export interface ImageContent {
  /** Length of each axis, the slowest first. */
  shape: readonly number[];
  values: NumberArray;
}

/** What an image is written with besides its pixels. */
export interface ImageOptions {
  name?: string;
  version?: number;
  /** Cards about what the image holds; those about how it is stored are made anew. */
  header?: Header;
  /** The pixels are stored numbers: BSCALE, BZERO and BLANK of the header belong to them. */
  stored?: boolean;
  /** Pack the image tile by tile into a table; an empty primary HDU comes before a first one. */
  packing?: ImagePacking;
}

/** Options of a whole file. */
export interface WriteOptions {
  /** Write DATASUM and CHECKSUM; true by default. */
  checksum?: boolean;
}

/** Elements turned at a time. */
const pieceElements = 1 << 17;

/**
 * Writes FITS to a sink, HDU by HDU. A table first in the file gets an empty primary HDU before it.
 *
 * @example
 * ```ts
 * import { FitsWriter, MemorySink, openFits } from "nightbook/fits";
 *
 * const sink = new MemorySink();
 * const writer = new FitsWriter(sink);
 * const table = writer.table([{ name: "TIME", unit: "s", values: Float64Array.of(1, 2) }], { name: "EVENTS" });
 * table.append([{ name: "TIME", values: Float64Array.of(1, 2) }]);
 * table.append([{ name: "TIME", values: Float64Array.of(3) }]);
 * writer.end();
 * openFits(sink.bytes()).table("EVENTS").length; // => 3
 * ```
 */
export class FitsWriter {
  readonly #checksum: boolean;
  #offset = 0;
  #open: TableWriter | undefined;

  constructor(
    readonly sink: ByteSink,
    { checksum = true }: WriteOptions = {},
  ) {
    this.#checksum = checksum;
  }

  /**
   * Writes an image; the first one is the primary HDU.
   * @throws {RangeError} when the shape does not fit the number of values, or the packing does not fit the image
   */
  image(content: ImageContent, wanted: ImageOptions = {}): void {
    this.#close();
    const isPlio = wanted.packing?.algorithm === "PLIO_1";
    const { image, options } = isPlio ? plioImage(content, wanted) : { image: content, options: wanted };
    const { shape, values } = image;
    const { stored, header } = storedImage(shape, values, this.#offset === 0, options.stored === true);
    if (options.packing && stored.length > 0) {
      this.#packedImage(shape, stored, header, options.packing, options);
      return;
    }
    addIdentity(header, options);
    if (options.header) withCards(header, freeCards(options.header, options.stored ? "stored image" : "image"));
    const out = new HduWriter(this.sink, this.#offset, header, { checksum: this.#checksum });
    for (let at = 0; at < stored.length; at += pieceElements) {
      out.write(bigEndianBytes(stored.subarray(at, at + pieceElements)));
    }
    this.#offset = out.end();
  }

  #packedImage(
    shape: readonly number[],
    stored: StoredArray,
    image: Header,
    packing: ImagePacking,
    { name = "COMPRESSED_IMAGE", version, header: more, stored: isStored }: ImageOptions,
  ): void {
    const plan = packingPlan(shape, stored, packing);
    const header = packedHeader(image, plan);
    const ofImage = more ? freeCards(more, isStored ? "stored image" : "image") : new Header();
    for (const keyword of ["BSCALE", "BZERO"]) {
      const value = image.get(keyword);
      if (value !== undefined) header.set(keyword, value);
    }
    withCards(header, ofImage);
    let table: Pick<TableWriter, "append"> | undefined;
    for (const rows of packedRows(shape, stored, plan)) {
      if (table) table.append(rows);
      else table = this.table(rows, { name, version, header });
    }
    this.#close();
  }

  /** Writes an HDU without data, the primary one or an extension. */
  header(header: Header, options: Pick<ImageOptions, "name" | "version"> = {}): void {
    this.image({ shape: [], values: new Uint8Array(0) }, { ...options, header });
  }

  /**
   * Begins a binary table; it is complete when the next HDU begins or the file ends.
   * @param columns say names, types and units; their values are not written
   */
  table(columns: readonly ColumnContent[], options: TableOptions = {}): Pick<TableWriter, "append"> {
    if (this.#offset === 0) this.header(new Header());
    this.#close();
    this.#open = new TableWriter(this.sink, this.#offset, columns, { ...options, checksum: this.#checksum });
    return this.#open;
  }

  /**
   * Writes an ASCII table, for programs that read no other. Binary tables are smaller, and exact without more digits.
   * @param columns texts and single numbers; reals get as many digits as tell them from their neighbours
   * @throws {RangeError} when a column is of another kind, or of another length than the first
   */
  asciiTable(columns: readonly ColumnContent[], options: TableOptions = {}): void {
    if (this.#offset === 0) this.header(new Header());
    this.#close();
    const { header, rows } = asciiTable(columns, options);
    const out = new HduWriter(this.sink, this.#offset, header, { checksum: this.#checksum, fill: 0x20 });
    out.write(rows);
    this.#offset = out.end();
  }

  /**
   * Copies an HDU as it stands in its file: the data byte by byte, the cards as they are but for the checksums.
   * @throws {NightbookError} `FITS_TRUNCATED` when a part of it is missing
   * @throws {RangeError} when it is a primary HDU and not the first one here, or an extension and the first
   */
  copy(hdu: Hdu): void {
    this.#close();
    const isFirst = this.#offset === 0;
    if (isFirst === hdu.header.has("XTENSION")) {
      throw new RangeError(`A primary HDU comes first, extensions follow: ${hdu.label}`);
    }
    if (!isComplete(hdu)) {
      throw fitsError("FITS_TRUNCATED", "a part of the HDU is missing, so that it cannot be copied", {
        part: hdu.label,
      });
    }
    const { bytes } = hdu.record.extent;
    const fill = hdu.kind === "ascii table" ? 0x20 : 0;
    const hasSums = hdu.header.has("CHECKSUM") || hdu.header.has("DATASUM");
    const header = hdu.header.copy();
    const out = new HduWriter(this.sink, this.#offset, header, { checksum: this.#checksum || hasSums, fill });
    const piece = 1 << 20;
    const buffer = new Uint8Array(Math.min(piece, inBlocks(bytes)));
    for (let at = 0; at < bytes; at += piece) out.write(hdu.dataBytes(at, Math.min(piece, bytes - at), buffer));
    this.#offset = out.end();
  }

  /** Completes the file. An empty file becomes a primary HDU without data. */
  end(): void {
    if (this.#offset === 0) this.header(new Header());
    this.#close();
  }

  #close(): void {
    if (this.#open) this.#offset = this.#open.end();
    this.#open = undefined;
  }
}
