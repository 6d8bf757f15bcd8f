import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Constants } from "../../../../src/fitting/meteoroid/constants";
import type { FragmentationEntry } from "../../../../src/fitting/meteoroid/erosion/fragmentation-entry";
import { workspaceOf } from "../../../../src/fitting/meteoroid/erosion/implementation";
import { type Simulation, simulate } from "../../../../src/fitting/meteoroid/erosion/simulate";
import { compileGrainStep } from "../../../../src/fitting/meteoroid/erosion/web-assembly-kernel";
import { type GoldenRun, golden, goldenRuns } from "./golden";

/** Names of the columns that differ by a bit. */
function different(a: Simulation, b: Simulation): string[] {
  const names = Object.keys(a.columns) as (keyof Simulation["columns"])[];
  return names.filter((name) => {
    const [x, y] = [a.columns[name], b.columns[name]];
    return x.length !== y.length || x.some((value, i) => !Object.is(value, y[i]));
  });
}

function expectSame(constants: Partial<Constants>, wake = false): void {
  const [fast, plain] = (["webassembly", "typescript"] as const).map((implementation) =>
    simulate(constants, { implementation, wake }),
  );
  expect(different(fast, plain)).toEqual([]);
  expect(fast).toEqual(plain);
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const decades = (min: number, max: number) => between(min, max).map((x) => 10 ** x);

const entry = fc.record({
  frag_type: fc.constantFrom("M", "A", "F", "EF", "D"),
  height: between(60e3, 110e3),
  number: fc.integer({ min: 1, max: 5 }),
  mass_percent: between(1, 90),
  sigma: decades(-9, -7),
  gamma: between(0.5, 1.2),
  erosion_coeff: decades(-9, -6),
  grain_mass_min: decades(-11, -9),
  grain_mass_max: decades(-9, -6),
  mass_index: between(1, 3),
  upward_only: fc.constant(false),
});

const meteoroids: fc.Arbitrary<Partial<Constants>> = fc.record({
  dt: fc.constantFrom(0.003, 0.01, 0.03),
  m_init: decades(-7, -1),
  v_init: between(5e3, 140e3),
  rho: between(200, 7000),
  sigma: decades(-9, -6),
  zenith_angle: between(0, 1.5),
  lum_eff_type: fc.integer({ min: 0, max: 8 }),
  lum_eff: between(0, 2),
  erosion_on: fc.boolean(),
  erosion_coeff: decades(-9, -6),
  erosion_height_start: between(80e3, 120e3),
  erosion_height_change: between(70e3, 100e3),
  erosion_coeff_change: decades(-9, -6),
  erosion_bins_per_10mass: fc.integer({ min: 2, max: 6 }),
  erosion_grain_distribution: fc.constantFrom("powerlaw" as const, "gamma" as const),
  erosion_mass_index: between(1, 3),
  erosion_mass_min: decades(-11, -9),
  erosion_mass_max: decades(-9, -7),
  disruption_on: fc.boolean(),
  compressive_strength: decades(2, 5),
  v_kill: fc.constantFrom(300, 3000, 10e3),
  h_kill: fc.constantFrom(1e3, 60e3),
  len_kill: fc.constantFrom(-1000, 150e3, 500e3),
  fragmentation_on: fc.boolean(),
  fragmentation_show_individual_lcs: fc.boolean(),
  fragmentation_entries: fc.array(entry as fc.Arbitrary<FragmentationEntry>, { maxLength: 3 }),
});

describe("WebAssembly and its twin", () => {
  it.each(goldenRuns)("give the same bits for the run %s", (name) => {
    expectSame(golden<GoldenRun>(name).constants);
  });

  it("give the same bits for any meteoroid", () => {
    fc.assert(
      fc.property(meteoroids, (constants) => {
        try {
          simulate(constants, { implementation: "webassembly", maxFragmentSteps: 40_000 });
        } catch {
          // Too long for a test, or numbers that overflow; the twin must say so too.
          expect(() => simulate(constants, { implementation: "typescript", maxFragmentSteps: 40_000 })).toThrow();
          return;
        }
        expectSame(constants);
      }),
      { numRuns: 40 },
    );
  });

  it("give the same wakes", () => {
    expectSame({ ...golden<GoldenRun>("ex_BestGuess").constants, wake_heights: [100e3, 95e3] }, true);
  });

  it("do not care what ran before", () => {
    const [first, second] = [golden<GoldenRun>("ex_BestGuess"), golden<GoldenRun>("11_everything")];
    const before = simulate(first.constants);
    simulate(second.constants);
    expect(() => simulate(second.constants, { maxFragmentSteps: 1000 })).toThrow(/EROSION|does not end/);
    expect(different(simulate(first.constants), before)).toEqual([]);
  });

  it("use WebAssembly where it can be had", async () => {
    expect(workspaceOf()).toBe(workspaceOf("webassembly"));
    expect(workspaceOf("typescript")).not.toBe(workspaceOf());
    expect(await compileGrainStep()).toBe(true);
  });
});
