import { deflateSync } from "node:zlib";
import { ContentWriter, concatenated } from "../eventio/writer";

/** Codecs of blocks by their numbers. */
export const codes = {
  raw: 0,
  means: 1,
  huffman: 2,
  differences: 3,
  double: 4,
  bytes: 5,
  zlib: 7,
  lzo: 9,
  twoHuffman: 0xc,
  words: 0xe,
  add128: 0x10,
  zstd: 0x17,
};

const words = (bytes: Uint8Array) => new Uint16Array(bytes.slice(0, bytes.length & ~1).buffer);
const bytesOf = (numbers: Uint16Array, original: Uint8Array) => {
  const bytes = original.slice();
  bytes.set(new Uint8Array(numbers.buffer));
  return bytes;
};

/** What each codec does when a file is written. */
const packers: Readonly<Record<number, (bytes: Uint8Array) => Uint8Array>> = {
  [codes.raw]: (bytes) => bytes,
  [codes.means]: (bytes) => {
    const numbers = words(bytes);
    const signed = new Int16Array(numbers.buffer);
    for (let i = numbers.length - 1; i > 1; i--) numbers[i] -= Math.trunc((signed[i - 1] + signed[i - 2]) / 2);
    return bytesOf(numbers, bytes);
  },
  [codes.differences]: differences,
  [codes.double]: (bytes) => differences(differences(bytes)),
  [codes.bytes]: (bytes) => {
    const split = bytes.slice();
    const half = bytes.length >> 1;
    for (let i = 0; i < half; i++) {
      split[i] = bytes[2 * i];
      split[half + i] = bytes[2 * i + 1];
    }
    return split;
  },
  [codes.words]: (bytes) => {
    const numbers = words(bytes);
    const half = numbers.length >> 1;
    const split = numbers.slice();
    for (let i = 0; i < half; i++) {
      split[i] = numbers[2 * i];
      split[half + i] = numbers[2 * i + 1];
    }
    return bytesOf(split, bytes);
  },
  [codes.add128]: (bytes) =>
    bytesOf(
      words(bytes).map((word) => word + 128),
      bytes,
    ),
  [codes.zlib]: (bytes) => new Uint8Array(deflateSync(bytes)),
  [codes.huffman]: (bytes) => {
    const stream = huffmanStream(words(bytes));
    return concatenated([new ContentWriter().int32(stream.length).bytes, stream]);
  },
  [codes.twoHuffman]: (bytes) => {
    const numbers = words(bytes);
    const half = numbers.length >> 1;
    const [first, second] = [huffmanStream(numbers.subarray(0, half)), huffmanStream(numbers.subarray(half))];
    return concatenated([new ContentWriter().int32(first.length, second.length).bytes, first, second]);
  },
};

function differences(bytes: Uint8Array): Uint8Array {
  const numbers = words(bytes);
  for (let i = numbers.length - 1; i > 0; i--) numbers[i] -= numbers[i - 1];
  return bytesOf(numbers, bytes);
}

/** A stream of Huffman codes. `lengths` gives codes of other lengths than the best. */
export function huffmanStream(symbols: Uint16Array, lengths: Map<number, number> = bestLengths(symbols)): Uint8Array {
  const writer = new ContentWriter().int32(symbols.length, 0, lengths.size, 0);
  if (lengths.size === 1) return writer.int16(symbols[0]).bytes;
  const codes = prefixCodes(lengths);
  for (const [symbol, code] of codes) {
    writer.int16((symbol << 16) >> 16).uint8(code.length);
    writer.uint8(...Array.from({ length: (code.length + 7) >> 3 }, (_, i) => byteOf(code.slice(8 * i, 8 * i + 8))));
  }
  let held = "";
  for (const symbol of symbols) {
    held += codes.get(symbol) ?? "";
    for (; held.length >= 8; held = held.slice(8)) writer.uint8(byteOf(held.slice(0, 8)));
  }
  return held === "" ? writer.bytes : writer.uint8(byteOf(held)).bytes;
}

/** Bits in the order in which they are read: the first is the lowest. */
const byteOf = (bits: string) => [...bits].reduce((byte, bit, i) => byte | (Number(bit) << i), 0);

function bestLengths(symbols: Uint16Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  let nodes = [...counts].map(([symbol, count]) => ({ count, symbols: [symbol] }));
  const lengths = new Map([...counts.keys()].map((symbol) => [symbol, 0]));
  while (nodes.length > 1) {
    nodes.sort((a, b) => a.count - b.count);
    const [a, b] = nodes;
    const joined = { count: a.count + b.count, symbols: [...a.symbols, ...b.symbols] };
    for (const symbol of joined.symbols) lengths.set(symbol, (lengths.get(symbol) ?? 0) + 1);
    nodes = [joined, ...nodes.slice(2)];
  }
  return lengths;
}

/** Codes of given lengths of which none is the beginning of another. */
function prefixCodes(lengths: Map<number, number>): Map<number, string> {
  const codes = new Map<number, string>();
  let [next, width] = [0n, 0];
  for (const [symbol, length] of [...lengths].sort((a, b) => a[1] - b[1])) {
    next <<= BigInt(length - width);
    width = length;
    codes.set(symbol, next.toString(2).padStart(length, "0"));
    next++;
  }
  return codes;
}

/** A block: header, and the bytes packed by codecs from the first to the last. */
export function block(bytes: Uint8Array, codecs: readonly number[], packed?: Uint8Array): Uint8Array {
  const payload = packed ?? codecs.reduce((content, codec) => packers[codec](content), bytes);
  const writer = new ContentWriter().int32(10 + 2 * codecs.length + payload.length, 0).uint8(0x43, codecs.length);
  return writer.int16(...codecs).append(payload).bytes;
}

export interface ColumnParts {
  name: string;
  /** ZFORM. */
  format: string;
  /** TPBID. */
  path: string;
  isUnsigned?: boolean;
  /** Bytes of each row, without a length. */
  rows: readonly Uint8Array[];
  /** Whether lengths stand before the rows. */
  isArray: boolean;
  codecs?: readonly number[];
}

/** A file with a table of events. */
export function zfitsFile(
  columns: readonly ColumnParts[],
  { tileRows = 2, message = "R1v1.Event", cards = {} as Record<string, string | number> } = {},
): Uint8Array {
  const rows = columns[0].rows.length;
  const tiles = Math.ceil(rows / tileRows);
  const catalogue = new DataView(new ArrayBuffer(16 * tiles * columns.length));
  const heap: Uint8Array[] = [];
  let offset = 0;
  for (let tile = 0; tile < tiles; tile++) {
    const count = Math.min(tileRows, rows - tile * tileRows);
    const blocks = columns.map(({ rows, isArray, codecs = [codes.raw] }) => {
      const some = rows.slice(tile * tileRows, tile * tileRows + count);
      const bytes = concatenated(
        some.flatMap((row) => (isArray ? [new ContentWriter().int32(row.length).bytes, row] : [row])),
      );
      return bytes.length === 0 ? new Uint8Array(0) : block(bytes, codecs);
    });
    heap.push(new ContentWriter().uint8(0x54, 0x49, 0x4c, 0x45).int32(count, 0, 0).bytes);
    offset += 16;
    for (const [i, one] of blocks.entries()) {
      catalogue.setBigInt64(16 * (tile * columns.length + i), BigInt(one.length));
      catalogue.setBigInt64(16 * (tile * columns.length + i) + 8, BigInt(offset));
      heap.push(one);
      offset += one.length;
    }
  }
  const table: Record<string, string | number> = {
    ...{
      BITPIX: 8,
      NAXIS: 2,
      NAXIS1: 16 * columns.length,
      NAXIS2: tiles,
      PCOUNT: offset,
      GCOUNT: 1,
      TFIELDS: columns.length,
    },
    ...{ EXTNAME: "'Events  '", ZTABLE: "T", ZNAXIS1: 8, ZNAXIS2: rows, ZTILELEN: tileRows, PBFHEAD: `'${message}'` },
    ZHEAPPTR: catalogue.byteLength,
    ...Object.fromEntries(
      columns.flatMap(({ name, format, path, isUnsigned }, i) => [
        [`TTYPE${i + 1}`, `'${name}'`],
        [`TFORM${i + 1}`, "'1QB     '"],
        [`ZFORM${i + 1}`, `'${format}'`],
        [`TPBID${i + 1}`, `'${path}'`],
        ...(isUnsigned ? [[`TZERO${i + 1}`, 32768]] : []),
      ]),
    ),
    ...cards,
  };
  const primary = header([
    ["SIMPLE", "T"],
    ["BITPIX", 8],
    ["NAXIS", 0],
  ]);
  const data = concatenated([new Uint8Array(catalogue.buffer), ...heap]);
  const filled = new Uint8Array(Math.ceil(data.length / 2880) * 2880);
  filled.set(data);
  return concatenated([primary, header([["XTENSION", "'BINTABLE'"], ...Object.entries(table)]), filled]);
}

function header(cards: readonly (readonly [string, string | number])[]): Uint8Array {
  const lines = cards.map(([name, value]) => `${name.padEnd(8)}= ${String(value).padStart(20)}`.padEnd(80));
  const text = [...lines, "END".padEnd(80)].join("");
  return new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 2880) * 2880));
}
