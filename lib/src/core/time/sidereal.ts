import { cos, sin } from "../special/elementary";

const degree = Math.PI / 180;

/** Julian date of the epoch J2000. */
const j2000 = 2451545;

/**
 * Apparent sidereal time at Greenwich: the mean sidereal time plus the equation of the equinoxes, with the four
 * largest terms of the nutation in longitude (good to about 0.5″).
 *
 * @param jd Julian date, UT
 * @returns hour angle of the true equinox, rad, in [0, 2π)
 * @see [Meeus1998] chapters 12 and 22
 * @example
 * ```ts
 * import { greenwichSiderealTime } from "nightbook/core";
 *
 * // 1987 April 10, 0h UT: 13h 10m 46.1351s
 * const hours = greenwichSiderealTime(2446895.5) * (12 / Math.PI);
 * if (Math.abs(hours - 13.1794820) > 1e-5) throw new Error("not the sidereal time of 1987 April 10");
 * ```
 */
export function greenwichSiderealTime(jd: number): number {
  if (!Number.isFinite(jd)) throw new RangeError(`A Julian date must be finite: ${jd}`);
  const days = jd - j2000;
  const t = days / 36525;
  const mean = 280.46061837 + 360.98564736629 * days + 0.000387933 * t * t - (t * t * t) / 38710000;
  const { longitude, obliquity } = nutation(t);
  return wrap(mean * degree + longitude * cos(obliquity));
}

/**
 * Apparent sidereal time of a place.
 *
 * @param jd Julian date, UT
 * @param longitude geographic longitude, rad, east positive
 * @returns local apparent sidereal time, rad, in [0, 2π)
 * @throws {RangeError} when an argument is not finite
 * @see [Meeus1998] chapter 12
 * @example
 * ```ts
 * import { greenwichSiderealTime, localSiderealTime } from "nightbook/core";
 *
 * localSiderealTime(2451545, 0) === greenwichSiderealTime(2451545); // => true
 * ```
 */
export function localSiderealTime(jd: number, longitude: number): number {
  if (!Number.isFinite(longitude)) throw new RangeError(`A longitude must be finite: ${longitude}`);
  return wrap(greenwichSiderealTime(jd) + longitude);
}

/** Nutation in longitude and true obliquity of the ecliptic, rad; `t` in Julian centuries from J2000. */
function nutation(t: number): { longitude: number; obliquity: number } {
  const node = (125.04452 - 1934.136261 * t) * degree;
  const sun = (280.4665 + 36000.7698 * t) * degree;
  const moon = (218.3165 + 481267.8813 * t) * degree;
  const longitude = -17.2 * sin(node) - 1.32 * sin(2 * sun) - 0.23 * sin(2 * moon) + 0.21 * sin(2 * node);
  const inObliquity = 9.2 * cos(node) + 0.57 * cos(2 * sun) + 0.1 * cos(2 * moon) - 0.09 * cos(2 * node);
  const meanObliquity = 23 * 3600 + 26 * 60 + 21.448 - 46.815 * t - 0.00059 * t * t + 0.001813 * t * t * t;
  return {
    longitude: (longitude / 3600) * degree,
    obliquity: ((meanObliquity + inObliquity) / 3600) * degree,
  };
}

/** The angle between 0 (included) and 2π. */
function wrap(angle: number): number {
  const turn = 2 * Math.PI;
  const rest = angle % turn;
  const wrapped = rest < 0 ? rest + turn : rest;
  return wrapped < turn ? wrapped : 0;
}
