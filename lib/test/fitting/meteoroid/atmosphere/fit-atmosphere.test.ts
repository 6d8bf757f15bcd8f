import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { dayOfYear } from "../../../../src/core/time/day-of-year";
import { localSiderealTime } from "../../../../src/core/time/sidereal";
import { atmosphericDensity } from "../../../../src/fitting/meteoroid/atmosphere/atmospheric-density";
import { fitAtmosphere } from "../../../../src/fitting/meteoroid/atmosphere/fit-atmosphere";
import { nrlmsise00 } from "../../../../src/fitting/meteoroid/atmosphere/nrlmsise00";

interface PlaceAndTime {
  lat_rad: number;
  lon_rad: number;
  jd: number;
}

const golden: {
  atmDensityPoly: { dens_co: number[]; rows: [height: number, density: number][] }[];
  nrlmsise00: (PlaceAndTime & { lst_deg: number; height_m: number[]; rho: number[] })[];
  fitAtmPoly: (PlaceAndTime & {
    height_min: number;
    height_max: number;
    dens_co: number[];
  })[];
} = JSON.parse(gunzipSync(readFileSync(join(__dirname, "../../../golden/erosion/units.json.gz"))).toString());

const observation = readExample("obs_20191023_091225.json");
const pickle = readExample("pickle_needed_fields.json");

function readExample(name: string) {
  return JSON.parse(readFileSync(join(__dirname, "../../../golden/meteor-example", name), "utf8"));
}

/** The model as the fit calls it. */
function averageAtmosphere(latitude: number, longitude: number, jd: number) {
  const { day, second } = dayOfYear(jd);
  const localTimeHours = localSiderealTime(jd, longitude) * (12 / Math.PI);
  const sun = { f107Average: 150, f107: 150, ap: 4 };
  return nrlmsise00({ dayOfYear: day, utSeconds: Math.floor(second), latitude, longitude, localTimeHours, ...sun });
}

function heights({ heightMin, heightMax }: { heightMin: number; heightMax: number }, n: number): number[] {
  return Array.from({ length: n }, (_, i) => heightMin + ((heightMax - heightMin) * i) / (n - 1));
}

function log10Density(densCo: ArrayLike<number>, height: number): number {
  return Math.log10(atmosphericDensity(densCo, height));
}

describe("atmosphericDensity", () => {
  it("agrees with the golden polynomials", () => {
    for (const { dens_co, rows } of golden.atmDensityPoly) {
      for (const [height, density] of rows) {
        expect(Math.abs(atmosphericDensity(dens_co, height) / density - 1)).toBeLessThan(1e-11);
      }
    }
  });
});

describe("the density that is fitted", () => {
  it("agrees with the golden densities, sidereal time in the place of solar time", () => {
    expect(golden.nrlmsise00).toHaveLength(12);
    for (const { lat_rad, lon_rad, jd, lst_deg, height_m, rho } of golden.nrlmsise00) {
      expect(Math.abs(localSiderealTime(jd, lon_rad) * (180 / Math.PI) - lst_deg)).toBeLessThan(1e-7);
      const atmosphere = averageAtmosphere(lat_rad, lon_rad, jd);
      height_m.forEach((height, i) => {
        expect(Math.abs(atmosphere(height).massDensity / rho[i] - 1)).toBeLessThan(1e-9);
      });
    }
  });
});

describe("fitAtmosphere", () => {
  it("gives the density that the fit of the real meteor uses", () => {
    const range = { heightMin: pickle.rend_ele - 5000, heightMax: 180e3 };
    const densCo = fitAtmosphere({
      lat: (pickle.rbeg_lat + pickle.rend_lat) / 2,
      lon: (pickle.rbeg_lon + pickle.rend_lon) / 2,
      jd: pickle.jdt_ref,
      ...range,
    });
    expect(densCo).toHaveLength(7);
    for (const height of heights(range, 1000)) {
      expect(Math.abs(log10Density(densCo, height) - log10Density(observation.dens_co, height))).toBeLessThan(5e-7);
    }
  });

  // The golden coefficients come from an iterative fit with a numerical Jacobian. It ends where rounding noise leaves
  // it, a few 1e-6 from the minimum. Ours is the minimum, so the golden ones tell how far they are from it:
  // sum of squares = least sum of squares + distance squared.
  it("is the least-squares minimum that the golden fits approach", () => {
    expect(golden.fitAtmPoly).toHaveLength(4);
    for (const { lat_rad, lon_rad, jd, height_min, height_max, dens_co } of golden.fitAtmPoly) {
      const range = { heightMin: height_min, heightMax: height_max };
      const densCo = fitAtmosphere({ lat: lat_rad, lon: lon_rad, jd, ...range });
      const atmosphere = averageAtmosphere(lat_rad, lon_rad, jd);
      const at = heights(range, 200);
      const sum = (f: (height: number) => number) => at.reduce((total, height) => total + f(height) ** 2, 0);
      const residual = (coefficients: ArrayLike<number>) => (height: number) =>
        log10Density(coefficients, height) - Math.log10(atmosphere(height).massDensity);
      const distance = sum((height) => log10Density(dens_co, height) - log10Density(densCo, height));
      const least = sum(residual(densCo));
      expect(Math.sqrt(distance / 200)).toBeLessThan(2e-6);
      expect(Math.abs(sum(residual(dens_co)) - least - distance)).toBeLessThan(1e-11 * least);
    }
  });

  it("refuses an empty range of heights and values that are not finite", () => {
    const fit = { lat: 0, lon: 0, heightMin: 70e3, heightMax: 180e3, jd: 2458779.88 };
    expect(() => fitAtmosphere({ ...fit, heightMax: 70e3 })).toThrow(RangeError);
    expect(() => fitAtmosphere({ ...fit, heightMin: Number.NaN })).toThrow(RangeError);
    expect(() => fitAtmosphere({ ...fit, lat: Number.NaN })).toThrow(RangeError);
    expect(() => fitAtmosphere({ ...fit, lon: Number.NaN })).toThrow(RangeError);
    expect(() => fitAtmosphere({ ...fit, jd: Number.NEGATIVE_INFINITY })).toThrow(RangeError);
  });
});
