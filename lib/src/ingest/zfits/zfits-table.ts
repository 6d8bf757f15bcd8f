import { isNightbookError } from "../../core/errors";
import { fitsError } from "../fits/fits-error";
import type { Hdu } from "../fits/hdu/hdu";
import type { Header } from "../fits/header/header";
import type { NumberArray } from "../fits/image/pixel-array";
import type { ColumnData } from "../fits/table/column-data";
import { checkedRows, type RowRange } from "../fits/table/row-range";
import { type BlockUnpackers, unpackBlock } from "./codecs/unpack-block";
import { columnLayout, type ZfitsColumn } from "./column-layout";
import { joinTiles } from "./join-tiles";
import { type TileColumn, tileColumn } from "./tile-column";
import { setValue, type WalkedColumn } from "./walked-column";

/** A row: name of the column to its value. */
export type ZfitsRow = Record<string, NumberArray | string | number | bigint>;

/** A message: names of its fields to values, or to the messages inside it. */
export interface ZfitsMessage {
  [field: string]: NumberArray | string | number | bigint | ZfitsMessage;
}

/** Bytes of a tile before its first block. */
const tileHeaderBytes = 16;
/** Bytes of an entry of the catalogue. */
const entryBytes = 16;
/** Most bytes that one column of one tile may become. */
const mostTileBytes = 1 << 28;
/** Longest block whose memory is kept for the next. */
const mostKeptBytes = 1 << 26;

/** A table of messages, packed tile by tile and column by column; only what is asked for is unpacked. */
export class ZfitsTable {
  readonly columns: readonly ZfitsColumn[];
  /** Rows whose tiles are in the file. */
  readonly length: number;
  /** Rows that the header declares. */
  readonly declaredLength: number;
  /** Rows per tile; the last tile may have fewer. */
  readonly tileRows: number;
  readonly #catalogue: Float64Array;
  readonly #heap: number;
  /** What packed blocks are read into. */
  #block: Uint8Array = new Uint8Array(0);

  /** @throws {NightbookError} `FITS_DAMAGED`, `FITS_UNSUPPORTED` when the header cannot be followed */
  constructor(
    readonly hdu: Hdu,
    readonly unpackers: BlockUnpackers = {},
  ) {
    const { header } = hdu;
    const columns = columnLayout(header);
    if (columns === undefined) throw this.#error("FITS_DAMAGED", "a column has no name or a format of no meaning");
    if ((header.integer("ZSHRINK") ?? 1) > 1) {
      throw this.#error("FITS_UNSUPPORTED", "its catalogue leaves tiles out (ZSHRINK)");
    }
    this.columns = columns;
    this.declaredLength = header.integer("ZNAXIS2") ?? 0;
    this.tileRows = header.integer("ZTILELEN") ?? 0;
    if (this.declaredLength < 0 || this.tileRows < 1) throw this.#error("FITS_DAMAGED", "it declares no rows or tiles");
    this.#heap = header.integer("ZHEAPPTR") ?? header.integer("THEAP") ?? 0;
    this.#catalogue = this.#readCatalogue();
    const entries = 2 * columns.length;
    const tiles = entries === 0 ? 0 : this.#catalogue.length / entries;
    this.length = Math.min(this.declaredLength, tiles * this.tileRows);
  }

  /** EXTNAME. */
  get name(): string {
    return this.hdu.name;
  }

  /** Name of the message that each row holds, such as `DataModel.CameraEvent`. */
  get message(): string {
    return this.header.text("PBFHEAD") ?? "";
  }

  get header(): Header {
    return this.hdu.header;
  }

  /**
   * Values of one column.
   * @param name as written, or the zero-based number
   * @param rows which; all by default
   * @returns arrays of one length as cells of that shape, others with `offsets`; 64 bits as `BigInt64Array` or
   * `BigUint64Array`
   * @throws {NightbookError} `FITS_MISSING`, `FITS_DAMAGED`, `FITS_TOO_LARGE`, `FITS_UNSUPPORTED`
   */
  column(name: string | number, rows?: RowRange): ColumnData {
    const column = this.#find(name);
    const { start, end } = checkedRows(this.length, rows);
    const parts: { tile: TileColumn; from: number; to: number }[] = [];
    for (let tile = Math.floor(start / this.tileRows); tile * this.tileRows < end; tile++) {
      const first = tile * this.tileRows;
      const unpacked = this.#reader(tile, column)();
      parts.push({ tile: unpacked, from: Math.max(0, start - first), to: Math.min(unpacked.rows, end - first) });
    }
    return joinTiles(column, parts, end - start);
  }

  /**
   * Rows one after the other; one tile is in memory. Arrays share the memory of their tile: copy what is to be changed.
   * @param names of the columns to unpack; without them all, arrays when they are first looked at
   */
  *rows(names?: readonly (string | number)[], rows?: RowRange): Generator<ZfitsRow> {
    for (const { columns, row } of this.#walk(names, rows)) {
      const values: ZfitsRow = {};
      for (const column of columns) setValue(values, column.name, column, row);
      yield values;
    }
  }

  /** The same as the messages that were written, one inside the other. Columns of unknown messages stand side by side. */
  *messages(names?: readonly (string | number)[], rows?: RowRange): Generator<ZfitsMessage> {
    for (const { columns, row } of this.#walk(names, rows)) {
      const message: ZfitsMessage = {};
      for (const column of columns) {
        const { path } = column;
        let inside = message;
        for (let i = 0; i < path.length - 1; i++) inside = messageIn(inside, path[i]);
        setValue(inside, path[path.length - 1], column, row);
      }
      yield message;
    }
  }

  *#walk(names: readonly (string | number)[] | undefined, range: RowRange | undefined) {
    const wanted = names?.map((name) => this.#find(name)) ?? this.columns;
    const { start, end } = checkedRows(this.length, range);
    for (let row = start; row < end; ) {
      const tile = Math.floor(row / this.tileRows);
      const bytes = names === undefined ? this.#readTile(tile) : undefined;
      const columns = wanted.map((column): WalkedColumn => {
        const { name, path } = column;
        if (bytes && column.isArray) return { name, path, unpack: this.#reader(tile, column, bytes) };
        return { name, path, unpacked: this.#reader(tile, column, bytes)() };
      });
      const first = tile * this.tileRows;
      for (const last = Math.min(end, first + this.tileRows); row < last; row++) yield { columns, row: row - first };
    }
  }

  #find(name: string | number): ZfitsColumn {
    const found = this.columns.find((column) => column.name === name || column.index === name);
    if (found) return found;
    const names = this.columns.map((column) => column.name).join(", ");
    throw fitsError("FITS_MISSING", `there is no column ${name}`, { part: this.hdu.label }, `The table has ${names}`);
  }

  #rowsOf(tile: number): number {
    return Math.min(this.tileRows, this.declaredLength - tile * this.tileRows);
  }

  /** Lengths and places of the blocks of all tiles that are in the file. */
  #readCatalogue(): Float64Array {
    const { available } = this.hdu.record;
    const wanted = Math.ceil(this.declaredLength / this.tileRows);
    const declared = Math.max(0, this.header.integer("NAXIS2") ?? 0);
    const rowBytes = entryBytes * this.columns.length;
    if (rowBytes === 0) return new Float64Array(0);
    const tiles = Math.min(wanted, declared, Math.floor(available / rowBytes));
    const bytes = this.hdu.dataBytes(0, tiles * rowBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const entries = new Float64Array(2 * tiles * this.columns.length);
    for (let i = 0; i < entries.length; i++) entries[i] = Number(view.getBigInt64(8 * i));
    const perTile = 2 * this.columns.length;
    for (let tile = 0; tile < tiles; tile++) {
      for (let i = tile * perTile; i < (tile + 1) * perTile; i += 2) {
        if (this.#heap + entries[i + 1] + entries[i] > available) return entries.subarray(0, tile * perTile);
      }
    }
    return entries;
  }

  /** Bytes of a tile, their own and no view, from a place of the heap on; none when they lie too far from each other to be read at once. */
  #readTile(tile: number): { start: number; bytes: Uint8Array } {
    const entries = 2 * this.columns.length;
    let [start, end, total] = [Number.POSITIVE_INFINITY, 0, 0];
    for (let place = tile * entries; place < (tile + 1) * entries; place += 2) {
      const [size, offset] = [this.#catalogue[place], this.#catalogue[place + 1]];
      if (size <= 0) continue;
      start = Math.min(start, offset);
      end = Math.max(end, offset + size);
      total += size;
    }
    if (total === 0 || start < 0 || end - start > 2 * total || end - start > mostTileBytes)
      return { start: 0, bytes: new Uint8Array(0) };
    const room = this.unpackers.allocate?.(end - start);
    const bytes = this.hdu.dataBytes(this.#heap + start, end - start, room && new Uint8Array(room));
    return { start, bytes: bytes.buffer === room ? bytes : bytes.slice() };
  }

  /**
   * Reads the block of a column, and gives what unpacks it.
   * @param known bytes of the tile; without them the block is to be unpacked before another one is read
   */
  #reader(tile: number, column: ZfitsColumn, known?: { start: number; bytes: Uint8Array }): () => TileColumn {
    const rows = this.#rowsOf(tile);
    const place = 2 * (tile * this.columns.length + column.index);
    const [size, offset] = [this.#catalogue[place], this.#catalogue[place + 1]];
    if (size === 0) return () => tileColumn(column, new Uint8Array(0), rows);
    const part = `${this.hdu.label}, tile ${tile}, column ${column.name}`;
    const block = placing(part, () => {
      if (size < 0 || offset < 0) throw fitsError("FITS_DAMAGED", "the catalogue points before the data");
      if (column.index === 0) this.#checkTile(offset, rows);
      const at = offset - (known?.start ?? 0);
      if (known && at >= 0 && at + size <= known.bytes.length) return known.bytes.subarray(at, at + size);
      if (known) return this.hdu.dataBytes(this.#heap + offset, size).slice();
      return this.hdu.dataBytes(this.#heap + offset, size, this.#roomFor(size));
    });
    const limit = Math.min(mostTileBytes, 65536 + 4 * rows * (4 + column.repeat * column.elementBytes));
    return () => placing(part, () => tileColumn(column, unpackBlock(block, limit, this.unpackers), rows));
  }

  #roomFor(bytes: number): Uint8Array {
    if (bytes > this.#block.length && bytes <= Math.min(mostKeptBytes, this.hdu.record.source.size)) {
      this.#block = new Uint8Array(bytes);
    }
    return this.#block;
  }

  /** The header of the tile stands before the block of its first column. */
  #checkTile(offset: number, rows: number): void {
    const bytes = this.hdu.dataBytes(this.#heap + offset - tileHeaderBytes, tileHeaderBytes);
    const marker = String.fromCharCode(...bytes.subarray(0, 4));
    const stored = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
    if (marker !== "TILE" || stored !== rows) {
      throw fitsError("FITS_DAMAGED", `a tile of ${rows} rows does not begin as it should`);
    }
  }

  #error(code: "FITS_DAMAGED" | "FITS_UNSUPPORTED", reason: string): Error {
    return fitsError(code, reason, { part: this.hdu.label });
  }
}

/** The message inside of another; it takes the place of what is none, as only damaged headers have it. */
function messageIn(message: ZfitsMessage, name: string): ZfitsMessage {
  const known = message[name];
  if (typeof known === "object" && !ArrayBuffer.isView(known)) return known;
  const value: ZfitsMessage = {};
  Object.defineProperty(message, name, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

/** What some work gives; its errors tell the part of the file. */
function placing<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isNightbookError(error) ? error.at({ part }) : error;
  }
}
