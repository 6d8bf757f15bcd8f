import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { isNightbookError } from "../../../src/core/errors";
import { readArrow, writeArrow } from "../../../src/ingest/arrow-ipc";
import type { DescribedColumn } from "../../../src/ingest/table";
import { Records } from "../../../src/notebook/records/records";
import { plain } from "./plain";

const folder = join(__dirname, "../../golden/tables");
const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const golden = JSON.parse(readFileSync(join(folder, "values.json"), "utf8"));

/** Python's numbers as ours. */
const numbers = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(numbers)
    : typeof value === "string"
      ? Number(value.replace("inf", "Infinity"))
      : value;

/** Lists, whole numbers of 64 bits and NaN as JSON has them. */
function listOf(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value === null || typeof value !== "object") return Number.isNaN(value) ? null : value;
  return Array.from(value as Iterable<unknown>, (item) => listOf(item));
}

describe("Arrow files of PyArrow", () => {
  it.each(["plain.feather", "lz4.feather", "zstd.feather", "stream.arrows"])("%s holds what PyArrow says", (name) => {
    const table = readArrow(file(name));
    const records = new Records(table.columns, {}, table.metadata);
    for (const [wanted, values] of Object.entries(golden.arrow as Record<string, unknown[]>)) {
      if (wanted === "record") continue;
      const column = records.column(wanted);
      const found = Array.from({ length: 5 }, (_, i) => plain(records.row(i)[column.name], column));
      // What is missing among doubles is NaN for those who compute.
      const expected = column.type.startsWith("float") ? numbers(values) : values;
      expect([wanted, found]).toEqual([
        wanted,
        wanted === "grid" ? values.map((cell) => (cell as unknown[]).flat()) : expected,
      ]);
    }
    expect(records.column("record/x").values).toEqual(BigInt64Array.of(1n, 2n, 3n, 4n, 5n));
    expect(records.column("record/y").missing).toEqual(Uint8Array.of(0, 1, 0, 0, 0));
    expect(records.column("timestamp").values).toEqual([
      ...["1970-01-01T00:00:00.000000000", "1970-01-01T00:00:00.000000001", "", "1969-12-31T23:59:59.999999999"],
      "2001-09-09T01:46:40.000000000",
    ]);
    expect(records.row(3)["zoned"]).toBe("1969-12-31T23:59:59.999999Z");
    expect(records.column("date").values).toEqual(["1970-01-01", "1970-01-02", "", "1969-12-31", "2024-10-04"]);
    expect(records.column("time").values).toEqual([
      ...["00:00:00.000000", "00:00:00.000001", "", "23:59:59.999999", "00:00:00.000005"],
    ]);
    expect(records.column("float64")).toMatchObject({ unit: "m/s", description: "speed, é" });
    expect(records.column("grid").cellShape).toEqual([2, 2]);
    expect(table.metadata).toEqual({ origin: "generate.py", list: { x: [1, 2] } });
  });

  it("may have types within types", () => {
    const { nested } = JSON.parse(readFileSync(join(folder, "nested.json"), "utf8"));
    const records = new Records(readArrow(file("nested.arrows")).columns);
    for (const [name, values] of Object.entries(nested as Record<string, unknown[]>)) {
      const found = Array.from({ length: 3 }, (_, i) => {
        const value = records.row(i)[name];
        const isJson = typeof value === "string" && /^[[{]/.test(value);
        return isJson ? JSON.parse(value) : listOf(value);
      });
      expect([name, found]).toEqual([name, name === "dense union" ? values.map(String) : values]);
    }
    expect(records.column("tensor").cellShape).toEqual([2, 2]);
  });

  it("may be of version 1", () => {
    const { version1 } = JSON.parse(readFileSync(join(folder, "nested.json"), "utf8"));
    const records = new Records(readArrow(file("version1.feather")).columns);
    expect(records.columns.map(({ name }) => name)).toEqual(Object.keys(version1));
    for (const [name, values] of Object.entries(version1 as Record<string, unknown[]>)) {
      const found = Array.from({ length: 3 }, (_, i) => {
        const value = records.row(i)[name];
        return name === "time" && typeof value === "string" ? value.slice(0, 19) : listOf(value);
      });
      expect([name, found]).toEqual([name, values]);
    }
  });

  it("may hold no rows", () => {
    const { columns } = readArrow(file("empty.feather"));
    expect(columns).toHaveLength(readArrow(file("plain.feather")).columns.length);
    expect(columns.map(({ length }) => length)).toEqual(columns.map(() => 0));
  });

  it("may hold no rows when we write them", () => {
    const none = { length: 0, cellShape: [] };
    const columns: DescribedColumn[] = [
      { ...none, name: "a", type: "int32", values: new Int32Array(0), unit: "m" },
      { ...none, name: "s", type: "text", values: [] },
    ];
    const read = readArrow(writeArrow({ columns, metadata: { origin: "here" } }));
    expect(read.columns.map(({ name, type, length, unit }) => [name, type, length, unit])).toEqual([
      ["a", "int32", 0, "m"],
      ["s", "text", 0, undefined],
    ]);
    expect(read.metadata).toEqual({ origin: "here" });
  });

  it("come back from our own writer", () => {
    const complex: DescribedColumn = {
      ...{ name: "z", type: "complex64", length: 5, cellShape: [], unit: "Jy" },
      values: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    };
    const bits: DescribedColumn = {
      ...{
        name: "bits",
        type: "bit",
        length: 5,
        cellShape: [3],
        values: Uint8Array.from({ length: 15 }, (_, i) => i & 1),
      },
    };
    const lists: DescribedColumn = {
      ...{ name: "lists", type: "complex128", length: 5, cellShape: [], values: Float64Array.of(1, 2, 3, 4, 5, 6) },
      offsets: Float64Array.of(0, 1, 1, 3, 3, 3),
    };
    const { columns, metadata } = readArrow(file("lz4.feather"));
    const all = [...columns, complex, bits, lists];
    const again = readArrow(writeArrow({ columns: all, metadata: { ...metadata, n: 1.5 } }));
    expect(again.metadata).toEqual({ ...metadata, n: "1.5" });
    for (const [i, column] of all.entries()) expect([column.name, again.columns[i]]).toEqual([column.name, column]);
  });
});

describe("what is no Arrow file", () => {
  it.each([
    ["nothing", new Uint8Array(0), "ARROW_NOT_ARROW"],
    ["text", Uint8Array.from("a,b,c,d,e,f\n", (character) => character.charCodeAt(0)), "ARROW_NOT_ARROW"],
    ["a file that ends at once", file("plain.feather").subarray(0, 40), "ARROW_DAMAGED"],
    ["a file that ends in its rows", file("plain.feather").subarray(0, 5000), "ARROW_DAMAGED"],
  ])("%s is told", (_name, bytes, code) => {
    let found: unknown;
    try {
      readArrow(bytes);
    } catch (error) {
      found = isNightbookError(error) ? error.code : error;
    }
    expect(found).toBe(code);
  });
});

describe("cells of several texts", () => {
  const column = (values: string[], cellShape: number[]): DescribedColumn => ({
    ...{ name: "a", type: "text", length: 2, cellShape, values },
  });

  it.each([
    [[2], ["x", "y, z", "", '"']],
    [
      [2, 2],
      ["a", "b", "c", "d", "e", "f", "g", "h"],
    ],
  ])("come back with their shape %j", (shape, values) => {
    const [{ type, cellShape, values: found }] = readArrow(writeArrow({ columns: [column(values, shape)] })).columns;
    expect([type, cellShape, found]).toEqual(["text", shape, values]);
  });
});
