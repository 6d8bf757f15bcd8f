import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { Bool, Int64, Table, TimestampMillisecond, tableFromArrays, vectorFromArray } from "apache-arrow";
import { arrowTable } from "../../../src/core/arrow";
import { fromDanfo, installToDanfo, toDanfo } from "../../../src/notebook/danfo/arrow-danfo.node";
import { danfo } from "../../../src/notebook/danfo/danfo.node";

const dates = [2459000.123456789, 2459001.987654321];

describe("danfo", () => {
  const { DataFrame, Series } = danfo();

  it("computes between frames with 64 bits", () => {
    const frame = new DataFrame({ jd: dates });
    expect(frame.mul(1).values).toEqual(dates.map((date) => [date]));
    expect(frame.sub(2459000).column("jd").values).toEqual(dates.map((date) => date - 2459000));
    expect(frame.lt(2459000.2).values).toEqual([[true], [false]]);
    expect(frame.add(frame).div(new DataFrame({ jd: [2, 2] })).values).toEqual(dates.map((date) => [date]));
  });

  it("broadcasts a series along rows and columns", () => {
    const frame = new DataFrame({ a: [1, 2], b: [3, 4] });
    expect(frame.mul(new Series([10, 100]), { axis: 1 }).values).toEqual([
      [10, 300],
      [20, 400],
    ]);
    expect(frame.mul(new Series([10, 100]), { axis: 0 }).values).toEqual([
      [10, 30],
      [200, 400],
    ]);
  });

  it("keeps the first argument of concat as it was", () => {
    const [first, second] = [new DataFrame({ a: [1, 2], b: [5, 6] }), new DataFrame({ a: [3], b: [7] })];
    const both = danfo().concat({ dfList: [first, second], axis: 0 }) as typeof first;
    expect(both.column("a").values).toEqual([1, 2, 3]);
    expect(first.column("a").values).toEqual([1, 2]);
  });

  it("groups, sorts, selects and draws samples", async () => {
    const frame = new DataFrame({ kind: ["a", "b", "a"], value: [1, 2, 3] });
    expect(frame.groupby(["kind"]).col(["value"]).sum().values).toEqual([
      ["a", 4],
      ["b", 2],
    ]);
    expect(frame.sortValues("value", { ascending: false }).column("value").values).toEqual([3, 2, 1]);
    expect(frame.query(frame.column("value").gt(1)).shape).toEqual([2, 2]);
    expect(frame.column("value").argMax()).toBe(2);
    expect((await frame.sample(2, { seed: 1 })).shape).toEqual([2, 2]);
  });

  it("reads files of this machine and nothing else", async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "danfo-")), "table.csv");
    fs.writeFileSync(file, "a,b\n1,x\n2,y\n");
    expect((await danfo().readCSV(file)).values).toEqual([
      [1, "x"],
      [2, "y"],
    ]);
    await expect(danfo().readCSV("https://example.org/x.csv")).rejects.toThrow("files of this machine");
    const { readExcel } = danfo() as unknown as { readExcel(file: string): Promise<unknown> };
    await expect(readExcel("x.xlsx")).rejects.toThrow("save the sheet as CSV");
  });
});

describe("toDanfo", () => {
  it("carries numbers, text, truths, times and what is missing", () => {
    const table = new Table({
      number: vectorFromArray([1.5, null]),
      text: vectorFromArray(["a", null]),
      truth: vectorFromArray([true, null], new Bool()),
      time: vectorFromArray([new Date(0), null], new TimestampMillisecond()),
      big: vectorFromArray([5n, 2n ** 60n], new Int64()),
    });
    const frame = toDanfo(table as never);
    expect(frame.columns).toEqual(["number", "text", "truth", "time", "big"]);
    expect(frame.values).toEqual([
      [1.5, "a", true, "1970-01-01T00:00:00.000Z", 5],
      [Number.NaN, null, null, null, "1152921504606846976"],
    ]);
  });

  it("is a method of every table once it is installed", () => {
    installToDanfo();
    expect(
      tableFromArrays({ jd: Float64Array.from(dates) })
        .toDanfo()
        .column("jd").values,
    ).toEqual(dates);
  });

  it("does not guess types from the first rows", () => {
    const values = [...Array.from({ length: 30 }, (_, i) => i), 0.5];
    expect(toDanfo(arrowTable({ x: { type: "float64", values } })).dtypes).toEqual(["float32"]);
  });

  it("takes a table without rows", () => {
    expect(toDanfo(arrowTable({ x: { type: "float64", values: [] } })).shape[0]).toBe(0);
  });
});

describe("fromDanfo", () => {
  it("gives back what toDanfo took, with units when told", () => {
    const table = arrowTable({
      jd: { type: "float64", values: dates },
      name: { type: "text", values: ["a", "b"] },
      good: { type: "bool", values: [true, false] },
    });
    const back = fromDanfo(toDanfo(table), { units: { jd: "d" } });
    expect(back.toArray().map((row) => ({ ...row }))).toEqual(table.toArray().map((row) => ({ ...row })));
    expect(back.schema.fields[0]?.metadata.get("unit")).toBe("d");
  });

  it("looks at what a column holds", () => {
    const { DataFrame, Series } = danfo();
    const mixed = new DataFrame([[1], [2], ["x"]], { columns: ["m"], dtypes: ["int32"] });
    expect(fromDanfo(mixed).getChild("m")?.toArray()).toEqual(["1", "2", "x"]);
    expect([...(fromDanfo(new Series([1, 2])).getChildAt(0) ?? [])]).toEqual([1, 2]);
  });
});
