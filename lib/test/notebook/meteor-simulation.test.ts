import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { fitting } from "nightbook";
import { displaySymbol } from "nightbook/core";
import { renderPng } from "../../src/charts/render.node";

const published = join(__dirname, "../golden/meteor-example/fit_json/20191023_091225_sim_fit_dynesty_BestGuess.json");
const entry = {
  height: 90_000,
  number: 3,
  mass_percent: 40,
  sigma: 2e-8,
  gamma: null,
  erosion_coeff: 3e-7,
  grain_mass_min: 1e-10,
  grain_mass_max: 1e-8,
  mass_index: 2,
  upward_only: false,
};
const breaking = fitting.simulation({
  m_init: 1e-4,
  v_init: 40_000,
  rho: 2000,
  erosion_coeff: 1e-8,
  disruption_on: false,
  fragmentation_on: true,
  fragmentation_entries: [
    { ...entry, frag_type: "F" },
    { ...entry, frag_type: "EF", height: 88_000 },
    { ...entry, frag_type: "D", height: 86_000 },
  ],
});

describe("fitting.simulation", () => {
  it("tells the light of every part, which add up to the whole", () => {
    const [total, ...parts] = breaking.parts();
    expect([total.name, ...parts.map(({ name }) => name)]).toEqual([
      "total",
      "main body",
      "eroded grains",
      "F1",
      "EF2",
      "EF2 grains",
      "D3 grains",
    ]);
    const highest = Math.max(...total.luminosity);
    for (const [row, power] of total.luminosity.entries()) {
      const sum = parts.reduce((all, { luminosity }) => all + luminosity[row], 0);
      // A fragment that ends in a step shines in the total only.
      expect(sum).toBeLessThanOrEqual(power * (1 + 1e-9) + 1e-12);
      expect(power - sum).toBeLessThan(1e-3 * highest);
    }
  });

  it("draws the light and the wake", async () => {
    expect(breaking[displaySymbol]()["text/plain"]).toMatch(/^Light of 7 parts of a meteor: total up to /);
    const wake = breaking.wake(88_000, 84_000);
    expect(wake.description).toMatch(/^Wake of a meteor: at 8[78]\.\d+ km up to .* W\/m/);
    for (const { spec } of [breaking.lightCurves(), wake])
      expect((await renderPng(spec, { scale: 1 })).width).toBeLessThan(950);
    expect(() => breaking.wake(1000)).toThrow("passes none of the heights, m: 1000");
    expect(() => breaking.wakes([])).toThrow("Wakes need heights");
  });

  it("puts all light in the window into the wake", () => {
    const [wake] = breaking.wakes([88_000]);
    const step = wake.length[1] - wake.length[0];
    const inWake = wake.luminosity.reduce((sum, power) => sum + power * step, 0);
    expect(inWake / breaking.run.columns.luminosity[wake.row]).toBeGreaterThan(0.8);
    expect(inWake / breaking.run.columns.luminosity[wake.row]).toBeLessThan(1.02);
  });

  it("opens published solutions and tells their densities", () => {
    const solution = fitting.simulation(published);
    const { massWeighted, volumeWeighted, massAtChange } = solution.densities();
    const { rho, erosion_rho_change, m_init } = solution.run.constantsAfter;
    const part = massAtChange / m_init;
    expect(massWeighted).toBeCloseTo(rho * (1 - part) + erosion_rho_change * part, 9);
    expect(1 / volumeWeighted).toBeCloseTo((1 - part) / rho + part / erosion_rho_change, 12);
    expect(String(solution.densityTable())).toMatch(/mass-weighted +\d+\.?\d* +kg\/m³/);
  });
});
