import { describe, expect, it } from "@jest/globals";
import { nearestName } from "../../../src/fitting/priors/nearest-name";

const names = ["rho", "sigma", "erosion_coeff", "erosion_coeff_change", "v_init"];

describe("nearestName", () => {
  it.each([
    ["rhoo", "rho"],
    ["RHO", "rho"],
    ["sgima", "sigma"],
    ["erosion_coef", "erosion_coeff"],
    ["erosion_coeff_chnage", "erosion_coeff_change"],
    ["vinit", "v_init"],
    ["mass", null],
    ["x", null],
    ["", null],
    ["r".repeat(100_000), null],
  ])("%s", (word, wanted) => {
    expect(nearestName(word, names)).toBe(wanted);
  });
});
