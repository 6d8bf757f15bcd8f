import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type ColumnContent,
  FitsWriter,
  Header,
  isImage,
  isTable,
  MemorySink,
  type NumberArray,
  openFits,
  writeFits,
} from "../../../src/ingest/fits";
import { sample, sampleNames } from "./golden";

const errors = (bytes: Uint8Array) =>
  openFits(bytes)
    .verify()
    .filter(({ severity }) => severity === "error");

/** Equal to the last bit; much faster than a comparison element by element. */
function expectSame(a: NumberArray | string[], b: NumberArray | string[]): void {
  if (Array.isArray(a) || Array.isArray(b)) expect(a).toEqual(b);
  else {
    expect(a.constructor).toBe(b.constructor);
    expect(
      Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength)),
    ).toBe(true);
  }
}

describe("writing FITS", () => {
  it.each(sampleNames)("keeps data and cards of %s when its HDUs are copied", (name) => {
    const file = openFits(sample(name));
    const copy = openFits(writeFits(file.hdus.map((hdu) => ({ copy: hdu }))));
    expect(copy.hdus).toHaveLength(file.hdus.length);
    const isSum = (keyword: string) => keyword === "CHECKSUM" || keyword === "DATASUM";
    for (const [i, hdu] of file.hdus.entries()) {
      const other = copy.hdus[i];
      expect(Buffer.from(other.dataBytes()).equals(Buffer.from(hdu.dataBytes()))).toBe(true);
      const cards = (header: Header) => header.cards.filter(({ keyword }) => !isSum(keyword)).map(({ image }) => image);
      expect(cards(other.header)).toEqual(cards(hdu.header));
      expect(other.verifyChecksums()).toEqual({ datasum: "ok", checksum: "ok" });
    }
  });

  it.each(sampleNames)("gives the values of %s again when they are written anew", (name) => {
    const file = openFits(sample(name));
    const bytes = writeFits(
      file.hdus.map((hdu) => {
        if (isTable(hdu)) return { table: hdu.read(), header: hdu.header, name: hdu.name };
        if (!isImage(hdu)) return { copy: hdu };
        return { image: hdu.hasData ? hdu.read() : { shape: [], values: new Uint8Array(0) }, header: hdu.imageHeader };
      }),
    );
    expect(errors(bytes).filter(({ code }) => code !== "KEYWORD_WRONG")).toEqual([]);
    const again = openFits(bytes);
    for (const [i, hdu] of file.hdus.entries()) {
      const other = again.hdus[i];
      if (isTable(hdu) && isTable(other)) {
        for (const [k, column] of hdu.read().entries()) {
          const { name, type, values, cellShape, offsets, missing, unit } = other.read()[k];
          expect({ name, type, cellShape, offsets, missing, unit }).toEqual({
            ...{ name: column.name, type: column.type, cellShape: column.cellShape },
            ...{ offsets: column.offsets, missing: column.missing, unit: column.unit },
          });
          // What stands in place of a missing number is open.
          const keep = <Values extends NumberArray | string[]>(all: Values) =>
            missing ? (all.filter((_: unknown, n: number) => !missing[n]) as Values) : all;
          expectSame(keep(values), keep(column.values));
        }
      } else if (isImage(hdu) && isImage(other) && hdu.hasData) {
        expect(other.shape).toEqual(hdu.shape);
        expectSame(other.read().values, hdu.read().values);
      }
    }
  });

  it("gives equal bytes for equal content, whatever the number of batches", () => {
    const column = (from: number, to: number): ColumnContent[] => [
      { name: "T", unit: "s", values: Float64Array.from({ length: to - from }, (_, i) => from + i) },
      { name: "S", type: "text", values: Array.from({ length: to - from }, (_, i) => `n${from + i}`) },
    ];
    const made = [1, 7, 50].map((size) => {
      const sink = new MemorySink(10);
      const writer = new FitsWriter(sink);
      const table = writer.table(column(0, 50), {
        name: "EVENTS",
        version: 2,
        header: new Header().set("TELESCOP", "X"),
      });
      for (let at = 0; at < 50; at += size) table.append(column(at, Math.min(50, at + size)));
      writer.end();
      return sink.bytes();
    });
    expect(made[1]).toEqual(made[0]);
    expect(made[2]).toEqual(made[0]);
    const table = openFits(made[0]).table("events", 2);
    expect([table.length, table.header.get("TELESCOP"), table.column("S").values[49]]).toEqual([50, "X", "n49"]);
  });

  const length = fc.integer({ min: 0, max: 20 });
  const column = fc.constantFrom(
    "uint8",
    "int8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "int64",
    "uint64",
    "float32",
    "float64",
    "logical",
    "bit",
    "text",
  );

  it("gives any columns again", () => {
    fc.assert(
      fc.property(length, fc.array(column, { minLength: 1, maxLength: 6 }), fc.integer(), (rows, types, seed) => {
        const columns = types.map((type, i) => contentOf(type, `C${i}`, rows, seed + i));
        const bytes = writeFits([{ table: columns }]);
        expect(errors(bytes)).toEqual([]);
        const read = openFits(bytes).table().read();
        for (const [i, { name, type, values }] of columns.entries()) {
          expect(read[i]).toMatchObject({ name, type, length: rows });
          expect(read[i].values).toEqual(values);
        }
      }),
    );
  });

  it("keeps what is missing", () => {
    const missing = Uint8Array.of(0, 1, 0);
    const content: ColumnContent[] = [
      { name: "I", values: Int16Array.of(1, 0, 3), missing },
      { name: "U", values: Uint32Array.of(1, 7, 3), missing },
      { name: "L", type: "logical", values: Uint8Array.of(1, 0, 0), missing },
      { name: "K", values: BigInt64Array.of(1n, 0n, 3n), missing },
    ];
    const table = openFits(writeFits([{ table: content }])).table();
    for (const { missing: found } of table.read()) expect(found).toEqual(missing);
    const taken = [{ name: "I", values: Int16Array.of(-32768, 0), missing: Uint8Array.of(0, 1) }];
    expect(() => writeFits([{ table: taken }])).toThrow("needs its number -32768");
  });

  it("refuses what FITS cannot hold", () => {
    expect(() => writeFits([{ image: { shape: [2, 2], values: new Uint8Array(3) } }])).toThrow(
      "2 × 2 pixels has not: 3",
    );
    expect(() => writeFits([{ table: [{ name: "A", values: ["ü"] }] }])).toThrow("ASCII only (column A)");
    const unequal = [
      { name: "A", values: new Int16Array(2) },
      { name: "B", values: new Int16Array(3) },
    ];
    expect(() => writeFits([{ table: unequal }])).toThrow("equal length: B has 3 rows, not 2");
  });
});

function contentOf(type: string, name: string, rows: number, seed: number): ColumnContent {
  const arrays = {
    uint8: Uint8Array,
    int8: Int8Array,
    int16: Int16Array,
    uint16: Uint16Array,
    int32: Int32Array,
    uint32: Uint32Array,
    float32: Float32Array,
    float64: Float64Array,
  };
  const number = (i: number) => Math.imul(seed + i + 1, 2654435761) >>> 0;
  if (type === "text") return { name, type, values: Array.from({ length: rows }, (_, i) => `t${number(i) % 997}`) };
  if (type === "logical" || type === "bit")
    return {
      name,
      type,
      values: Uint8Array.from({ length: rows }, (_, i) => number(i) & 1),
      ...(type === "bit" ? { cellShape: [1] } : {}),
    };
  if (type === "int64")
    return {
      name,
      type,
      values: BigInt64Array.from({ length: rows }, (_, i) => BigInt.asIntN(64, BigInt(number(i)) << 31n)),
    };
  if (type === "uint64")
    return { name, type, values: BigUint64Array.from({ length: rows }, (_, i) => BigInt(number(i)) << 31n) };
  const kind = type as keyof typeof arrays;
  const values = new arrays[kind](rows);
  for (let i = 0; i < rows; i++) values[i] = number(i);
  return { name, type: kind, values };
}
