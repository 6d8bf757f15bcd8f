import { unlz4 } from "../../core/lz4";
import { unzstd } from "../../core/zstd";
import { arrowError } from "./arrow-error";
import { FlatBuffer, type FlatTable } from "./flat-buffer";
import { type ArrowSchema, readSchema } from "./schema";

/** What unpacks buffers, if faster than our own. */
export interface ArrowCodecs {
  /** @param limit most bytes that may come out; more is an error */
  unlz4?(bytes: Uint8Array, limit: number): Uint8Array;
  unzstd?(bytes: Uint8Array, limit: number): Uint8Array;
  /** Most bytes that the columns may take; 128 MiB or 256 times the length of the file by default. */
  maxUnpackedBytes?: number;
}

/** Rows of a file, or entries of a dictionary: what is needed to take columns out. */
export interface ArrowBatch {
  length: number;
  /** Length and number of missing values of each field, those within others behind them. */
  nodes: readonly { length: number; nulls: number }[];
  /** Bytes of a buffer, unpacked. */
  buffer(index: number): Uint8Array;
  /** Counts bytes that are about to be taken. @throws {NightbookError} `ARROW_TOO_LARGE` when they are too many */
  allow(bytes: number): void;
  /** How many buffers of text each field of type view has beside its own. */
  variadic: readonly number[];
}

/** What a file holds, in order. */
export type ArrowMessage =
  | { kind: "schema"; schema: ArrowSchema }
  | { kind: "rows"; batch: ArrowBatch }
  | { kind: "dictionary"; id: bigint; isDelta: boolean; batch: ArrowBatch };

const [schemaHeader, dictionaryHeader, rowsHeader] = [1, 2, 3];
const magic = "ARROW1";

/** True for bytes that begin as an Arrow file does. */
export function isArrowFile(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 6)) === magic;
}

/**
 * The messages of a file or stream, in the order in which they stand.
 * @throws {NightbookError} `ARROW_NOT_ARROW`, `ARROW_DAMAGED`, `ARROW_UNSUPPORTED`
 */
export function* readMessages(bytes: Uint8Array, codecs: ArrowCodecs): Generator<ArrowMessage> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => (at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
  const budget = { left: codecs.maxUnpackedBytes ?? Math.max(1 << 27, 256 * bytes.length) };
  const footer = isArrowFile(bytes) ? readFooter(bytes) : undefined;
  // Some writers give the schema at the end of a file only.
  if (footer && !beginsWithSchema(bytes)) yield { kind: "schema", schema: readSchema(footer.schema) };
  const end = footer?.start ?? bytes.length;
  for (let at = isArrowFile(bytes) ? 8 : 0; at < end; ) {
    let length = word(at);
    at += 4;
    if (length === 0xffffffff) {
      length = word(at);
      at += 4;
    }
    if (length === 0) return;
    if (at + length > bytes.length) throw arrowError("ARROW_DAMAGED", "it ends inside a message", { offset: at });
    const message = new FlatBuffer(bytes.subarray(at, at + length)).root();
    at += length;
    const bodyLength = message.i64(3);
    if (!(bodyLength >= 0 && at + bodyLength <= bytes.length)) {
      throw arrowError("ARROW_DAMAGED", "it ends before the rows that it declares", { offset: at });
    }
    const body = bytes.subarray(at, at + bodyLength);
    at += bodyLength;
    const header = message.table(2);
    const kind = message.u8(1);
    if (header === undefined) throw arrowError("ARROW_DAMAGED", "a message is empty", { offset: at });
    if (kind === schemaHeader) yield { kind: "schema", schema: readSchema(header) };
    else if (kind === rowsHeader) yield { kind: "rows", batch: readBatch(header, body, codecs, budget) };
    else if (kind === dictionaryHeader) {
      const data = header.table(1);
      if (data === undefined) throw arrowError("ARROW_DAMAGED", "a dictionary is empty", { offset: at });
      const batch = readBatch(data, body, codecs, budget);
      yield { kind: "dictionary", id: header.bigint(0), isDelta: header.u8(2) === 1, batch };
    }
  }
}

/** What stands at the end of a file, and where it begins; `undefined` when the file was cut. */
function readFooter(bytes: Uint8Array): { start: number; schema: FlatTable } | undefined {
  const behind = bytes.length - 10;
  if (behind < 8 || !isArrowFile(bytes.subarray(behind + 4))) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset + behind, 4).getInt32(0, true);
  if (length < 8 || length > behind - 8)
    throw arrowError("ARROW_DAMAGED", "its footer is impossible", { offset: behind });
  const schema = new FlatBuffer(bytes.subarray(behind - length, behind)).root().table(1);
  if (schema === undefined) throw arrowError("ARROW_DAMAGED", "its footer has no schema", { offset: behind });
  return { start: behind - length, schema };
}

function beginsWithSchema(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isMarked = view.getUint32(8, true) === 0xffffffff;
  const [length, at] = [view.getUint32(isMarked ? 12 : 8, true), isMarked ? 16 : 12];
  // The rows end before they begin.
  if (length === 0) return false;
  if (length < 8 || at + length > bytes.length) return true;
  return new FlatBuffer(bytes.subarray(at, at + length)).root().u8(1) === schemaHeader;
}

function readBatch(table: FlatTable, body: Uint8Array, codecs: ArrowCodecs, budget: { left: number }): ArrowBatch {
  const { buffer: flat } = table;
  const nodes = table.vector(1, 16).map((at) => ({ length: flat.i64(at), nulls: flat.i64(at + 8) }));
  const buffers = table.vector(2, 16).map((at) => ({ offset: flat.i64(at), length: flat.i64(at + 8) }));
  const packing = table.table(3);
  const method = packing?.u8(0) ?? 0;
  const [unlz4Frame, unzstdFrame] = [codecs.unlz4 ?? unlz4, codecs.unzstd ?? unzstd];
  if (packing !== undefined && (method > 1 || packing.u8(1) !== 0)) {
    throw arrowError("ARROW_UNSUPPORTED", `it is packed in a way that is not known (${method})`);
  }
  const length = table.i64(0);
  if (!(length >= 0 && length <= 2 ** 32)) throw arrowError("ARROW_DAMAGED", `it declares ${length} rows`);
  const allow = (bytes: number) => {
    budget.left -= bytes;
    if (budget.left >= 0) return;
    throw arrowError(
      "ARROW_TOO_LARGE",
      `its columns would take ${-budget.left} bytes more than its length accounts for`,
    );
  };
  return {
    length,
    nodes,
    allow,
    variadic: table.vector(4, 8).map((at) => flat.i64(at)),
    buffer(index) {
      const place = buffers[index];
      if (place === undefined) throw arrowError("ARROW_DAMAGED", "a column has too few buffers");
      const { offset, length: size } = place;
      if (!(offset >= 0 && size >= 0 && offset + size <= body.length)) {
        throw arrowError("ARROW_DAMAGED", "a buffer lies outside its message");
      }
      const stored = body.subarray(offset, offset + size);
      if (packing === undefined || size === 0) return stored;
      const head = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
      if (size < 8) throw arrowError("ARROW_DAMAGED", "a packed buffer ends too early");
      const unpacked = Number(head.getBigInt64(0, true));
      if (unpacked === -1) return stored.subarray(8);
      if (!(unpacked >= 0)) throw arrowError("ARROW_DAMAGED", `a buffer cannot have ${unpacked} bytes`);
      allow(unpacked);
      try {
        const made = (method === 0 ? unlz4Frame : unzstdFrame)(stored.subarray(8), unpacked);
        if (made.length === unpacked) return made;
      } catch (cause) {
        throw arrowError("ARROW_DAMAGED", `a buffer cannot be unpacked (${(cause as Error).message})`);
      }
      throw arrowError("ARROW_DAMAGED", "a buffer has another length than it declares");
    },
  };
}
