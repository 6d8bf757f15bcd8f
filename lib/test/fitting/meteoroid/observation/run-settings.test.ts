import { expect, it } from "@jest/globals";
import { runSettings } from "../../../../src/fitting/meteoroid/observation/run-settings";

it.each([
  // Slow points pull the limit down only to 10 km/s below the initial speed.
  { speed: 60_000, velocities: [59_000, 45_000], heights: [90_000], v_kill: 50_000, h_kill: 89_000, dt: 0.005 },
  { speed: 60_000, velocities: [59_000, 51_000], heights: [90_000], v_kill: 46_000, h_kill: 89_000, dt: 0.005 },
  { speed: 29_999, velocities: [20_000], heights: [20_000, 30_000], v_kill: 15_000, h_kill: 19_000, dt: 0.01 },
  { speed: 9_000, velocities: [4_000], heights: [500], v_kill: 1, h_kill: 1, dt: 0.01 },
  { speed: 9_000, velocities: [-5_000], heights: [500], v_kill: 1, h_kill: 1, dt: 0.01 },
])("of a meteor at $speed m/s with $velocities", ({ speed, velocities, heights, v_kill, h_kill, dt }) => {
  expect(runSettings(speed, velocities, heights)).toEqual({
    dt,
    disruption_on: false,
    lum_eff_type: 5,
    h_kill,
    v_kill,
  });
});
