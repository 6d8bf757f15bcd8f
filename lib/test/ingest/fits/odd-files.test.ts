import { describe, expect, it } from "@jest/globals";
import { CompressedImageHdu, Header, openFits, writeFits } from "../../../src/ingest/fits";
import { card, primary, rawHdu, rawTable } from "./raw-files";

const numbers = Uint8Array.from({ length: 12 }, (_, i) => i);

describe("a TDIM that asks for fewer elements than the cell has", () => {
  it("leaves those behind it out", () => {
    const [data] = openFits(rawTable(6, 2, [{ TTYPE: "a", TFORM: "6B", TDIM: "(2,2)" }], numbers))
      .table()
      .read();
    expect(data.cellShape).toEqual([2, 2]);
    expect(data.values).toEqual(Uint8Array.of(0, 1, 2, 3, 6, 7, 8, 9));
  });

  it("counts for nothing when it asks for none", () => {
    const [data] = openFits(rawTable(6, 2, [{ TTYPE: "a", TFORM: "6B", TDIM: "(0,2)" }], numbers))
      .table()
      .read();
    expect([data.cellShape, data.values]).toEqual([[6], numbers]);
  });

  it("leaves out pairs of complex numbers", () => {
    const bytes = new Uint8Array(24);
    for (let i = 0; i < 6; i++) new DataView(bytes.buffer).setFloat32(4 * i, i);
    const [data] = openFits(rawTable(24, 1, [{ TTYPE: "a", TFORM: "3C", TDIM: "(1,2)" }], bytes))
      .table()
      .read();
    expect([data.cellShape, data.values]).toEqual([[2, 1], Float32Array.of(0, 1, 2, 3)]);
  });

  it("gives texts of the length it says", () => {
    const [data] = openFits(rawTable(8, 2, [{ TTYPE: "a", TFORM: "8A", TDIM: "(3,2)" }], "abcde fgijklmnop"))
      .table()
      .read();
    expect([data.cellShape, data.values]).toEqual([[2], ["abc", "de", "ijk", "lmn"]]);
  });
});

describe("a column of no arrays", () => {
  it("has an empty one in each row", () => {
    const [{ length, offsets, values }] = openFits(rawTable(1, 2, [{ TTYPE: "a", TFORM: "0PJ(3)" }], "ab"))
      .table()
      .read();
    expect([length, offsets, values]).toEqual([2, new Float64Array(3), new Int32Array(0)]);
  });
});

describe("a keyword with other than ASCII", () => {
  it("is told, and keeps nothing from being read", () => {
    const file = openFits(rawHdu([...primary(8, [2]), card("D\xe9C", 5), card("OBJECT", "M 31")], Uint8Array.of(1, 2)));
    expect(file.image().read().values).toEqual(Uint8Array.of(1, 2));
    expect(file.image().imageHeader.get("OBJECT")).toBe("M 31");
    expect(file.findings.map(({ code }) => code)).toEqual(["HEADER_NOT_ASCII"]);
  });
});

describe("an image", () => {
  it("of 64 bits may have a blank that no double holds", () => {
    const bytes = new Uint8Array(BigInt64Array.of(1n, -(2n ** 63n)).buffer.slice(0));
    for (let i = 0; i < 16; i += 8) bytes.subarray(i, i + 8).reverse();
    const file = openFits(rawHdu([...primary(64, [2]), card("BLANK", -(2n ** 63n))], bytes));
    expect(file.image().read().values).toEqual(Float64Array.of(1, Number.NaN));
  });
});

describe("masks of unsigned numbers of 16 bits", () => {
  const values = Uint16Array.of(0, 1, 40_000, 40_000, 65_535, 0);
  const packing = { algorithm: "PLIO_1" } as const;

  it("are packed as whole numbers of 32 bits, the only ones that all programs read alike", () => {
    const hdu = openFits(writeFits([{ image: { shape: [1, 6], values }, packing }])).image();
    expect(hdu).toBeInstanceOf(CompressedImageHdu);
    expect(hdu.read().values).toEqual(Int32Array.from(values));
  });

  it("are so when what is stored is packed, blanks too", () => {
    const blank = new Header().set("BLANK", -32768).set("OBJECT", "M 13");
    const plain = openFits(writeFits([{ image: { shape: [1, 6], values } }])).image();
    const cards = new Header([...plain.imageHeader.cards, ...blank.cards]);
    const bytes = writeFits([{ image: plain.readStored(), header: cards, stored: true, packing }]);
    const image = openFits(bytes).image();
    expect(image.imageHeader.get("OBJECT")).toBe("M 13");
    expect(image.read().values).toEqual(Float64Array.of(Number.NaN, 1, 40_000, 40_000, 65_535, Number.NaN));
  });

  it("of other packers, which shift them before, come back", () => {
    // What CFITSIO makes of BITPIX 16 and BZERO 32768: stored numbers plus 32768.
    const bytes = Buffer.from(writeFits([{ image: { shape: [1, 6], values }, packing }]));
    const place = bytes.indexOf("ZBITPIX ");
    bytes.write("ZBITPIX =                   16", place, "latin1");
    const image = openFits(withCard(bytes, card("BZERO", 32768))).image();
    expect(image.read().values).toEqual(values);
  });
});

/** Puts a card before the END of the first extension. */
function withCard(file: Buffer, text: string): Uint8Array {
  const bytes = Buffer.from(file);
  bytes.write(`${text.padEnd(80)}END`, bytes.indexOf(`END${" ".repeat(77)}`, 2880), "latin1");
  return new Uint8Array(bytes);
}

describe("a tile", () => {
  /** A packed image of one tile whose bytes stand in a column as they are. */
  const tile = (width: number) =>
    rawTable(
      4 * width,
      1,
      [{ TTYPE: "UNCOMPRESSED_DATA", TFORM: `${4 * width}B` }],
      Uint8Array.from({ length: 4 * width }, (_, i) => (i % width === width - 1 ? i : 0)),
    ).slice();
  const packed = (bitpix: number, width: number) => {
    const bytes = tile(width);
    const cards = [
      "ZIMAGE  =                    T",
      ...[card("ZCMPTYPE", "GZIP_1"), card("ZBITPIX", bitpix), card("ZNAXIS", 1), card("ZNAXIS1", 4)],
    ];
    return openFits(cards.reduce((file, text) => Buffer.from(withCard(file, text)), Buffer.from(bytes))).image();
  };

  it("may be narrower than the image", () => {
    expect(packed(64, 2).read().values).toEqual(BigInt64Array.of(1n, 3n, 5n, 7n));
    expect(packed(32, 1).read().values).toEqual(Int32Array.of(0, 1, 2, 3));
  });

  it("is refused when it is wider", () => {
    expect(() => packed(32, 8).read()).toThrow("wider than those of the image");
  });
});
