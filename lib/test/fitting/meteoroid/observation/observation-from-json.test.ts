import { describe, expect, it } from "@jest/globals";
import { observationFromJson } from "../../../../src/fitting/meteoroid/observation";
import { goldenObservation as golden } from "./unit-values";

const { _note, ...whole } = golden;

const without = (...fields: string[]): unknown =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !fields.includes(name)));

describe("observationFromJson", () => {
  it("takes an observation as it stands", () => {
    expect(observationFromJson(golden, "a.json")).toEqual(whole);
  });

  it("works out what follows from the rest", () => {
    const document = without(
      "dt",
      "disruption_on",
      "lum_eff_type",
      "h_kill",
      "v_kill",
      "helper_vars",
      "noise_mag",
      "noise_vel",
    );
    expect(observationFromJson(document, "a.json")).toEqual(whole);
    const { file_name, apparent_magnitudes } = observationFromJson(
      without("file_name", "apparent_magnitudes"),
      "a.json",
    );
    expect([file_name, apparent_magnitudes]).toEqual([["a.json"], whole.absolute_magnitudes]);
  });

  it.each<[string, unknown, string]>([
    ["a list", [], "the document is not a JSON object"],
    ["nothing", null, "the document is not a JSON object"],
    ["a missing field", without("dens_co"), "a.json, dens_co: Cannot read the observation: the field is missing."],
    ["an inherited field", without("m_init"), "m_init"],
    [
      "text for a number",
      { ...whole, v_init: "fast" },
      "a.json, v_init: Cannot read the observation: the field is not a finite number.",
    ],
    [
      "a hole in a list",
      { ...whole, lag: [null, ...whole.lag.slice(1)] },
      "a.json, lag: Cannot read the observation: the field is not a list of finite numbers.",
    ],
    [
      "lists of different length",
      { ...whole, lag: [1, 2] },
      "a.json, lag: Cannot read the observation: the field has 2 values, not 30.",
    ],
    [
      "no points",
      { ...whole, time_lum: [] },
      "a.json, time_lum: Cannot read the observation: the field has 0 values, not 1.",
    ],
    ["six coefficients", { ...whole, dens_co: [1, 2, 3, 4, 5, 6] }, "the field has 6 values, not 7"],
    ["a truth as text", { ...whole, disruption_on: "no" }, "the field is not true or false"],
    ["numbers for stations", { ...whole, stations_lag: whole.lag }, "the field is not a list of texts"],
  ])("refuses %s", (_, document, line) => {
    let message = "";
    try {
      observationFromJson(document, "a.json");
    } catch (error) {
      message = (error as { oneLine(): string }).oneLine();
    }
    expect(message).toContain(line);
  });
});
