const microsecondsPerDay = 86_400_000_000;

/** Days from the day −4800 March 1 of the Gregorian calendar, carried back, to the Julian day number 0. */
const marchEpoch = 32044;

/**
 * Day of the year and time of day of a Julian date, in the Gregorian calendar. The time is rounded to a microsecond,
 * half of one to the even neighbour, before the day is decided.
 *
 * @param jd Julian date, UT
 * @returns `day`, 1 to 366, and `second`, seconds since midnight, 0 ≤ `second` < 86400
 * @throws {RangeError} when the date is not finite or lies before the calendar's Julian day 0
 * @see [Richards2013]
 * @example
 * ```ts
 * import { dayOfYear } from "nightbook/core";
 *
 * const { day, second } = dayOfYear(2451545); // 2000 January 1, noon
 * [day, second].join(); // => "1,43200"
 * ```
 */
export function dayOfYear(jd: number): { day: number; second: number } {
  if (!Number.isFinite(jd) || jd < 0) throw new RangeError(`A Julian date must be finite and not negative: ${jd}`);
  const whole = Math.floor(jd);
  // A Julian day begins at noon.
  const microseconds = roundHalfEven((jd - whole) * microsecondsPerDay) + microsecondsPerDay / 2;
  const dayNumber = whole + Math.floor(microseconds / microsecondsPerDay);
  return { day: dayInYear(dayNumber), second: (microseconds % microsecondsPerDay) / 1e6 };
}

/** Day of the year of the civil day on which the Julian day of this number begins at noon. */
function dayInYear(dayNumber: number): number {
  const days = dayNumber + marchEpoch;
  const century = Math.floor((4 * days + 3) / 146097);
  const inCentury = days - Math.floor((146097 * century) / 4);
  const yearOfCentury = Math.floor((4 * inCentury + 3) / 1461);
  const sinceMarch = inCentury - Math.floor((1461 * yearOfCentury) / 4);
  const year = 100 * century + yearOfCentury - 4800;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  // January and February close a year that begins in March.
  return sinceMarch >= 306 ? sinceMarch - 305 : sinceMarch + 60 + (isLeap ? 1 : 0);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}
