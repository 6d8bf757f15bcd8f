import { describe, expect, it } from "@jest/globals";
import { CompressedImageHdu, openFits, writeFits } from "../../../src/ingest/fits";
import { unpackPlio } from "../../../src/ingest/fits/compression/plio";
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

describe("packed unsigned numbers of 16 bits", () => {
  const values = Uint16Array.of(0, 1, 40_000, 40_000, 65_535, 0);

  it("are packed by PLIO_1 as what they stand for, and come back", () => {
    const image = { shape: [1, 6], values };
    const hdu = openFits(writeFits([{ image, packing: { algorithm: "PLIO_1" } }])).image() as CompressedImageHdu;
    expect(hdu).toBeInstanceOf(CompressedImageHdu);
    expect(hdu.read().values).toEqual(values);
    const { values: words } = hdu.packed.column("COMPRESSED_DATA");
    const bytes = Buffer.from((words as Int16Array).slice().buffer).swap16();
    expect(Array.from(unpackPlio(new Uint8Array(bytes), 6))).toEqual(Array.from(values));
  });

  it("stay as they are when a packed file is packed anew from what is stored", () => {
    const plain = openFits(writeFits([{ image: { shape: [1, 6], values } }])).image();
    const packing = { algorithm: "PLIO_1" } as const;
    const bytes = writeFits([{ image: plain.readStored(), header: plain.imageHeader, stored: true, packing }]);
    expect(openFits(bytes).image().read().values).toEqual(values);
  });
});

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
    const end = Buffer.from(bytes).indexOf("END     ", 2880);
    bytes.set(Buffer.from([...cards, "END"].map((text) => text.padEnd(80)).join("")), end);
    return openFits(bytes).image();
  };

  it("may be narrower than the image", () => {
    expect(packed(64, 2).read().values).toEqual(BigInt64Array.of(1n, 3n, 5n, 7n));
    expect(packed(32, 1).read().values).toEqual(Int32Array.of(0, 1, 2, 3));
  });

  it("is refused when it is wider", () => {
    expect(() => packed(32, 8).read()).toThrow("wider than those of the image");
  });
});
