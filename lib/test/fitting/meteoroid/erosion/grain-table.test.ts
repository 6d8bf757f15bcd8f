import { describe, expect, it } from "@jest/globals";
import { GrainTable } from "../../../../src/fitting/meteoroid/erosion/grain-table";

/** A table of n rows with masses 1 to n, entries and luminosities alike. */
function filled(n: number): GrainTable {
  const table = new GrainTable();
  for (let i = 1; i <= n; i++) {
    const row = table.add();
    table.mass[row] = i;
    table.gamma[row] = i;
    table.entry[row] = i;
    table.luminosity[row] = i;
  }
  return table;
}

describe("GrainTable", () => {
  it("grows without losing rows", () => {
    const table = filled(1000);
    expect(table.size).toBe(1000);
    for (const column of [table.mass, table.gamma, table.entry, table.luminosity]) {
      expect(Array.from(column.subarray(0, 1000), Number)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
    }
    expect(table.scratch.length).toBe(table.dead.length);
  });

  it("fills the gap of a removed row with the last one, after growing as well", () => {
    const table = filled(600);
    table.remove(599);
    table.remove(0);
    expect(table.size).toBe(598);
    for (const column of [table.mass, table.gamma, table.entry, table.luminosity]) {
      expect([column[0], column[1], column[597]]).toEqual([599, 2, 598]);
    }
  });
});
