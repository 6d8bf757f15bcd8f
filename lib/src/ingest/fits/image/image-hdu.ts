import { fitsError } from "../fits-error";
import { Hdu, type HduRecord } from "../hdu/hdu";
import type { Header } from "../header/header";
import { type PixelBlock, type StoredArray, storedArray } from "./pixel-array";
import { imageScaling, physicalValues } from "./scaling";
import { checkedSection, forEachRun, type Section, sectionShape } from "./section";
import { swapBytes } from "./swap-bytes";

/** What images have in common, packed ones too. */
export interface FitsImage {
  readonly label: string;
  /** The header of the image itself: of a packed one as it was before packing. */
  readonly imageHeader: Header;
  /** Length of each axis, the slowest first: NAXISn … NAXIS1; empty when there are no data. */
  readonly shape: number[];
  /** Physical numbers of the image or of a section of it. */
  read(section?: Partial<Section>): PixelBlock;
  /** Numbers as they are stored, without BSCALE, BZERO and BLANK. */
  readStored(section?: Partial<Section>): { shape: number[]; values: StoredArray };
}

/** Longest array that can be asked for; longer images are read in sections. */
const mostElements = 2 ** 32 - 2;

/** A primary HDU or an IMAGE extension. */
export class ImageHdu extends Hdu implements FitsImage {
  readonly shape: number[];

  constructor(record: HduRecord) {
    super("image", record);
    this.shape = [...record.extent.axes].reverse();
  }

  get imageHeader(): Header {
    return this.header;
  }

  /**
   * Physical numbers: `BZERO + BSCALE × stored`, unsigned where the header says so, NaN where `BLANK` stands.
   * @param section which part; everything by default
   * @throws {NightbookError} `FITS_TRUNCATED` when the file ends before the section does
   * @throws {RangeError} when the section is not inside the image
   */
  read(section?: Partial<Section>): PixelBlock {
    const { shape, values } = this.readStored(section);
    return { shape, values: physicalValues(values, imageScaling(this.header)) };
  }

  readStored(section?: Partial<Section>): { shape: number[]; values: StoredArray } {
    const part = checkedSection(this.shape, section);
    const shape = sectionShape(part);
    const count = this.hasData ? shape.reduce((product, length) => product * length, 1) : 0;
    const { bitpix } = this.record.extent;
    const width = Math.abs(bitpix) / 8;
    this.#checkRoom(count * width);
    const values = storedArray(bitpix, count);
    let done = 0;
    if (count > 0) {
      forEachRun(this.shape, part, (element, length) => {
        const target = values.subarray(done, done + length);
        this.#readRun(element * width, target, width);
        done += length;
      });
    }
    return { shape, values };
  }

  /** A run in pieces that stay in the processor's cache. */
  #readRun(offset: number, target: StoredArray, width: number): void {
    const piece = 1 << 20;
    const buffer = new Uint8Array(Math.min(piece, target.byteLength));
    for (let at = 0; at < target.byteLength; at += piece) {
      const length = Math.min(piece, target.byteLength - at);
      const bytes = this.dataBytes(offset + at, length, buffer);
      swapBytes(bytes, new Uint8Array(target.buffer, target.byteOffset + at, length), width);
    }
  }

  #checkRoom(bytes: number): void {
    if (bytes > this.record.available) {
      throw fitsError(
        "FITS_TRUNCATED",
        `${this.record.available} of ${bytes} bytes of the image are there`,
        { part: this.label },
        "Copy the file again from its source, or read a section of the image that is there",
      );
    }
    if (bytes > mostElements) {
      throw fitsError(
        "FITS_TOO_LARGE",
        `the image of ${bytes} bytes does not fit one array`,
        { part: this.label },
        "Read it in sections: read({ start, end })",
      );
    }
  }
}
