import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { rowOrder } from "../../../src/tables/row-order";
import type { CellValue, ColumnKind } from "../../../src/tables/table-content";

const table = (kind: ColumnKind, values: readonly CellValue[]) => ({
  columns: [{ name: "a", kind, unit: "", description: "" }],
  rows: values.map((value) => [value]),
});

const sorted = (kind: ColumnKind, values: readonly CellValue[], direction: "ascending" | "descending" = "ascending") =>
  rowOrder(table(kind, values), { column: 0, direction }).map((row) => values[row]);

describe("rowOrder", () => {
  it("leaves the rows as they came without a column, and for a column that is not there", () => {
    expect(rowOrder(table("number", [3, 1, 2]), null)).toEqual([0, 1, 2]);
    expect(rowOrder(table("number", [3, 1, 2]), { column: 7, direction: "ascending" })).toEqual([0, 1, 2]);
  });

  it("sorts numbers as numbers, with what JSON lacks, and missing values at the end in both directions", () => {
    const values = [10, null, "NaN", 9, "Infinity", -1.5, "-Infinity", 1e300];
    expect(sorted("number", values)).toEqual(["-Infinity", -1.5, 9, 10, 1e300, "Infinity", "NaN", null]);
    expect(sorted("number", values, "descending")).toEqual(["Infinity", 1e300, 10, 9, -1.5, "-Infinity", "NaN", null]);
  });

  it("tells large integers apart that are one number", () => {
    const values = ["9007199254740995", "9007199254740993", 5, "-9007199254740995", "-9007199254740993"];
    expect(sorted("number", values)).toEqual([
      "-9007199254740995",
      "-9007199254740993",
      5,
      "9007199254740993",
      "9007199254740995",
    ]);
  });

  it("keeps equal rows in their order, in both directions", () => {
    const rows = [1, 0, 1, 0, 1];
    expect(rowOrder(table("number", rows), { column: 0, direction: "ascending" })).toEqual([1, 3, 0, 2, 4]);
    expect(rowOrder(table("number", rows), { column: 0, direction: "descending" })).toEqual([0, 2, 4, 1, 3]);
  });

  it("sorts text with numbers in it as people do, and numbers in it as numbers", () => {
    expect(sorted("text", ["star 10", "star 9", "Äquator", "zenith"])).toEqual([
      "Äquator",
      "star 9",
      "star 10",
      "zenith",
    ]);
    expect(sorted("text", ["b", "-3", 2, "1e1", true, "-20", "a"])).toEqual(["-20", "-3", 2, "1e1", true, "a", "b"]);
  });

  it("sorts times by time and truth with false first", () => {
    const times = ["2024-01-01T00:00:00.000Z", "-000001-01-01T00:00:00.000Z", "+010000-01-01T00:00:00.000Z"];
    expect(sorted("time", times)).toEqual([times[1], times[0], times[2]]);
    expect(sorted("truth", [true, null, false])).toEqual([false, true, null]);
  });

  it("is one order whatever the values: a permutation, the same when sorted again", () => {
    const value = fc.oneof(
      fc.double(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.bigInt().map(String),
      fc.constantFrom("NaN", "Infinity", "-3", "10", "star 2"),
    );
    fc.assert(
      fc.property(
        fc.array(value),
        fc.constantFrom<ColumnKind>("number", "text", "truth", "time"),
        fc.constantFrom("ascending" as const, "descending" as const),
        (values, kind, direction) => {
          const order = rowOrder(table(kind, values), { column: 0, direction });
          expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, at) => at));
          const again = order.map((row) => values[row] as CellValue);
          expect(rowOrder(table(kind, again), { column: 0, direction })).toEqual(values.map((_, at) => at));
        },
      ),
    );
  });
});
