import { describe, expect, it } from "@jest/globals";
import { meteorConstants, modelConstants } from "../../../../src/fitting/meteoroid/likelihood/model-constants";
import { observation } from "./golden";

const constantsOf = (values: Record<string, number | string | boolean>, densCo = observation.dens_co) =>
  modelConstants(meteorConstants(observation, densCo), new Map(Object.entries(values)));

describe("modelConstants", () => {
  it("takes the settings of the run from the observation", () => {
    const { dt, disruption_on, lum_eff_type, h_kill, v_kill, P_0m, zenith_angle, dens_co, h_init } = constantsOf({});
    expect([dt, disruption_on, lum_eff_type, P_0m, h_init]).toEqual([0.005, false, 5, 935, 180000]);
    expect([h_kill, v_kill]).toEqual([observation.h_kill, observation.v_kill]);
    expect([zenith_angle, dens_co]).toEqual([observation.zenith_angle, observation.dens_co]);
  });

  it("lets variables and another atmosphere override them", () => {
    const changed = constantsOf({
      dt: 0.01,
      disruption_on: true,
      lum_eff_type: 7,
      erosion_grain_distribution: "gamma",
    });
    expect([changed.dt, changed.disruption_on, changed.lum_eff_type]).toEqual([0.01, true, 7]);
    expect(changed.erosion_grain_distribution).toBe("gamma");
    expect(constantsOf({}, [1, 2, 3, 4, 5, 6, 7]).dens_co).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("switches fragmentation on for fragment variables only", () => {
    expect(constantsOf({ noise_lag: 3 }).fragmentation_on).toBe(false);
    const { fragmentation_on, fragmentation_entries } = constantsOf({ sigma: 1e-9, height_A0: 90e3, gamma_A0: 0.7 });
    expect(fragmentation_on).toBe(true);
    expect(fragmentation_entries[0]).toMatchObject({ frag_type: "A", gamma: 0.7, sigma: 1e-9 });
  });

  it("refuses what no run accepts", () => {
    expect(() => constantsOf({ m_init: -1 })).toThrow("m_init must be positive: -1");
    expect(() => constantsOf({ rho: "heavy" })).toThrow(TypeError);
  });
});
