import { describe, expect, it } from "@jest/globals";
import { GrainTable } from "../../../../src/fitting/meteoroid/erosion/grain-table";
import { plainKernel } from "../../../../src/fitting/meteoroid/erosion/plain-kernel";
import { webAssemblyKernel } from "../../../../src/fitting/meteoroid/erosion/web-assembly-kernel";

const none = () => Number.NaN;
const gaps = { lossPerE: none, inverseRootGrowth: none, efficiency: none, ionization: none, massFactor: none };

const kernels = [
  ["TypeScript", plainKernel],
  ["WebAssembly", webAssemblyKernel() ?? plainKernel],
] as const;

describe.each(kernels)("GrainTable in the memory of the kernel in %s", (_, makeKernel) => {
  /** A table of n rows with masses 1 to n, entries and luminosities alike. */
  function filled(n: number): GrainTable {
    const table = new GrainTable(makeKernel(gaps), []);
    for (let i = 1; i <= n; i++) {
      const row = table.add();
      table.mass[row] = i;
      table.gamma[row] = i;
      table.entry[row] = i;
      table.luminosity[row] = i;
    }
    return table;
  }

  it("grows without losing rows", () => {
    const table = filled(5000);
    expect(table.size).toBe(5000);
    for (const column of [table.mass, table.gamma, table.entry, table.luminosity]) {
      expect(Array.from(column.subarray(0, 5000))).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1));
    }
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
