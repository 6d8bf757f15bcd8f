import { describe, expect, it } from "@jest/globals";
import { type BatchOptions, openFits, writeFits } from "../../../src/ingest/fits";

const rows = 1000;
const of = (value: (row: number) => number) => Array.from({ length: rows }, (_, row) => value(row));
const file = openFits(
  writeFits([
    {
      name: "EVENTS",
      table: [
        { name: "time", values: Float64Array.from(of((row) => row / 8)) },
        { name: "pi", values: Int16Array.from(of((row) => row - 500)) },
        { name: "text", values: of((row) => row).map(String) },
        { name: "kind", type: "logical", values: Uint8Array.from(of((row) => row % 2)) },
      ],
    },
  ]),
);
const table = file.table("EVENTS");

/** What the parts hold, looked at while each is the last. */
function joined(options: BatchOptions): unknown[][] {
  const columns: unknown[][] = table.columns.map(() => []);
  for (const part of table.batches(undefined, options))
    for (const [i, { values }] of part.entries()) columns[i].push(...(values as ArrayLike<unknown> as unknown[]));
  return columns;
}

describe("a table in parts", () => {
  it.each([300, 250, 1, 5000])("of %d rows is the table, written over one another or not", (rowsOfPart) => {
    const whole = table.read().map(({ values }) => [...(values as unknown[])]);
    for (const reuse of [false, true]) expect(joined({ rows: rowsOfPart, reuse })).toEqual(whole);
  });

  it("is written over the part before only when that may be", () => {
    const first = (reuse: boolean) => {
      const parts = [...table.batches(["time"], { rows: 400, reuse })];
      return parts.map(([{ values }]) => [values.length, values[0]]);
    };
    expect(first(false)).toEqual([
      [400, 0],
      [400, 50],
      [200, 100],
    ]);
    // The last part is shorter and has memory of its own.
    expect(first(true)).toEqual([
      [400, 50],
      [400, 50],
      [200, 100],
    ]);
  });

  it("can be sent away to another thread", () => {
    for (const [{ values }] of table.batches(["pi"], { rows: 100, reuse: true })) {
      expect(values.length).toBe(100);
      structuredClone(values, { transfer: [(values as Int16Array).buffer] });
    }
  });
});
