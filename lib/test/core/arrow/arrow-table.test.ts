import { describe, expect, it } from "@jest/globals";
import { tableFromIPC, tableToIPC } from "apache-arrow";
import { arrowTable } from "../../../src/core/arrow";

describe("arrowTable", () => {
  const table = arrowTable(
    {
      name: { type: "text", values: ["a", "b", null], description: "of a star" },
      flux: { type: "float64", values: Float64Array.of(1.5, -0, Number.NaN), unit: "W/m2" },
      gap: { type: "float64", values: [null, 2, 3] },
      good: { type: "bool", values: [true, null, false] },
    },
    { telescope: "two" },
  );

  it("keeps values, units and metadata through Arrow's own format", () => {
    const read = tableFromIPC(tableToIPC(table, "file"));
    expect(read.toArray().map((row) => ({ ...row }))).toEqual([
      { name: "a", flux: 1.5, gap: null, good: true },
      { name: "b", flux: -0, gap: 2, good: null },
      { name: null, flux: Number.NaN, gap: 3, good: false },
    ]);
    expect(read.schema.fields.map(({ name, nullable }) => [name, nullable])).toEqual([
      ["name", true],
      ["flux", false],
      ["gap", true],
      ["good", true],
    ]);
    expect(read.schema.fields[1].metadata).toEqual(new Map([["unit", "W/m2"]]));
    expect(read.schema.fields[0].metadata).toEqual(new Map([["description", "of a star"]]));
    expect(read.schema.metadata.get("telescope")).toBe("two");
  });

  it("takes columns of any name", () => {
    const columns = Object.fromEntries(
      ["__proto__", "1", "", "constructor"].map((name) => [name, { type: "float64", values: [5] } as const]),
    );
    const table = arrowTable(columns);
    expect(table.numRows).toBe(1);
    for (const name of Object.keys(columns)) expect(table.getChild(name)?.get(0)).toBe(5);
  });

  it("may have no rows", () => {
    const { numRows, schema } = arrowTable({ x: { type: "float64", values: [], unit: "m" } });
    expect([numRows, schema.fields.map(({ metadata }) => metadata.get("unit"))]).toEqual([0, ["m"]]);
    expect(arrowTable({}).numCols).toBe(0);
  });

  it("refuses columns of different length", () => {
    const columns = { x: { type: "float64", values: [1] }, y: { type: "float64", values: [1, 2] } } as const;
    expect(() => arrowTable(columns)).toThrow(new RangeError("Columns must have equal length: y has 2, not 1"));
  });
});
