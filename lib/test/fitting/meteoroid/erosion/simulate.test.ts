import { describe, expect, it } from "@jest/globals";
import type { FragmentationOutcome } from "../../../../src/fitting/meteoroid/erosion/fragmentation-entry";
import { stepColumnNames } from "../../../../src/fitting/meteoroid/erosion/result-columns";
import { type Simulation, simulate } from "../../../../src/fitting/meteoroid/erosion/simulate";
import { type GoldenRun, golden, goldenRuns } from "./golden";

const tolerance = 1e-9;

/** Difference relative to the larger of the two, 0 where both are 0. */
function relative(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

function columnDeviation(run: Simulation, expected: GoldenRun, name: string): number {
  const ours = run.columns[name as keyof typeof run.columns];
  const theirs = expected.columns[name];
  const peak = theirs.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
  let worst = 0;
  expected.row_index.forEach((row, k) => {
    const value = theirs[k];
    if (value === null) expect(Number.isFinite(ours[row])).toBe(false);
    else worst = Math.max(worst, Math.abs(ours[row] - value) / (peak || 1));
  });
  return worst;
}

/** Every key of the stored object, with numbers to the tolerance. */
function expectEqual(ours: object, stored: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(stored)) {
    const mine = (ours as Record<string, unknown>)[name];
    if (typeof value === "number") {
      if (relative(mine as number, value) > tolerance) throw new Error(`${name}: ${mine} is not ${value}`);
    } else expect([name, mine]).toEqual([name, value]);
  }
}

/** Light curves are stored with every so many points; the rest is compared key by key. */
function expectSameOutcome(ours: FragmentationOutcome, stored: GoldenRun["fragmentation_after"][number]): void {
  for (const [name, value] of Object.entries(stored)) {
    if (name.endsWith("_stride") || name.endsWith("_n")) continue;
    const mine = ours[name as keyof FragmentationOutcome];
    if (!Array.isArray(value)) {
      expectEqual({ [name]: mine }, { [name]: value });
      continue;
    }
    const curve = mine as number[];
    expect(curve.length).toBe(stored[`${name}_n`]);
    const peak = Math.max(0, ...curve.map(Math.abs));
    const stride = stored[`${name}_stride`] as number;
    value.forEach((y, k) => {
      const deviation = Math.abs(curve[Math.min(k * stride, curve.length - 1)] - y) / peak;
      if (!(deviation <= tolerance)) throw new Error(`${name}[${k * stride}]: ${curve[k * stride]} is not ${y}`);
    });
  }
}

describe.each(goldenRuns)("the run %s", (name) => {
  const expected = golden<GoldenRun>(name);
  const run = simulate(expected.constants);

  it("has as many rows", () => {
    expect(run.nRows).toBe(expected.n_rows);
  });

  it("gives the same columns", () => {
    const deviations = Object.keys(expected.columns).map((column) => [column, columnDeviation(run, expected, column)]);
    const off = deviations.filter(([, deviation]) => !((deviation as number) <= tolerance));
    expect(off).toEqual([]);
  });

  it("gives the same sums and maximum", () => {
    for (const column of stepColumnNames) {
      const deviation = relative(run.sums[column], expected.sums[column]);
      if (deviation > tolerance) throw new Error(`${column}: ${run.sums[column]} is not ${expected.sums[column]}`);
    }
    const luminosity = run.columns.luminosity;
    const brightest = luminosity.indexOf(luminosity.reduce((a, b) => Math.max(a, b)));
    expect(brightest).toBe(expected.luminosity_argmax);
    expect(relative(luminosity[brightest], expected.luminosity_max)).toBeLessThanOrEqual(tolerance);
  });

  it("leaves the same constants, main fragment and fragmentation entries", () => {
    expectEqual(run.constantsAfter, expected.const_after);
    expectEqual(run.mainAfter, expected.frag_main_after);
    expect(run.fragmentationAfter.length).toBe(expected.fragmentation_after.length);
    expected.fragmentation_after.forEach((stored, k) => {
      expectSameOutcome(run.fragmentationAfter[k], stored);
    });
  });
});
