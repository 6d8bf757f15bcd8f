import { describe, expect, it } from "@jest/globals";
import { defaultConstants } from "../../../../src/fitting/meteoroid/constants";
import {
  fragmentationEntries,
  isFragmentVariable,
} from "../../../../src/fitting/meteoroid/likelihood/fragment-variables";

const main = { ...defaultConstants(), sigma: 3e-8, gamma: 0.8, erosion_coeff: 2e-7, erosion_mass_index: 1.9 };
const entriesOf = (values: Record<string, number | string | boolean>) =>
  fragmentationEntries(new Map(Object.entries(values)), main);

describe("fragmentationEntries", () => {
  it("groups names by type and number", () => {
    const entries = entriesOf({
      rho: 300,
      height_EF0: 95e3,
      height_EF1: 90e3,
      height_F0: 85e3,
      erosion_coeff_EF0: 1e-7,
      number_F0: 3,
      erosion_coeff_EF1: 4e-7,
    });
    expect(
      entries.map(({ frag_type, height, erosion_coeff, number }) => [frag_type, height, erosion_coeff, number]),
    ).toEqual([
      ["EF", 95e3, 1e-7, null],
      ["EF", 90e3, 4e-7, null],
      ["F", 85e3, 2e-7, 3],
    ]);
  });

  it("takes what is missing from the main fragment", () => {
    expect(entriesOf({ height_D0: 80e3, mass_percent_D0: 20 })).toEqual([
      {
        frag_type: "D",
        height: 80e3,
        number: null,
        mass_percent: 20,
        sigma: 3e-8,
        gamma: 0.8,
        erosion_coeff: 2e-7,
        grain_mass_min: main.erosion_mass_min,
        grain_mass_max: main.erosion_mass_max,
        mass_index: 1.9,
        upward_only: false,
      },
    ]);
  });

  it.each([
    [0.4, 0],
    [1.4, 1],
    [1.6, 2],
    [2.5, 2],
    [3.5, 4],
  ])("rounds %d pieces to %d, halves to even", (given, pieces) => {
    expect(entriesOf({ height_F0: 1, number_F0: given })[0].number).toBe(pieces);
  });

  it("ignores everything else", () => {
    expect(entriesOf({ erosion_mass_min: 1, noise_lag: 2, note_M0: "text" })).toEqual([]);
    expect(isFragmentVariable("height_EF12")).toBe(true);
    for (const name of ["height_EF", "EF0", "height_X0", "erosion_mass_min", "P_0m"]) {
      expect(isFragmentVariable(name)).toBe(false);
    }
  });
});
