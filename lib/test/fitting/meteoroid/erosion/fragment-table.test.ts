import { describe, expect, it } from "@jest/globals";
import { FragmentTable } from "../../../../src/fitting/meteoroid/erosion/fragment-table";

/** A table with the main fragment and n live pieces of masses 1 to n. */
function filled(n: number): FragmentTable {
  const table = new FragmentTable();
  table.active[0] = 1;
  table.entry[0] = -1;
  for (let i = 1; i <= n; i++) {
    const row = table.copy(0);
    table.mass[row] = i;
  }
  return table;
}

describe("FragmentTable", () => {
  it("grows without losing rows", () => {
    const table = filled(1000);
    expect(table.size).toBe(1001);
    expect(Array.from(table.mass.subarray(0, 4))).toEqual([0, 1, 2, 3]);
    expect(table.mass[1000]).toBe(1000);
    expect(table.active[1000]).toBe(1);
    expect(table.entry[1000]).toBe(-1);
  });

  it("takes dead rows out and keeps the order of the others", () => {
    const table = filled(6);
    for (const dead of [1, 3, 4]) table.active[dead] = 0;
    table.removeDead();
    expect(Array.from(table.mass.subarray(0, table.size))).toEqual([0, 2, 5, 6]);
    expect(Array.from(table.active.subarray(0, table.size))).toEqual([1, 1, 1, 1]);
  });

  it("keeps a dead main fragment and dead pieces of fragmentation entries", () => {
    const table = filled(3);
    table.entry[1] = 0;
    for (let i = 0; i < 4; i++) table.active[i] = 0;
    table.removeDead();
    expect(Array.from(table.mass.subarray(0, table.size))).toEqual([0, 1]);
  });
});
