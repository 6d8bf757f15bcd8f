import { describe, expect, it } from "@jest/globals";
import { isContradictory, modelValues } from "../../../../src/fitting/meteoroid/likelihood/model-values";
import { resolved } from "./golden";

const priorOf = (free: string[], fixed: Record<string, number> = {}, flags: Record<string, string[]> = {}) =>
  resolved({ variables: free, bounds: free.map(() => [0, 1]), flags, fixed });

describe("modelValues", () => {
  it("raises ten to variables flagged log and adds the fixed ones", () => {
    const prior = priorOf(["rho", "erosion_coeff"], { rho_grain: 3000 }, { rho: [], erosion_coeff: ["norm", "log"] });
    expect([...modelValues(prior, [300, -7])]).toEqual([
      ["rho", 300],
      ["erosion_coeff", 1e-7],
      ["rho_grain", 3000],
    ]);
  });
});

describe("isContradictory", () => {
  it.each([
    ["erosion_mass_min", "erosion_mass_max"],
    ["disruption_mass_min_ratio", "disruption_mass_max_ratio"],
    ["erosion_mass_max", "m_init"],
    ["erosion_height_change", "erosion_height_start"],
    ["rho", "erosion_rho_change"],
  ])("holds where %s exceeds %s, both free", (small, large) => {
    const prior = priorOf([small, large]);
    const at = (theta: number[]) => isContradictory(prior, modelValues(prior, theta));
    expect([at([2, 1]), at([1, 1]), at([1, 2])]).toEqual([true, false, false]);
  });

  it("does not hold against fixed values", () => {
    const prior = priorOf(["rho"], { erosion_rho_change: 100 });
    expect(isContradictory(prior, modelValues(prior, [200]))).toBe(false);
  });
});
