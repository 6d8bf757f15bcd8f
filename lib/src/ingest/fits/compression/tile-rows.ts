import { fitsError } from "../fits-error";
import type { BinaryTableHdu } from "../table/binary-table-hdu";
import { bytesOf } from "../table/column-format";
import type { BinaryColumn } from "../table/table-column";

/** What the table holds about one tile. */
export interface TileRow {
  /** Packed with the algorithm of the image. */
  packed: Uint8Array;
  /** Packed losslessly with gzip, when the algorithm could not be used. */
  gzipped: Uint8Array;
  /** Not packed at all, big-endian. */
  plain: Uint8Array;
  /** Real numbers: scale, zero and blank of the tile. */
  scale?: number;
  zero?: number;
  blank?: number;
}

const none = new Uint8Array(0);

/** Reads the rows of the table of a packed image one by one. */
export class TileRows {
  readonly #columns: Map<string, BinaryColumn>;

  constructor(readonly table: BinaryTableHdu) {
    this.#columns = new Map(table.columns.map((column) => [column.name.toUpperCase(), column]));
  }

  /** The row of a tile. */
  row(tile: number): TileRow {
    const { rows } = this.table;
    const bytes = rows.rows(tile, 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return {
      packed: this.#array(view, "COMPRESSED_DATA"),
      gzipped: this.#array(view, "GZIP_COMPRESSED_DATA"),
      plain: this.#array(view, "UNCOMPRESSED_DATA"),
      scale: this.#number(view, "ZSCALE"),
      zero: this.#number(view, "ZZERO"),
      blank: this.#number(view, "ZBLANK"),
    };
  }

  /** Bytes that one cell holds or points to. */
  arrayAt(tile: number, index: number): Uint8Array {
    const bytes = this.table.rows.rows(tile, 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.#bytes(view, this.table.columns[index]);
  }

  #array(view: DataView, name: string): Uint8Array {
    const column = this.#columns.get(name);
    return column === undefined ? none : this.#bytes(view, column);
  }

  #bytes(view: DataView, column: BinaryColumn): Uint8Array {
    const { code, element, repeat } = column.layout;
    if (element === undefined) {
      const { buffer, byteOffset } = view;
      return new Uint8Array(buffer, byteOffset + column.offset, column.bytes);
    }
    if (repeat === 0) return none;
    const wide = code === "Q";
    const at = column.offset;
    const length = wide ? Number(view.getBigInt64(at)) : view.getUint32(at);
    const offset = wide ? Number(view.getBigInt64(at + 8)) : view.getUint32(at + 4);
    if (length === 0) return none;
    const size = bytesOf(element, length);
    if (!(length > 0 && offset >= 0 && offset + size <= this.table.rows.heapLength)) {
      throw fitsError("FITS_DAMAGED", `its bytes lie outside the heap (${size} bytes from ${offset})`);
    }
    return this.table.rows.heap(offset, size);
  }

  #number(view: DataView, name: string): number | undefined {
    const column = this.#columns.get(name);
    switch (column?.layout.code) {
      case "D":
        return view.getFloat64(column.offset);
      case "E":
        return view.getFloat32(column.offset);
      case "J":
        return view.getInt32(column.offset);
      case "I":
        return view.getInt16(column.offset);
      case "B":
        return view.getUint8(column.offset);
      case "K":
        return Number(view.getBigInt64(column.offset));
      default:
        return undefined;
    }
  }
}
