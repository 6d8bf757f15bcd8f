import { describe, expect, it } from "@jest/globals";
import type { Constants } from "../../../../src/fitting/meteoroid/constants";
import type { FragmentationEntry } from "../../../../src/fitting/meteoroid/erosion/fragmentation-entry";
import { simulate } from "../../../../src/fitting/meteoroid/erosion/simulate";

/** A gram at 20 km/s that only ablates. */
const whole: Partial<Constants> = {
  m_init: 1e-3,
  v_init: 20e3,
  dt: 0.01,
  rho: 3500,
  lum_eff_type: 7,
  erosion_on: false,
  disruption_on: false,
  h_kill: 20e3,
};

function withEntries(...entries: Partial<FragmentationEntry>[]): Partial<Constants> {
  return { ...whole, fragmentation_on: true, fragmentation_entries: entries as FragmentationEntry[] };
}

describe("limits of a run", () => {
  const limitsError = (options: object, constants: Partial<Constants> = {}) => {
    try {
      simulate({ ...whole, ...constants }, options);
    } catch (error) {
      return error as Error & { code: string; hint: string };
    }
    throw new Error("no error");
  };

  it("end a meteoroid that flies away from the Earth", () => {
    const error = limitsError({ maxSteps: 2000 }, { zenith_angle: 2.5, dens_co: [-30, 0, 0, 0, 0, 0, 0] });
    expect(error.code).toBe("EROSION_RUN_UNBOUNDED");
    expect(error.message).toMatch(/1 fragments still move after 2000 steps of 0.01 s/);
    expect(error.hint).toMatch(/dt/);
  });

  it("end a run of too many steps of single fragments", () => {
    const eroding = { erosion_on: true, erosion_coeff: 1e-6 };
    expect(limitsError({ maxFragmentSteps: 3000 }, eroding).message).toMatch(/steps of single fragments/);
  });

  it("end a run with too many fragments", () => {
    const eroding = { erosion_on: true, erosion_coeff: 1e-6 };
    expect(limitsError({ maxFragments: 30 }, eroding).message).toMatch(/more than 30 fragments/);
  });

  it("end a run whose numbers overflow", () => {
    expect(limitsError({}, { dt: 1e300 }).code).toBe("EROSION_RUN_BROKE");
    expect(limitsError({}, { dens_co: [400, 0, 0, 0, 0, 0, 0] }).code).toBe("EROSION_RUN_BROKE");
  });

  it("must be positive numbers themselves", () => {
    expect(limitsError({ maxSteps: 0 }).message).toBe("maxSteps must be positive: 0");
    expect(limitsError({ maxFragments: Number.NaN }).message).toBe("maxFragments must be finite: NaN");
    expect(limitsError({ maxFragmentSteps: "many" }).message).toBe("maxFragmentSteps must be a number: many");
  });

  it("let a huge step end by itself", () => {
    expect(simulate({ ...whole, dt: 100 }).nRows).toBeLessThan(5);
  });
});

describe("the end of a fragment", () => {
  it.each([
    [{ h_kill: 90e3 }, "main_height", 90e3],
    [{ v_kill: 19e3 }, "main_vel", 19e3],
    [{ m_kill: 5e-4 }, "main_mass", 5e-4],
  ] as const)("comes with %j", (limit, column, value) => {
    const { columns, nRows } = simulate({ ...whole, ...limit });
    expect(columns[column][nRows - 1]).toBeLessThanOrEqual(value);
    expect(columns[column][nRows - 2]).toBeGreaterThan(value);
  });

  it("comes with the length of the path", () => {
    const { columns, nRows } = simulate({ ...whole, len_kill: 50e3 });
    expect(columns.main_length[nRows - 1]).toBeGreaterThan(50e3);
    expect(columns.main_length[nRows - 2]).toBeLessThanOrEqual(50e3);
  });
});

describe("erosion", () => {
  const grains = { erosion_mass_min: 1e-9, erosion_mass_max: 1e-7, erosion_bins_per_10mass: 4 };
  const eroding = { ...whole, ...grains, erosion_on: true, erosion_coeff: 2e-8, erosion_height_start: 100e3 };

  it("begins one step below its height and notes the state of the meteoroid", () => {
    const { columns, constantsAfter: after } = simulate({ ...eroding, erosion_height_change: 1 });
    const below = columns.main_height.findIndex((height) => height < 100e3);
    const first = columns.luminosity_eroded.findIndex((power) => power > 0);
    expect(after.erosion_beg_mass).toBe(columns.main_mass[below + 1]);
    expect(after.erosion_beg_vel).toBe(columns.main_vel[below + 1]);
    expect(first).toBe(below + 2);
    expect(after.mass_at_erosion_change).toBeNull();
  });

  it("changes coefficient, density and ablation of the main fragment once", () => {
    const changes = { erosion_height_change: 90e3, erosion_rho_change: 2000, erosion_sigma_change: 1e-8 };
    const { constantsAfter: after, mainAfter } = simulate({ ...eroding, ...changes, erosion_coeff_change: 4e-8 });
    expect(mainAfter.rho).toBe(2000);
    expect(mainAfter.sigma).toBe(1e-8);
    expect(mainAfter.erosion_coeff).toBe(4e-8);
    expect(mainAfter.K).toBeCloseTo(1.21 * 2000 ** (-2 / 3), 12);
    expect(after.mass_at_erosion_change).toBeGreaterThan(0);
  });

  it("swaps grain masses given in the wrong order and raises the grains' density", () => {
    const { constantsAfter: after } = simulate({ ...eroding, erosion_mass_min: 1e-8, erosion_mass_max: 1e-10 });
    expect(after.erosion_mass_min).toBe(1e-10);
    expect(after.erosion_mass_max).toBe(1e-8);
    expect(after.rho_grain).toBe(3500);
  });
});

describe("disruption", () => {
  const weak = { ...whole, disruption_on: true, compressive_strength: 5000 };

  it("breaks the main fragment at its strength", () => {
    const { columns, constantsAfter: after, mainAfter } = simulate(weak);
    expect(mainAfter.dyn_press).toBeGreaterThan(5000);
    expect(mainAfter.active).toBe(false);
    expect(mainAfter.m).toBe(0);
    expect(after.disruption_height).toBe(after.main_mass_exhaustion_ht);
    const last = columns.main_height.findLastIndex((height) => height > 0);
    expect(columns.main_dyn_press[last - 1]).toBeLessThanOrEqual(5000);
    expect(columns.luminosity_eroded[last + 1]).toBeGreaterThan(0);
  });

  it("makes only grains when no mass is left for pieces", () => {
    const { constantsAfter: after } = simulate({ ...weak, disruption_mass_grain_ratio: 1 });
    expect(after.disruption_height).toBeNull();
    expect(after.total_fragments).toBeGreaterThan(5);
  });

  it("survives an entry that splits the meteoroid in the very same step", () => {
    const { constantsAfter } = simulate(weak);
    const height = (constantsAfter.disruption_height as number) + 1;
    const entry = { frag_type: "F" as const, height, number: 2, mass_percent: 50 };
    const run = simulate({ ...weak, fragmentation_on: true, fragmentation_entries: [entry as FragmentationEntry] });
    expect(run.fragmentationAfter[0].done).toBe(true);
    expect(run.fragmentationAfter[0].parent_mass).toBe(0);
    expect(run.columns.luminosity.every(Number.isFinite)).toBe(true);
  });
});

describe("fragmentation entries", () => {
  const unchanged = simulate(whole);

  it("do nothing while fragmentation is off, and act in the right step when on", () => {
    const entry = { frag_type: "M" as const, height: 85e3, sigma: 5e-9 };
    const off = simulate({ ...withEntries(entry), fragmentation_on: false });
    expect(off.columns).toEqual(unchanged.columns);
    expect(off.fragmentationAfter).toEqual([]);
    const { columns, fragmentationAfter, mainAfter } = simulate(withEntries(entry));
    const row = columns.main_height.findIndex((height) => height < 85e3);
    expect(fragmentationAfter[0]).toMatchObject({ id: 0, done: true, parent_mass: columns.main_mass[row], mass: null });
    expect(fragmentationAfter[0].time).toBe(columns.time[row - 1]);
    expect(mainAfter.sigma).toBe(5e-9);
    expect(columns.main_mass[row]).toBe(unchanged.columns.main_mass[row]);
    expect(columns.main_mass[row + 1]).toBeGreaterThan(unchanged.columns.main_mass[row + 1]);
  });

  it("F and EF take their share of the mass and keep their own light curves", () => {
    const grains = { erosion_coeff: 5e-8, grain_mass_min: 1e-9, grain_mass_max: 1e-7, mass_index: 2 };
    const share = { number: 2, mass_percent: 40, height: 85e3 };
    const run = simulate({
      ...withEntries({ frag_type: "F", ...share }, { frag_type: "EF", ...share, ...grains }),
      fragmentation_show_individual_lcs: true,
      erosion_bins_per_10mass: 4,
    });
    const [f, ef] = run.fragmentationAfter;
    expect((f.mass as number) / (f.parent_mass as number)).toBeCloseTo(0.4, 12);
    expect((ef.parent_mass as number) / (f.parent_mass as number)).toBeCloseTo(0.6, 12);
    expect([f.n_fragments, ef.n_fragments]).toEqual([2, 2]);
    expect(f.main_luminosity?.length).toBeGreaterThan(10);
    expect(f.grains_luminosity?.length).toBe(0);
    expect(ef.grains_luminosity?.length).toBeGreaterThan(10);
    expect(run.constantsAfter.total_fragments).toBeGreaterThan(1);
    expect(run.columns.luminosity_eroded.every((power) => power === 0)).toBe(true);
  });

  it("D turns mass into dust at once", () => {
    const dust = { grain_mass_min: 1e-9, grain_mass_max: 1e-7, mass_index: 2 };
    const run = simulate(withEntries({ frag_type: "D", height: 85e3, mass_percent: 50, ...dust }));
    const outcome = run.fragmentationAfter[0];
    expect((outcome.mass as number) / (outcome.parent_mass as number)).toBeCloseTo(0.5, 12);
    const peak = (s: typeof run) => Math.max(...s.columns.luminosity);
    expect(peak(run)).toBeGreaterThan(2 * peak(unchanged));
  });

  it("A changes every fragment", () => {
    const share = { number: 1, mass_percent: 50 };
    const run = simulate(
      withEntries(
        { frag_type: "F", height: 90e3, ...share },
        { frag_type: "A", height: 80e3, gamma: 0.4, sigma: 1e-9 },
      ),
    );
    expect(run.mainAfter.gamma).toBe(0.4);
    expect(run.mainAfter.K).toBeCloseTo(0.4 * 1.21 * 3500 ** (-2 / 3), 12);
    expect(run.mainAfter.sigma).toBe(1e-9);
  });

  it("can wait for the way up", () => {
    const up = { frag_type: "M" as const, height: 90e3, sigma: 5e-9, upward_only: true };
    expect(simulate(withEntries(up)).fragmentationAfter[0].done).toBe(false);
    const grazing = { ...withEntries(up), zenith_angle: 1.4, m_init: 100, len_kill: 3e6 };
    const run = simulate(grazing);
    expect(run.fragmentationAfter[0].done).toBe(true);
    expect(run.constantsAfter.main_bottom_ht).toBeLessThan(90e3);
  });
});
