import { leastSquares } from "../../../core/linalg/qr";
import { log10 } from "../../../core/special";
import { dayOfYear } from "../../../core/time/day-of-year";
import { localSiderealTime } from "../../../core/time/sidereal";
import { nrlmsise00 } from "./nrlmsise00";

/** Where and when the density of the air is wanted. */
export interface AtmosphereFit {
  /** Geodetic latitude, rad. */
  lat: number;
  /** Geodetic longitude, rad, east positive. */
  lon: number;
  /** Lowest height, m. */
  heightMin: number;
  /** Highest height, m. */
  heightMax: number;
  /** Julian date, UT. */
  jd: number;
}

/** Degree of the polynomial. */
const degree = 6;
/** Number of heights at which the model is evaluated, both ends included. */
const samples = 200;

/**
 * Polynomial for the mass density of the air at one place and time: the least-squares fit of log₁₀ of the NRLMSISE-00
 * density (kg/m³) by a polynomial of degree 6 in height / 10⁶ m, at 200 equidistant heights. Solar flux 150 and
 * magnetic index 4 stand for average conditions.
 *
 * The local time given to the model is the apparent sidereal time, not the solar time: that is how published
 * meteoroid fits were made, and theirs is the density to be compared with.
 *
 * @param fit place, range of heights and time
 * @returns coefficients from the constant term up, shape `[7]`, for {@link atmosphericDensity}
 * @throws {RangeError} when a value is not finite or the range of heights is empty
 * @see [Picone2002]
 * @example
 * ```ts
 * import { atmosphericDensity, fitAtmosphere } from "nightbook/meteoroid";
 *
 * const densCo = fitAtmosphere({ lat: 0.75, lon: -1.42, heightMin: 70e3, heightMax: 180e3, jd: 2458779.88 });
 * const density = atmosphericDensity(densCo, 100e3);
 * if (!(density > 4e-7 && density < 7e-7)) throw new Error("not the density of the air at 100 km");
 * ```
 */
export function fitAtmosphere({ lat, lon, heightMin, heightMax, jd }: AtmosphereFit): Float64Array {
  for (const height of [heightMin, heightMax]) {
    if (!Number.isFinite(height)) throw new RangeError(`A height must be finite: ${height}`);
  }
  if (!(heightMax > heightMin)) {
    throw new RangeError(`The highest height must lie above the lowest: ${heightMin} to ${heightMax} m`);
  }
  const { day, second } = dayOfYear(jd);
  const atmosphere = nrlmsise00({
    dayOfYear: day,
    utSeconds: Math.floor(second),
    latitude: lat,
    longitude: lon,
    localTimeHours: localSiderealTime(jd, lon) * (12 / Math.PI),
    f107Average: 150,
    f107: 150,
    ap: 4,
  });
  // The fit runs in t = −1 … 1, where the powers are far from parallel; then t is written in terms of height / 10⁶ m.
  const t = Float64Array.from({ length: samples }, (_, i) => (2 * i) / (samples - 1) - 1);
  const middle = (heightMin + heightMax) / 2;
  const half = (heightMax - heightMin) / 2;
  const log10Density = t.map((ti) => log10(atmosphere(middle + half * ti).massDensity));
  const powers = [new Float64Array(samples).fill(1)];
  while (powers.length <= degree) powers.push(powers[powers.length - 1].map((power, i) => power * t[i]));
  return inHeight(leastSquares(powers, log10Density), middle / 1e6, half / 1e6);
}

/** The polynomial in x when t = (x − middle) / half is put into the given one. */
function inHeight(coefficients: Float64Array, middle: number, half: number): Float64Array {
  let expanded = new Float64Array(degree + 1);
  for (let k = degree; k >= 0; k--) {
    const next = new Float64Array(degree + 1);
    for (let i = 0; i < degree; i++) {
      next[i + 1] += expanded[i] / half;
      next[i] -= (expanded[i] * middle) / half;
    }
    next[0] += coefficients[k];
    expanded = next;
  }
  return expanded;
}
