import { fitsError } from "../fits-error";
import { Hdu, type HduRecord } from "../hdu/hdu";
import type { Header } from "../header/header";
import type { FitsImage } from "../image/image-hdu";
import { type PixelBlock, type StoredArray, storedArray } from "../image/pixel-array";
import { imageScaling, physicalValues } from "../image/scaling";
import { checkedSection, type Section, sectionShape } from "../image/section";
import { BinaryTableHdu } from "../table/binary-table-hdu";
import { unpackedImageHeader } from "./compressed-header";
import { decodeTile, type TileCoding, tileCoding } from "./decode-tile";
import { copyShared, TileGrid } from "./tile-grid";
import { TileRows } from "./tile-rows";

/** An image may have this many bytes whatever its packed length, and so many per packed byte. */
const always = 1 << 25;
const densest = 1024;

/** An image packed tile by tile into a binary table. */
export class CompressedImageHdu extends Hdu implements FitsImage {
  /** The table that holds the packed tiles. */
  readonly packed: BinaryTableHdu;
  readonly shape: number[];
  /** Name of the algorithm as the header gives it: `RICE_1`, `GZIP_2`, … */
  readonly algorithm: string;
  /** Lengths of a tile, the slowest axis first. */
  readonly tileShape: readonly number[];
  readonly #coding: TileCoding;
  readonly #grid: TileGrid;
  #imageHeader: Header | undefined;

  constructor(record: HduRecord) {
    super("compressed image", record);
    const { header } = record;
    this.packed = new BinaryTableHdu(record);
    const damaged = (what: string) => fitsError("FITS_DAMAGED", what, { part: this.label });
    const axes = header.integer("ZNAXIS") ?? -1;
    if (axes < 0 || axes > 99) throw damaged(`ZNAXIS cannot be ${String(header.get("ZNAXIS"))}`);
    const lengths = Array.from({ length: axes }, (_, i) => header.integer(`ZNAXIS${i + 1}`) ?? -1);
    const tile = lengths.map((length, i) => header.integer(`ZTILE${i + 1}`) ?? (i === 0 ? Math.max(1, length) : 1));
    if (lengths.some((length) => length < 0) || tile.some((length) => length < 1)) {
      throw damaged("the lengths of image or tile (ZNAXISn, ZTILEn) are impossible");
    }
    this.shape = lengths.reverse();
    this.tileShape = tile.reverse().map((length, axis) => Math.min(length, Math.max(1, this.shape[axis])));
    this.#coding = tileCoding(header, this.label);
    this.algorithm = this.#coding.algorithm;
    this.#grid = new TileGrid(this.shape, this.tileShape);
    const pixels = this.shape.reduce((product, length) => product * length, axes > 0 ? 1 : 0);
    const needed = axes === 0 ? 0 : this.#grid.length;
    if (needed > this.packed.length) {
      throw damaged(`the image has ${needed} tiles, the table ${this.packed.length} rows`);
    }
    const bytes = (pixels * Math.abs(this.#coding.bitpix)) / 8;
    if (!(bytes <= Math.max(always, densest * record.available))) {
      throw fitsError("FITS_TOO_LARGE", `${record.available} bytes cannot hold ${pixels} pixels`, { part: this.label });
    }
  }

  /** `EXTNAME` of the image; packers give one of their own to the table. */
  override get name(): string {
    const names = this.header.all("EXTNAME").filter((name) => typeof name === "string");
    return names.find((name) => name !== "COMPRESSED_IMAGE") ?? names[0] ?? "";
  }

  override get hasData(): boolean {
    return this.shape.length > 0;
  }

  get imageHeader(): Header {
    this.#imageHeader ??= unpackedImageHeader(this.header);
    return this.#imageHeader;
  }

  /**
   * Physical numbers, as {@link ImageHdu.read} gives them; only the tiles that the section touches are unpacked.
   * @throws {NightbookError} `FITS_DAMAGED` when a tile cannot be unpacked
   */
  read(section?: Partial<Section>): PixelBlock {
    const { shape, values } = this.readStored(section);
    return { shape, values: physicalValues(values, imageScaling(this.imageHeader)) };
  }

  readStored(section?: Partial<Section>): { shape: number[]; values: StoredArray } {
    const part = checkedSection(this.shape, section);
    const shape = sectionShape(part);
    const count = this.hasData ? shape.reduce((product, length) => product * length, 1) : 0;
    const values = storedArray(this.#coding.bitpix, count);
    if (count === 0) return { shape, values };
    const rows = new TileRows(this.packed);
    for (const tile of this.#grid.over(part)) {
      const tileSection = this.#grid.section(tile);
      const pixels = sectionShape(tileSection).reduce((product, length) => product * length, 1);
      const decoded = this.#decode(rows, tile, pixels);
      copyShared<StoredArray>({ section: tileSection, values: decoded }, { section: part, values });
    }
    return { shape, values };
  }

  #decode(rows: TileRows, tile: number, pixels: number): StoredArray {
    try {
      return decodeTile(rows.row(tile), pixels, tile, this.#coding, this.record.codecs);
    } catch (cause) {
      const reason = (cause as Error).message.replace("Cannot read the FITS file: ", "");
      throw fitsError("FITS_DAMAGED", `tile ${tile}: ${reason}`, { part: this.label });
    }
  }
}
