import { describe, expect, it } from "@jest/globals";
import { defaultConstants } from "../../../src/fitting/meteoroid/constants";
import {
  fragmentationTypes,
  fragmentationVariable,
  fragmentationVariables,
  parsePrior,
  priorVariable,
  priorVariables,
  resolvePrior,
} from "../../../src/fitting/priors";
import { helpers } from "./golden";

describe("the catalogue of variables", () => {
  const constants = defaultConstants() as unknown as Record<string, unknown>;

  it("names constants of the model and the keys for loading", () => {
    const others = priorVariables.map((variable) => variable.name).filter((name) => !(name in constants));
    expect(others.sort()).toEqual(["fps", "noise_lag", "noise_lum"]);
  });

  it("misses no constant that a prior could set", () => {
    const notSettable =
      /^(total_time|n_active|total_fragments|dens_co|wake_.*|fragmentation_.*|electron_density_.*|disruption_height|erosion_beg_.*|mass_at_erosion_change|energy_.*|main_.*)$/;
    const missing = Object.keys(constants).filter((name) => !notSettable.test(name) && priorVariable(name) === null);
    expect(missing).toEqual([]);
  });

  it("says of each what it is, once", () => {
    const all = [...priorVariables, ...fragmentationVariables];
    for (const { meaning, template, usual, possible } of all) {
      expect(meaning.length > 3 && /^[A-Z]/.test(meaning) && !meaning.endsWith(".")).toBe(true);
      expect(template).not.toBe("");
      if (usual) expect(usual[0]).toBeLessThan(usual[1]);
      if (usual && possible) expect(usual[0] >= possible[0] && usual[1] <= possible[1]).toBe(true);
    }
    expect(new Set(priorVariables.map((variable) => variable.name)).size).toBe(priorVariables.length);
  });

  it("begins every line with values that are right", () => {
    const text = priorVariables.map(({ name, template }) => `${name}, ${template}`).join("\n");
    expect(resolvePrior(parsePrior(text), { helpers }).issues).toEqual([]);
  });

  it("has types of fragmentation whose variables exist", () => {
    for (const { required, optional } of fragmentationTypes) {
      for (const name of [...required, ...optional]) expect(fragmentationVariable(name)?.name).toBe(name);
    }
    expect(fragmentationTypes.map((info) => info.type)).toEqual(["M", "A", "F", "EF", "D"]);
  });
});
