import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { cbrt } from "../../../../src/core/special";
import { newGrains } from "../../../../src/fitting/meteoroid/erosion/grains";
import { workspaceOf } from "../../../../src/fitting/meteoroid/erosion/implementation";
import { readConstants } from "../../../../src/fitting/meteoroid/erosion/read-constants";
import { Run } from "../../../../src/fitting/meteoroid/erosion/run";
import { tick } from "../../../../src/fitting/meteoroid/erosion/tick";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A body that only ablates, so that it may be followed as a fragment and as a grain. */
const bodies = fc.record({
  dt: fc.constantFrom(0.002, 0.005, 0.02),
  m_init: between(-11, -3).map((x) => 10 ** x),
  v_init: between(11e3, 72e3),
  rho: between(300, 7800),
  sigma: between(-9, -7).map((x) => 10 ** x),
  gamma: between(0.5, 1.2),
  zenith_angle: between(0, 1.3),
  h_init: between(100e3, 140e3),
  lum_eff_type: fc.integer({ min: 0, max: 8 }),
});

/** Follows a body both ways until either ends; calls back after every step. */
function follow(body: object, compare: (run: Run, step: number) => void): Run {
  const given = { ...body, erosion_on: false, disruption_on: false, rho_grain: (body as { rho: number }).rho };
  const limits = { maxSteps: 1e6, maxFragments: 10, maxFragmentSteps: 1e6 };
  const run = new Run(readConstants(given), limits, workspaceOf(), true);
  const mass = run.constants.m_init;
  newGrains(run, 0, 1, mass, 1 / cbrt(mass), -1);
  const { row } = workspaceOf().results;
  do {
    row.fill(0);
    tick(run, row, null);
    compare(run, run.steps);
  } while (run.grains.size > 0 && run.fragments.active[0] === 1);
  return run;
}

describe("a grain", () => {
  it("lives exactly as long as the same body on its own", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { grains, fragments } = follow(body, () => {});
        expect([grains.size, fragments.active[0]]).toEqual([0, 0]);
      }),
      { numRuns: 60 },
    );
  });

  it("moves, ablates and shines like the same body on its own", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        let peak = 0;
        let worst = 0;
        follow(body, ({ grains: g, fragments: f }) => {
          const off = (a: number, b: number, size = Math.abs(b)) => {
            worst = Math.max(worst, Math.abs(a - b) / size);
          };
          peak = Math.max(peak, f.luminosity[0]);
          off(g.luminosity[0], f.luminosity[0], peak);
          // The root falls about evenly, so that what was rounded at the start counts for ever more of what is left.
          off(Math.cbrt(g.mass[0]), Math.cbrt(f.mass[0]), Math.cbrt(body.m_init));
          off(g.inverseRoot[0], 1 / Math.cbrt(g.mass[0]));
          for (const name of ["speed", "vertical", "horizontal", "height", "length", "drop", "tau"] as const) {
            off(g[name][0], f[name][0]);
          }
        });
        expect(worst).toBeLessThan(1e-10);
      }),
      { numRuns: 60 },
    );
  });
});
