/** A card of a keyword and a value as it is written. */
export const card = (keyword: string, value: string | number | bigint): string =>
  `${keyword.padEnd(8)}= ${typeof value === "string" ? `'${value.padEnd(8)}'` : String(value).padStart(20)}`;

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** An HDU as bytes: its cards as they are written, and its data. */
export function rawHdu(cards: readonly string[], data: Uint8Array | string = ""): Buffer {
  const header = [...cards, "END"].map((text) => text.padEnd(80)).join("");
  const filled = Buffer.from(header.padEnd(2880 * Math.ceil(header.length / 2880)), "latin1");
  const bytes = typeof data === "string" ? latin1(data) : data;
  return Buffer.concat([filled, bytes, new Uint8Array((2880 - (bytes.length % 2880)) % 2880)]);
}

/** A primary HDU: its first cards, and those of an image. */
export const primary = (bitpix: number, axes: readonly number[]): string[] => [
  "SIMPLE  =                    T",
  card("BITPIX", bitpix),
  card("NAXIS", axes.length),
  ...axes.map((length, i) => card(`NAXIS${i + 1}`, length)),
];

/** A file with one table: keywords and values of each column. */
export function rawTable(
  rowBytes: number,
  rows: number,
  columns: readonly Record<string, string | number | bigint>[],
  data: Uint8Array | string,
  kind = "BINTABLE",
): Uint8Array {
  const cards = [
    card("XTENSION", kind),
    ...[card("BITPIX", 8), card("NAXIS", 2), card("NAXIS1", rowBytes), card("NAXIS2", rows)],
    ...[card("PCOUNT", 0), card("GCOUNT", 1), card("TFIELDS", columns.length)],
    ...columns.flatMap((column, i) => Object.entries(column).map(([name, value]) => card(`${name}${i + 1}`, value))),
  ];
  return new Uint8Array(Buffer.concat([rawHdu(primary(8, [])), rawHdu(cards, data)]));
}
