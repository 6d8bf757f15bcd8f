import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type AtmosphereConditions, nrlmsise00 } from "../../../../src/fitting/meteoroid/atmosphere/nrlmsise00";

interface Row {
  doy: number;
  sec: number;
  alt: number;
  lat: number;
  lon: number;
  lst: number;
  f107A: number;
  f107: number;
  ap: number;
  /** He, O, N2, O2, Ar, total mass, H, N, hot O. */
  d: number[];
  rhoDrag?: number;
  t: [number, number];
}

const golden: { rows: Row[]; published: Row[] } = JSON.parse(
  readFileSync(join(__dirname, "../../../golden/nrlmsise/golden-nrlmsise.json"), "utf8"),
);

const radian = Math.PI / 180;

function conditions(row: Row): AtmosphereConditions {
  return {
    dayOfYear: row.doy,
    utSeconds: row.sec,
    latitude: row.lat * radian,
    longitude: row.lon * radian,
    localTimeHours: row.lst,
    f107Average: row.f107A,
    f107: row.f107,
    ap: row.ap,
  };
}

function densities(row: Row): number[] {
  const { composition: c, massDensity } = nrlmsise00(conditions(row))(row.alt * 1000);
  return [c.He, c.O, c.N2, c.O2, c.Ar, massDensity, c.H, c.N, c.hotO];
}

/** Largest relative difference; two zeros agree, and so do numbers too small to mean a density. */
function difference(actual: number, expected: number): number {
  return actual === expected ? 0 : Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
}

describe("nrlmsise00", () => {
  it("has every golden row of both kinds", () => {
    expect(golden.rows).toHaveLength(300);
    expect(golden.published).toHaveLength(15);
  });

  it("agrees with the golden rows from the ground to 1000 km", () => {
    let worst = 0;
    for (const row of golden.rows) {
      const state = nrlmsise00(conditions(row))(row.alt * 1000);
      densities(row).forEach((density, i) => {
        worst = Math.max(worst, difference(density, row.d[i]));
      });
      worst = Math.max(worst, difference(state.dragDensity, row.rhoDrag as number));
      worst = Math.max(worst, difference(state.exosphericTemperature, row.t[0]));
      worst = Math.max(worst, difference(state.temperature, row.t[1]));
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it("agrees with the published test output to every printed digit", () => {
    for (const row of golden.published) {
      const printed = densities(row).map((density, i) => (i === 5 ? density / 1000 : density / 1e6));
      expect(printed.map((value) => value.toPrecision(7))).toEqual(row.d.map((value) => value.toPrecision(7)));
      const state = nrlmsise00(conditions(row))(row.alt * 1000);
      expect(state.exosphericTemperature.toPrecision(7)).toBe(row.t[0].toPrecision(7));
      expect(state.temperature.toPrecision(7)).toBe(row.t[1].toPrecision(7));
    }
  });

  it("is continuous where its layers meet", () => {
    const atmosphere = nrlmsise00(conditions(golden.rows[0]));
    for (const z of [32.5, 62.5, 72.5]) {
      const below = atmosphere(z * 1000 - 1e-3);
      const above = atmosphere(z * 1000);
      expect(difference(below.composition.N2, above.composition.N2)).toBeLessThan(1e-6);
      expect(difference(below.temperature, above.temperature)).toBeLessThan(1e-6);
    }
  });

  it("refuses what is not a number", () => {
    expect(() => nrlmsise00({ ...conditions(golden.rows[0]), ap: Number.NaN })).toThrow("ap = NaN");
    expect(() => nrlmsise00(conditions(golden.rows[0]))(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});
