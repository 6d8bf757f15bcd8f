import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Constants } from "../../../../src/fitting/meteoroid/constants";
import { type Simulation, simulate } from "../../../../src/fitting/meteoroid/erosion/simulate";
import { type GoldenRun, golden, goldenRuns } from "./golden";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const decades = (min: number, max: number) => between(min, max).map((x) => 10 ** x);

/** Bodies that are alone for long, whatever ends it. */
const bodies: fc.Arbitrary<Partial<Constants>> = fc.record({
  dt: fc.constantFrom(0.005, 0.02),
  m_init: decades(-7, 1),
  v_init: between(11e3, 72e3),
  rho: between(300, 7800),
  sigma: decades(-9, -7),
  zenith_angle: between(0, 1.45),
  lum_eff_type: fc.integer({ min: 0, max: 8 }),
  erosion_on: fc.boolean(),
  erosion_height_start: between(70e3, 110e3),
  erosion_coeff: fc.constant(1e-9),
  erosion_bins_per_10mass: fc.constant(2),
  disruption_on: fc.boolean(),
  compressive_strength: decades(2, 6),
  h_kill: between(20e3, 90e3),
  v_kill: between(1e3, 10e3),
  m_kill: decades(-14, -8),
  len_kill: fc.constantFrom(-1, 150e3),
  fragmentation_on: fc.boolean(),
  fragmentation_entries: fc.constantFrom([], [{ frag_type: "M", height: 95e3, sigma: 1e-8, upward_only: false }]),
}) as fc.Arbitrary<Partial<Constants>>;

/** The run, or why there is none. */
function outcome(constants: Partial<Constants>, wake: boolean): Simulation | string {
  try {
    return simulate({ ...constants, wake_heights: [] }, { wake, maxFragmentSteps: 900_000 });
  } catch (error) {
    return String(error);
  }
}

/** Asking for a wake, even where none will be, makes every step go the long way. */
function expectSame(constants: Partial<Constants>): void {
  const quick = outcome(constants, false);
  const long = outcome(constants, true);
  if (typeof quick === "string" || typeof long === "string") {
    expect(quick).toBe(long);
    return;
  }
  for (const name of Object.keys(long.columns) as (keyof typeof long.columns)[]) {
    const off = long.columns[name].findIndex((value, i) => !Object.is(value, quick.columns[name][i]));
    expect([name, off]).toEqual([name, -1]);
  }
  expect(quick).toEqual(long);
}

describe("a main fragment that is alone", () => {
  it.each(goldenRuns)("goes the same way, to the last bit, in the run %s", (name) => {
    expectSame(golden<GoldenRun>(name).constants);
  });

  it("goes the same way whatever ends it", () => {
    fc.assert(fc.property(bodies, expectSame), { numRuns: 60 });
  });

  it("stops at the limits of the run", () => {
    expect(() => simulate({ erosion_on: false }, { maxSteps: 20 })).toThrow(/still move after 20 steps/);
    expect(() => simulate({ erosion_on: false }, { maxFragmentSteps: 30 })).toThrow(/after 30 steps of single/);
  });
});
