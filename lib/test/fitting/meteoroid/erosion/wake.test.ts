import { describe, expect, it } from "@jest/globals";
import type { Constants } from "../../../../src/fitting/meteoroid/constants";
import { simulate } from "../../../../src/fitting/meteoroid/erosion/simulate";
import { golden } from "./golden";

interface GoldenWakes {
  constants: Partial<Constants>;
  wakes: {
    row: number;
    leading_frag_length: number;
    length_first_last: [number, number];
    profile_every5: number[];
  }[];
}

const expected = golden<GoldenWakes>("wake_BestGuess");
const run = simulate(expected.constants, { wake: true });

describe("the wake", () => {
  it("is taken when the leading fragment passes a wanted height", () => {
    expect(run.wakes.map((wake) => wake.row)).toEqual(expected.wakes.map((wake) => wake.row));
  });

  it.each(expected.wakes)("equals the stored profile of row $row", (stored) => {
    const wake = run.wakes.find(({ row }) => row === stored.row);
    if (wake === undefined) throw new Error("no wake");
    expect(wake.leadingLength).toBeCloseTo(stored.leading_frag_length, 5);
    expect(wake.length.length).toBe(500);
    expect(wake.length[0]).toBe(stored.length_first_last[0]);
    expect(wake.length[499]).toBeCloseTo(stored.length_first_last[1], 9);
    const peak = Math.max(...stored.profile_every5);
    stored.profile_every5.forEach((value, k) => {
      expect(Math.abs(wake.luminosity[5 * k] - value) / peak).toBeLessThan(1e-9);
    });
  });

  it("is taken at every step when no heights are given", () => {
    const all = simulate({ ...expected.constants, wake_heights: null }, { wake: true });
    expect(all.wakes.length).toBe(all.nRows);
    expect(simulate(expected.constants).wakes).toEqual([]);
  });

  it("holds about all the light that falls into its window", () => {
    // A wake much shorter than the window, a point spread wider than the grid.
    const { luminosity, length, row } = simulate(
      { ...expected.constants, wake_psf: [50], wake_psf_weights: [2], wake_extension: 5000 },
      { wake: true },
    ).wakes[0];
    const step = length[1] - length[0];
    const integral = luminosity.reduce((sum, value) => sum + value * step, 0);
    expect(integral / run.columns.luminosity[row]).toBeGreaterThan(0.98);
    expect(integral / run.columns.luminosity[row]).toBeLessThan(1.02);
  });
});
