import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Constants } from "../../../../src/fitting/meteoroid/constants";
import type { FragmentationEntry } from "../../../../src/fitting/meteoroid/erosion/fragmentation-entry";
import { type Simulation, simulate } from "../../../../src/fitting/meteoroid/erosion/simulate";

const entryDefaults: FragmentationEntry = {
  frag_type: "M",
  height: 85e3,
  number: 2,
  mass_percent: 30,
  sigma: 2e-8,
  gamma: 0.9,
  erosion_coeff: 1e-7,
  grain_mass_min: 1e-10,
  grain_mass_max: 1e-8,
  mass_index: 2,
  upward_only: false,
};

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Meteoroids of every kind, quick to simulate. */
const meteoroids: fc.Arbitrary<Partial<Constants>> = fc.record({
  dt: fc.constant(0.03),
  m_init: between(-7, -4).map((x) => 10 ** x),
  v_init: between(15e3, 70e3),
  rho: between(200, 7000),
  sigma: between(5e-9, 5e-8),
  zenith_angle: between(0, 1.2),
  lum_eff_type: fc.integer({ min: 0, max: 8 }),
  erosion_on: fc.boolean(),
  erosion_coeff: between(-9, -6).map((x) => 10 ** x),
  erosion_height_start: between(80e3, 120e3),
  erosion_height_change: between(70e3, 100e3),
  erosion_bins_per_10mass: fc.integer({ min: 2, max: 6 }),
  erosion_grain_distribution: fc.constantFrom("powerlaw" as const, "gamma" as const),
  erosion_mass_index: between(1, 3),
  erosion_mass_min: fc.constant(1e-10),
  erosion_mass_max: fc.constant(1e-8),
  disruption_on: fc.boolean(),
  compressive_strength: between(500, 50e3),
  fragmentation_on: fc.boolean(),
  fragmentation_entries: fc.array(
    fc
      .record({ frag_type: fc.constantFrom("M", "A", "F", "EF", "D"), height: between(70e3, 110e3) })
      .map((changes) => ({ ...entryDefaults, ...changes })),
    { maxLength: 3 },
  ),
});

describe("any meteoroid", () => {
  const runs: { constants: Partial<Constants>; run: Simulation }[] = fc
    .sample(meteoroids, { numRuns: 30, seed: 20191023 })
    .map((constants) => ({ constants, run: simulate(constants) }));

  it("gives numbers everywhere, except for the magnitude of the dark", () => {
    for (const { run } of runs) {
      for (const [name, column] of Object.entries(run.columns)) {
        expect(column.length).toBe(run.nRows);
        if (name.startsWith("abs_magnitude")) expect(column.some(Number.isNaN)).toBe(false);
        else expect(column.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it("never gains mass, and ends with next to none or below a limit", () => {
    for (const { run } of runs) {
      const mass = run.columns.mass_total_active;
      for (let i = 1; i < run.nRows; i++) expect(mass[i]).toBeLessThanOrEqual(mass[i - 1] * (1 + 1e-12));
      expect(run.columns.main_mass.every((m) => m >= 0)).toBe(true);
    }
  });

  it("slows down, counts its fragments, and records where the main fragment ended", () => {
    for (const { constants, run } of runs) {
      const { columns, constantsAfter: after } = run;
      expect(Math.max(...columns.main_vel)).toBeLessThanOrEqual(constants.v_init as number);
      const alive = columns.main_height.findLastIndex((height) => height > 0);
      expect(columns.main_height[alive]).toBe(after.main_mass_exhaustion_ht);
      expect(columns.main_mass.subarray(alive + 1).every((m) => m === 0)).toBe(true);
      expect(after.main_bottom_ht).toBe(Math.min(...columns.main_height.subarray(0, alive + 1)));
      expect(after.n_active).toBeLessThanOrEqual(0);
      expect(after.n_active).toBeGreaterThanOrEqual(-1);
      expect(columns.time[run.nRows - 1]).toBe(after.total_time);
    }
  });

  it("shines with its main fragment, its grains and what is dying", () => {
    for (const { constants, run } of runs) {
      const { luminosity, luminosity_main: main, luminosity_eroded: eroded } = run.columns;
      for (let i = 0; i < run.nRows; i++) {
        expect(luminosity[i]).toBeGreaterThanOrEqual((main[i] + eroded[i]) * (1 - 1e-12));
        if (constants.lum_eff_type === 0 && luminosity[i] > 0) expect(run.columns.tau_total[i]).toBeCloseTo(0.007, 12);
      }
    }
  });

  it("is the same every time, and leaves its constants alone", () => {
    for (const { constants, run } of runs.slice(0, 5)) {
      const before = structuredClone(constants);
      expect(simulate(constants)).toEqual(run);
      expect(constants).toEqual(before);
    }
  });
});

describe("energy", () => {
  it("of a single body turns into light by the luminous efficiency", () => {
    const tau = 0.01;
    const run = simulate({
      m_init: 1e-4,
      v_init: 30e3,
      dt: 0.001,
      lum_eff_type: 0,
      lum_eff: 100 * tau,
      erosion_on: false,
      disruption_on: false,
    });
    const light = run.sums.luminosity * 0.001;
    const { m, v } = run.mainAfter;
    const lost = (1e-4 * 30e3 ** 2 - m * v ** 2) / 2;
    expect(light / (tau * lost)).toBeCloseTo(1, 2);
  });

  it("is the same whether the body stays whole or erodes into grains that burn up", () => {
    const light = (erosion_on: boolean) => {
      const run = simulate({ m_init: 1e-5, v_init: 60e3, dt: 0.002, erosion_on, disruption_on: false });
      return run.sums.luminosity * 0.002;
    };
    expect(light(true) / light(false)).toBeCloseTo(1, 1);
  });
});

describe("the height", () => {
  it("falls by gravity in proportion to the number of steps", () => {
    const drop = (steps: number) => {
      const height = 180e3 - steps * 0.01 * 20e3;
      const run = simulate({ zenith_angle: 0, v_init: 20e3, dt: 0.01, h_kill: height + 100, erosion_on: false });
      return run.mainAfter.h_grav_drop_total;
    };
    expect(drop(200) / drop(100)).toBeCloseTo(2, 1);
  });
});
