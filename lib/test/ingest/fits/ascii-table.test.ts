import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { AsciiTableHdu, type ColumnContent, Header, openFits, writeFits } from "../../../src/ingest/fits";

describe("ASCII tables", () => {
  it("come back, with units, descriptions and what is missing", () => {
    const missing = Uint8Array.of(0, 1, 0);
    const columns: ColumnContent[] = [
      { name: "NAME", values: ["M 13", "", "  NGC 6205"], description: "of a catalogue" },
      { name: "N", values: Int16Array.of(-3, 0, 12), missing },
      { name: "BIG", unit: "s", values: BigInt64Array.of(2n ** 63n - 1n, -(2n ** 63n), 0n) },
      { name: "MAG", unit: "mag", values: Float32Array.of(5.8, Number.NaN, -1.5e-38) },
      { name: "RA", unit: "deg", values: Float64Array.of(Math.PI, -0, -1.7976931348623157e308) },
    ];
    const header = new Header().set("TELESCOP", "X");
    const bytes = writeFits([{ asciiTable: columns, name: "CATALOGUE", version: 2, header }]);
    const file = openFits(bytes);
    expect(file.verify()).toEqual([]);
    const table = file.table("CATALOGUE", 2);
    expect(table).toBeInstanceOf(AsciiTableHdu);
    expect(table.header.get("TELESCOP")).toBe("X");
    const [name, n, big, mag, ra] = table.read();
    expect(name.values).toEqual(["M 13", "", "  NGC 6205"]);
    expect([n.values, n.missing]).toEqual([Int32Array.of(-3, 0, 12), missing]);
    expect([big.values, big.unit]).toEqual([columns[2].values, "s"]);
    expect(Float32Array.from(mag.values as Float64Array)).toEqual(columns[3].values);
    expect(ra.values).toEqual(columns[4].values);
    // The last block is filled with blanks.
    expect(bytes.at(-1)).toBe(0x20);
  });

  it("keep any number to the last bit", () => {
    const numbers = fc.array(fc.double({ noDefaultInfinity: true }), { maxLength: 20 });
    fc.assert(
      fc.property(numbers, (values) => {
        const columns = [
          { name: "D", values: Float64Array.from(values) },
          { name: "E", values: Float32Array.from(values, (value) => (Math.abs(value) > 3e38 ? 0 : value)) },
        ];
        const [d, e] = openFits(writeFits([{ asciiTable: columns }]))
          .table()
          .read();
        expect(d.values).toEqual(columns[0].values);
        expect(Float32Array.from(e.values as Float64Array)).toEqual(columns[1].values);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, ColumnContent[], string]>([
    ["truths", [{ name: "L", type: "logical", values: Uint8Array.of(1) }], "single numbers only, not: L"],
    ["arrays", [{ name: "V", cellShape: [2], values: Uint8Array.of(1, 2) }], "not: V"],
    ["infinite numbers", [{ name: "X", values: Float32Array.of(-1 / 0) }], "(column X): -Infinity"],
    ["other characters", [{ name: "T", values: ["é"] }], '(column T): "é"'],
    [
      "columns of other lengths",
      [
        { name: "A", values: ["a"] },
        { name: "B", values: [] },
      ],
      "B has 0 rows, not 1",
    ],
  ])("do not hold %s", (_what, columns, message) => {
    expect(() => writeFits([{ asciiTable: columns }])).toThrow(message);
  });

  it("may be without rows, or without columns", () => {
    expect(openFits(writeFits([{ asciiTable: [{ name: "A", values: [] }] }])).table().length).toBe(0);
    expect(openFits(writeFits([{ asciiTable: [] }])).table().columns).toEqual([]);
  });
});
