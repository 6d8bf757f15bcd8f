import { describe, expect, it } from "@jest/globals";
import { tableFromIPC, tableToIPC } from "apache-arrow";
import { trajectoryRecord, trajectoryTable } from "../../../src/ingest/trajectory";
import { exampleName, examplePickle } from "./synthetic";

describe("trajectoryTable", () => {
  const record = trajectoryRecord(examplePickle(), exampleName);

  it("holds every point with its unit, through Arrow's own file format", () => {
    const table = tableFromIPC(tableToIPC(trajectoryTable(record), "file"));
    expect(table.numRows).toBe(49);
    const units = table.schema.fields.map(({ name, metadata }) => [name, metadata.get("unit")]);
    expect(units).toEqual([
      ["station", undefined],
      ["time", "s"],
      ["height", "m"],
      ["absolute_magnitude", "mag"],
      ["speed", "m/s"],
      ["lag", "m"],
      ["distance", "m"],
      ["range", "m"],
      ["ignored", undefined],
    ]);
    expect(table.schema.metadata.get("file")).toBe(exampleName);
    expect(Number(table.schema.metadata.get("reference_julian_date"))).toBe(record.referenceJulianDate);
    expect([...table.getChild("height")!.toArray()]).toEqual(record.observations.flatMap(({ height }) => [...height]));
    expect(table.getChild("station")!.get(13)).toBe("02T");
    expect(table.getChild("ignored")!.get(0)).toBe(false);
  });

  it("shows a missing magnitude as null", () => {
    const observations = record.observations.map((o, i) => (i === 0 ? { ...o, absoluteMagnitude: null } : o));
    const column = trajectoryTable({ ...record, observations }).getChild("absolute_magnitude")!;
    expect([column.nullCount, column.get(0), column.get(13)]).toEqual([13, null, 1.270680913831205]);
  });
});
