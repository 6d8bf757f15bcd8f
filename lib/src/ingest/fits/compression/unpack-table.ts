import { fitsError } from "../fits-error";
import type { Header } from "../header/header";
import { bigEndianBytes } from "../image/swap-bytes";
import type { Codecs } from "../packing/codecs";
import type { BinaryTableHdu } from "../table/binary-table-hdu";
import { bytesOf, elementBytes, type FormatCode } from "../table/column-format";
import type { BinaryColumn } from "../table/table-column";
import { unpackRice } from "./rice";
import { unshuffle } from "./shuffle";
import { TileRows } from "./tile-rows";

/** A table may have this many bytes whatever its packed length, and so many per packed byte. */
const always = 1 << 26;
const densest = 2048;

/**
 * Rows and heap of a table whose columns were packed tile by tile.
 *
 * @param packed the table that holds the packed columns, a row per tile
 * @param columns of the table as it was
 * @param header of the table as it was
 * @returns the data unit as it was
 * @throws {NightbookError} `FITS_DAMAGED`, `FITS_TOO_LARGE`
 * @see [Pence2010] section 10.3
 */
export function unpackTable(packed: BinaryTableHdu, columns: readonly BinaryColumn[], header: Header): Uint8Array {
  const part = packed.label;
  const [rowBytes, rows] = [header.integer("NAXIS1") ?? 0, header.integer("NAXIS2") ?? 0];
  const tileRows = packed.header.integer("ZTILELEN") ?? rows;
  const heapStart = header.integer("THEAP") ?? rowBytes * rows;
  const length = heapStart + (header.integer("PCOUNT") ?? 0) - Math.max(0, heapStart - rowBytes * rows);
  if (!(length >= 0 && length <= Math.max(always, densest * packed.record.available))) {
    throw fitsError("FITS_TOO_LARGE", `${packed.record.available} bytes cannot hold ${length}`, { part });
  }
  if (!(tileRows > 0) && rows > 0) throw fitsError("FITS_DAMAGED", `ZTILELEN cannot be ${tileRows}`, { part });
  const tiles = rows === 0 ? 0 : Math.ceil(rows / tileRows);
  if (tiles > packed.length) throw fitsError("FITS_DAMAGED", `${tiles} tiles, but ${packed.length} rows`, { part });
  const bytes = new Uint8Array(Math.max(length, rowBytes * rows));
  const reader = new PackedCells(packed);
  for (let tile = 0; tile < tiles; tile++) {
    const count = Math.min(tileRows, rows - tile * tileRows);
    for (const column of columns) {
      try {
        const cells = reader.cells(tile, column, count, { bytes, heapStart });
        const target = tile * tileRows * rowBytes + column.offset;
        for (let row = 0; row < count; row++) {
          bytes.set(cells.subarray(row * column.bytes, (row + 1) * column.bytes), target + row * rowBytes);
        }
      } catch (cause) {
        const reason = (cause as Error).message.replace("Cannot read the FITS file: ", "");
        throw fitsError("FITS_DAMAGED", `tile ${tile} of column ${column.name}: ${reason}`, { part });
      }
    }
  }
  return bytes;
}

/** Unpacks cells of a column, tile by tile. */
class PackedCells {
  readonly #codecs: Codecs;

  constructor(readonly packed: BinaryTableHdu) {
    this.#codecs = packed.record.codecs;
  }

  /** The cells of a column in one tile, one after the other as they stood in the rows. */
  cells(tile: number, column: BinaryColumn, count: number, to: { bytes: Uint8Array; heapStart: number }): Uint8Array {
    const { layout, index, bytes } = column;
    const packed = new TileRows(this.packed).arrayAt(tile, index);
    const method = this.packed.header.text(`ZCTYP${index + 1}`) ?? "GZIP_2";
    if (count * bytes === 0) return new Uint8Array(0);
    if (layout.element !== undefined) return this.#variable(packed, column, method, count, to);
    return this.#unpack(packed, method, layout.code, count * bytes);
  }

  #unpack(packed: Uint8Array, method: string, code: FormatCode, length: number): Uint8Array {
    // CFITSIO, whose form this is, leaves the bytes of complex numbers in their order.
    const width = code === "C" || code === "M" ? 1 : elementBytes[code];
    const unpacked = this.#method(packed, method, width, length);
    if (unpacked.length !== length) throw fitsError("FITS_DAMAGED", `${unpacked.length} bytes instead of ${length}`);
    return unpacked;
  }

  #method(packed: Uint8Array, method: string, width: number, length: number): Uint8Array {
    if (method === "GZIP_1") return this.#codecs.gunzip(packed, length);
    if (method === "GZIP_2") return unshuffle(this.#codecs.gunzip(packed, length), width);
    if (method === "NOCOMPRESS") return packed;
    if (method !== "RICE_1") throw fitsError("FITS_UNSUPPORTED", `columns packed with ${method} cannot be read`);
    const whole = unpackRice(packed, length / width, width, 32);
    return bigEndianBytes(width === 1 ? Uint8Array.from(whole) : width === 2 ? Int16Array.from(whole) : whole);
  }

  /**
   * Arrays of variable length are packed one by one; the cell of the tile holds where they were, followed by where
   * they are, all packed with gzip. This is the order in which CFITSIO writes them.
   */
  #variable(
    packed: Uint8Array,
    { layout, bytes }: BinaryColumn,
    method: string,
    count: number,
    to: { bytes: Uint8Array; heapStart: number },
  ): Uint8Array {
    const element = layout.element as FormatCode;
    const unpacked = this.#codecs.gunzip(packed, count * (16 + bytes));
    if (unpacked.length !== count * (16 + bytes)) throw fitsError("FITS_DAMAGED", "its descriptors are incomplete");
    const view = new DataView(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
    const originals = unpacked.subarray(0, count * bytes);
    const at = count * bytes;
    for (let row = 0; row < count; row++) {
      const [size, place] = [Number(view.getBigInt64(at + 16 * row)), Number(view.getBigInt64(at + 16 * row + 8))];
      const wide = layout.code === "Q";
      const original = row * bytes;
      const elements = wide ? Number(view.getBigInt64(original)) : view.getUint32(original);
      const offset = wide ? Number(view.getBigInt64(original + 8)) : view.getUint32(original + 4);
      const length = bytesOf(element, elements);
      if (length === 0) continue;
      if (!(size > 0 && place >= 0 && place + size <= this.packed.rows.heapLength)) {
        throw fitsError("FITS_DAMAGED", `row ${row} of the tile: its bytes lie outside the heap`);
      }
      const end = to.heapStart + offset + length;
      if (!(offset >= 0 && length > 0 && end <= to.bytes.length)) {
        throw fitsError("FITS_DAMAGED", `row ${row} of the tile: its array lies outside the heap`);
      }
      const array = this.packed.rows.heap(place, size);
      // A packed array that would not be shorter is stored as it is.
      const plain = size === length ? array : this.#unpack(array, method, element, length);
      to.bytes.set(plain, end - length);
    }
    return originals;
  }
}
