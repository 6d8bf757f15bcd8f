import { calendarDate, julianDate } from "./julian-date";

/**
 * Day of the year and time of day of a Julian date, in the Gregorian calendar. The time is rounded to a microsecond
 * before the day is decided.
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
  const { year, month, day, hour, minute, second } = calendarDate(jd);
  return {
    day: julianDate({ year, month, day }) - julianDate({ year, month: 1, day: 1 }) + 1,
    second: 3600 * hour + 60 * minute + second,
  };
}
