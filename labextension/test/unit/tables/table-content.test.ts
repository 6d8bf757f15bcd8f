import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { tableMime as kernelMime, tableContent } from "../../../../kernel/src/display/table-content";
import { readTable, tableMime } from "../../../src/tables/table-content";

describe("readTable", () => {
  it("reads what the kernel sends", () => {
    expect(tableMime).toBe(kernelMime);
    const values = [
      [1.5, "<b>", Number.NaN],
      [2, null, 3n ** 40n],
    ];
    const columns = [{ name: "flux", unit: "mJy", description: "peak" }, { name: "note" }, { name: "n" }];
    const sent = tableContent({ columns, total: 2, value: (row, column) => values[row]?.[column] }, "stars");
    expect(readTable(JSON.parse(JSON.stringify(sent)))).toEqual({
      columns: [
        { name: "flux", kind: "number", unit: "mJy", description: "peak" },
        { name: "note", kind: "text", unit: "", description: "" },
        { name: "n", kind: "number", unit: "", description: "" },
      ],
      rows: [
        [1.5, "<b>", "NaN"],
        [2, null, "12157665459056928801"],
      ],
      total: 2,
      totalColumns: 3,
      caption: "stars",
      id: "",
    });
  });

  it("refuses another version and what is no table", () => {
    for (const data of [null, [], "x", {}, { v: 2, columns: [], rows: [] }, { v: 1, columns: [], rows: 3 }])
      expect(readTable(data)).toBeNull();
  });

  it("gives every row a value for every column", () => {
    const read = readTable({ v: 1, columns: [{ name: "a" }, 7], rows: [[1], [1, 2, 3], null, [{ x: 1 }, []]] });
    expect(read?.rows).toEqual([
      [1, null],
      [1, 2],
      [null, null],
      ['{"x":1}', "[]"],
    ]);
    expect(read).toMatchObject({ total: 4, totalColumns: 2 });
  });

  it("never throws, whatever JSON comes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (data, columns, rows) => {
        readTable(data);
        const read = readTable({ v: 1, columns, rows });
        expect(read?.rows.every((row) => row.length === columns.length)).toBe(true);
      }),
    );
  });
});
