import { describe, expect, it } from "@jest/globals";
import { type Constants, defaultConstants } from "../../../../src/fitting/meteoroid/constants";
import type { FragmentationEntry } from "../../../../src/fitting/meteoroid/erosion/fragmentation-entry";
import { changedConstants, readConstants } from "../../../../src/fitting/meteoroid/erosion/read-constants";
import { example } from "../likelihood/golden";

const read = (given: object) => readConstants(given as Partial<Constants>);
const readEntry = (entry: object) => read({ fragmentation_entries: [entry] }).fragmentation_entries[0];

describe("readConstants", () => {
  it("fills in the defaults", () => {
    expect(readConstants({})).toEqual(defaultConstants());
    expect(readConstants({ rho: 300 })).toEqual({ ...defaultConstants(), rho: 300 });
  });

  it("takes the JSON of a fit: foreign names, a single wake width, outputs of an earlier run", () => {
    const fit = example<object>("fit_json/20191023_091225_sim_fit_dynesty_BestGuess.json");
    const constants = read(fit);
    expect(constants.wake_psf).toEqual([3]);
    expect(constants.wake_psf_weights).toEqual([1]);
    expect(constants.erosion_beg_vel).toBeNull();
    expect(constants.total_time).toBe(0);
    expect(constants).not.toHaveProperty("noise_lag");
  });

  it("copies lists", () => {
    const dens_co = [1, 2, 3, 4, 5, 6, 7];
    const constants = readConstants({ dens_co });
    constants.dens_co[0] = 99;
    expect(dens_co[0]).toBe(1);
  });

  it("reads switches as true, false, 1 or 0", () => {
    expect(read({ erosion_on: 0 }).erosion_on).toBe(false);
    expect(read({ erosion_on: 1 }).erosion_on).toBe(true);
    expect(() => read({ erosion_on: "True" })).toThrow(new TypeError("erosion_on must be true or false: True"));
  });

  it.each([
    [{ rho: "300" }, TypeError, "rho must be a number: 300"],
    [{ rho: null }, TypeError, "rho must be a number: null"],
    [{ rho: 0 }, RangeError, "rho must be positive: 0"],
    [{ dt: 0 }, RangeError, "dt must be positive: 0"],
    [{ dt: Number.NaN }, RangeError, "dt must be finite: NaN"],
    [{ dt: Number.POSITIVE_INFINITY }, RangeError, "dt must be finite: Infinity"],
    [{ m_kill: -1 }, RangeError, "m_kill must not be negative: -1"],
    [{ sigma: Number.NaN }, RangeError, "sigma must be finite: NaN"],
    [{ lum_eff_type: 9 }, RangeError, "lum_eff_type must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8: 9"],
    [
      { erosion_grain_distribution: "normal" },
      RangeError,
      "erosion_grain_distribution must be one of powerlaw, gamma: normal",
    ],
    [{ dens_co: [1, 2, 3] }, RangeError, "dens_co must have 7 coefficients: 3"],
    [{ dens_co: "poly" }, TypeError, "dens_co must be a list of numbers: poly"],
    [{ dens_co: [1, 2, 3, 4, 5, 6, "x"] }, TypeError, "dens_co[6] must be a number: x"],
    [{ wake_psf: [] }, RangeError, "wake_psf must not be empty"],
    [{ wake_psf: [3, 4, 5] }, RangeError, "wake_psf and wake_psf_weights must have the same length: 3 and 2"],
    [{ wake_heights: [Number.NaN] }, RangeError, "wake_heights[0] must be finite: NaN"],
    [{ fragmentation_file_name: 7 }, TypeError, "fragmentation_file_name must be a text: 7"],
    [{ fragmentation_entries: {} }, TypeError, "fragmentation_entries must be a list: [object Object]"],
  ])("refuses %j", (given, kind, message) => {
    expect(() => read(given)).toThrow(kind);
    expect(() => read(given)).toThrow(message);
  });

  it.each([null, "constants", 7])("refuses %j in place of an object", (given) => {
    expect(() => readConstants(given as never)).toThrow(TypeError);
  });
});

describe("fragmentation entries", () => {
  it("are completed with null", () => {
    const entry: FragmentationEntry = {
      frag_type: "M",
      height: 80000,
      number: null,
      mass_percent: null,
      sigma: 1e-8,
      gamma: null,
      erosion_coeff: null,
      grain_mass_min: null,
      grain_mass_max: null,
      mass_index: null,
      upward_only: false,
    };
    expect(readEntry({ frag_type: "M", height: 80000, sigma: 1e-8 })).toEqual(entry);
  });

  it.each([
    [{ frag_type: "Z", height: 1 }, RangeError, "fragmentation_entries[0].frag_type must be one of M, A, F, EF, D: Z"],
    [{ frag_type: "M" }, TypeError, "fragmentation_entries[0].height must be a number: undefined"],
    [
      { frag_type: "F", height: 1, mass_percent: 5 },
      TypeError,
      "fragmentation_entries[0].number must be given for type F: null",
    ],
    [
      { frag_type: "F", height: 1, mass_percent: 5, number: 1.5 },
      RangeError,
      "fragmentation_entries[0].number must be a whole number: 1.5",
    ],
    [
      { frag_type: "F", height: 1, mass_percent: 5, number: 0 },
      RangeError,
      "fragmentation_entries[0].number must be positive: 0",
    ],
    [{ frag_type: "A", height: 1, gamma: 0 }, RangeError, "fragmentation_entries[0].gamma must be positive: 0"],
    [
      { frag_type: "D", height: 1, mass_percent: 5, grain_mass_min: 0 },
      RangeError,
      "fragmentation_entries[0].grain_mass_min must not be zero: 0",
    ],
    [
      { frag_type: "D", height: 1, mass_percent: 5, grain_mass_min: 1e-9 },
      TypeError,
      "fragmentation_entries[0].grain_mass_max must be given for type D: null",
    ],
  ])("such as %j are refused", (entry, kind, message) => {
    expect(() => readEntry(entry)).toThrow(kind);
    expect(() => readEntry(entry)).toThrow(message);
  });

  it("must be objects", () => {
    expect(() => read({ fragmentation_entries: [null] })).toThrow(TypeError);
  });
});

describe("changedConstants", () => {
  const base = readConstants({ rho: 500, h_init: 170_000 });

  it("gives what readConstants gives for all of them at once, and leaves the base as it is", () => {
    const before = structuredClone(base);
    const changes = { sigma: 1e-8, h_init: 150_000, erosion_on: false, wake_psf: [4], wake_psf_weights: [1] };
    expect(changedConstants(base, Object.entries(changes))).toEqual(read({ rho: 500, ...changes }));
    expect(changedConstants(base, [["wake_psf", 7]])).toEqual(read({ ...base, wake_psf: 7 }));
    expect(
      changedConstants(base, [
        ["constructor", 1],
        ["main_bottom_ht", 5],
      ]),
    ).toEqual(base);
    expect(base).toEqual(before);
  });

  it("checks each change", () => {
    expect(() => changedConstants(base, [["rho", -1]])).toThrow(/rho/);
    expect(() => changedConstants(base, [["rho", "dense"]])).toThrow(TypeError);
    expect(() => changedConstants(base, [["wake_psf", [1, 2, 3]]])).toThrow(/same length: 3 and 2/);
  });
});
