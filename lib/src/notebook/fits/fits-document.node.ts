import { type Chart, type ImageOptions, imageChart } from "../../charts";
import { type Displayable, displaySymbol, type MimeBundle } from "../../core/display";
import { isNightbookError } from "../../core/errors";
import {
  type CelestialWcs,
  celestialWcs,
  type FitsFile,
  type FitsImage,
  type Header,
  type PixelBlock,
  type RowRange,
  type Section,
} from "../../ingest/fits";
import { Records } from "../records/records";
import { columnTable, hduTable } from "./describe";
import { headerFacts } from "./header-facts";
import { type OpenFitsOptions, openFitsPath } from "./open-fits.node";

/** An image of a FITS file. It draws itself with colour bar and sky coordinates. */
export class FitsPicture implements Displayable {
  constructor(
    readonly name: string,
    /** The image in its file. */
    readonly image: FitsImage,
  ) {}

  /** Length of each axis, the slowest first. */
  get shape(): readonly number[] {
    return this.image.shape;
  }

  /** The header of the image. */
  get header(): Header {
    return this.image.imageHeader;
  }

  /** Where on the sky the pixels are; `undefined` when the header does not say, or in a way that is not known. */
  get wcs(): CelestialWcs | undefined {
    try {
      return celestialWcs(this.header);
    } catch (error) {
      if (isNightbookError(error) || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** The numbers, of a section if one is given. */
  read(section?: Partial<Section>): PixelBlock {
    return this.image.read(section);
  }

  /**
   * The picture. Of a cube one plane is shown.
   * @param options stretch, limits, title; `plane` numbers the leading axes, 0 by default
   * @throws {RangeError} when it has fewer than two axes
   */
  show(options: ImageOptions & { plane?: readonly number[] } = {}): Chart {
    const { shape } = this;
    if (shape.length < 2) throw new RangeError(`A picture needs two axes: ${shape.length}`);
    const planes = shape.slice(0, -2).map((_, axis) => options.plane?.[axis] ?? 0);
    const [rows, columns] = shape.slice(-2);
    const { values } = this.read({
      start: [...planes, 0, 0],
      end: [...planes.map((plane) => plane + 1), rows, columns],
    });
    const numbers =
      values instanceof BigInt64Array || values instanceof BigUint64Array ? Float64Array.from(values, Number) : values;
    const unit = this.header.text("BUNIT");
    return imageChart(
      { shape: [rows, columns], values: numbers, ...(unit ? { unit } : {}), wcs: this.wcs },
      { title: this.name, ...options },
    );
  }

  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    const isPicture = this.shape.length >= 2 && !this.shape.includes(0);
    if (!isPicture) return { "text/plain": `${this.name}: ${this.shape.join(" × ")} numbers` };
    return this.show()[displaySymbol]();
  }
}

/**
 * A FITS file on disk, read in parts as they are asked for. It draws itself as the list of its HDUs.
 * `file` gives everything that `nightbook/fits` has.
 */
export class FitsDocument implements Displayable {
  constructor(
    readonly path: string,
    /** The file with all its HDUs. */
    readonly file: FitsFile,
    readonly close: () => void,
  ) {}

  /** Names of the HDUs in order. */
  get names(): string[] {
    return this.file.hdus.map(({ name }) => name);
  }

  /** The header of an HDU, of the first one by default. */
  header(hdu: number | string = 0): Header {
    return this.file.hdu(hdu).header;
  }

  /** An image; the first one with data by default. */
  image(hdu?: number | string): FitsPicture {
    const image = this.file.image(hdu);
    return new FitsPicture(image.name === "" ? image.label : image.name, image);
  }

  /**
   * A table as records, the first one by default.
   * @param options which columns and rows; all by default
   */
  table(hdu?: number | string, options: RowRange & { columns?: readonly string[] } = {}): Records {
    const table = this.file.table(hdu);
    const { columns, ...rows } = options;
    const described = new Map(table.columns.map(({ name, description }) => [name, description]));
    const data = table.read(columns, rows);
    return new Records(
      data.map((column) => ({
        ...column,
        ...(described.get(column.name) ? { description: described.get(column.name) } : {}),
      })),
      { file: this.path, part: table.label },
      headerFacts(table.header),
    );
  }

  /** The columns of a table with units and descriptions. */
  columns(hdu?: number | string) {
    const table = this.file.table(hdu);
    return columnTable(table, table.label);
  }

  toString(): string {
    return hduTable(this.file, this.path).toString();
  }

  [displaySymbol](): MimeBundle {
    return hduTable(this.file, this.path)[displaySymbol]();
  }
}

/**
 * Opens a FITS file, also one packed with gzip or `compress`. Its headers are read now, data when they are asked for.
 *
 * @param path of the file
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `FITS_NOT_FITS`, `FITS_DAMAGED`, `FITS_TOO_LARGE`
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { ingest } from "nightbook";
 * import { writeFits } from "nightbook/fits";
 *
 * const path = `${mkdtempSync("/tmp/example-")}/small.fits`;
 * writeFileSync(path, writeFits([{ table: [{ name: "PI", values: Int16Array.of(7, 8) }], name: "EVENTS" }]));
 * const file = ingest.fits(path);
 * file.table("EVENTS").length; // => 2
 * file.close();
 * ```
 */
export function openFitsDocument(path: string, options: OpenFitsOptions = {}): FitsDocument {
  const { file, close } = openFitsPath(path, options);
  return new FitsDocument(path, file, close);
}
