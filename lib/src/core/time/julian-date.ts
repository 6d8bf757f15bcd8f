/** A moment in the Gregorian calendar, carried back beyond 1582. The scale (UTC, UT, TT) is that of the Julian date. */
export interface CalendarDate {
  /** Astronomical year: 0 is 1 BC. */
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
  hour: number;
  minute: number;
  /** 0 ≤ `second` < 60, to the microsecond. */
  second: number;
}

const microsecondsPerDay = 86_400_000_000;
/** Julian day number of the noon of 1 March of the year 0. */
const marchOfYear0 = 1721120;
/** Days in 400 Gregorian years. */
const daysPerEra = 146097;

/**
 * Julian date of a moment in the Gregorian calendar.
 *
 * @param date the moment; `hour`, `minute` and `second` are 0 when left out
 * @returns Julian date, days, on the same time scale; a double resolves 40 µs today
 * @throws {RangeError} when there is no such date
 * @see [Richards2013]
 *
 * @example
 * ```ts
 * import { julianDate } from "nightbook/core";
 *
 * julianDate({ year: 2000, month: 1, day: 1, hour: 12 }); // => 2451545
 * ```
 */
export function julianDate(date: Pick<CalendarDate, "year" | "month" | "day"> & Partial<CalendarDate>): number {
  const { year, month, day, hour = 0, minute = 0, second = 0 } = date;
  if (!Number.isInteger(year)) throw new RangeError(`A year must be a whole number: ${year}`);
  if (!(Number.isInteger(month) && month >= 1 && month <= 12)) throw new RangeError(`There is no such month: ${month}`);
  if (!(Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, month))) {
    throw new RangeError(`There is no such day in month ${month} of ${year}: ${day}`);
  }
  const seconds = 3600 * hour + 60 * minute + second;
  if (!(hour >= 0 && minute >= 0 && minute < 60 && second >= 0 && second < 61 && seconds < 86401)) {
    throw new RangeError(`There is no such time of day: ${hour}:${minute}:${second}`);
  }
  return dayNumberAtNoon(year, month, day) - 0.5 + seconds / 86400;
}

/**
 * Moment in the Gregorian calendar of a Julian date, rounded to a microsecond.
 *
 * @param jd Julian date, days
 * @throws {RangeError} when the date is not finite
 * @see [Richards2013]
 *
 * @example
 * ```ts
 * import { calendarDate } from "nightbook/core";
 *
 * const { year, month, day, hour } = calendarDate(2451545);
 * [year, month, day, hour].join("-"); // => "2000-1-1-12"
 * ```
 */
export function calendarDate(jd: number): CalendarDate {
  if (!Number.isFinite(jd)) throw new RangeError(`A Julian date must be finite: ${jd}`);
  const whole = Math.floor(jd);
  // A Julian day begins at noon. Rounding comes before the day is decided: it may carry over midnight.
  const sinceMidnight = Math.round((jd - whole) * microsecondsPerDay) + microsecondsPerDay / 2;
  const dayNumber = whole + Math.floor(sinceMidnight / microsecondsPerDay);
  const microseconds = sinceMidnight % microsecondsPerDay;
  const minutes = Math.floor(microseconds / 60_000_000);
  return {
    ...civilDay(dayNumber),
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    second: (microseconds % 60_000_000) / 1e6,
  };
}

/**
 * A Julian date as `YYYYMMDD_HHMMSS`, the way meteor events are named; fractions of a second are cut off.
 *
 * @param jd Julian date, days, in the years 0 to 9999
 * @throws {RangeError} when the date is not finite
 *
 * @example
 * ```ts
 * import { compactTimestamp } from "nightbook/core";
 *
 * compactTimestamp(2458779.8836267963); // => "20191023_091225"
 * ```
 */
export function compactTimestamp(jd: number): string {
  const { year, month, day, hour, minute, second } = calendarDate(jd);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${String(year).padStart(4, "0")}${two(month)}${two(day)}_${two(hour)}${two(minute)}${two(second)}`;
}

/** Julian day number of the noon of a day. The year is taken to begin in March, so that the leap day ends it. */
function dayNumberAtNoon(year: number, month: number, day: number): number {
  const sinceMarch = (month + 9) % 12;
  const marchYear = month < 3 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchOfYear0 + 365 * marchYear + leapDays + Math.floor((153 * sinceMarch + 2) / 5) + day - 1;
}

/** The day of which this is the Julian day number at noon. */
function civilDay(dayNumber: number): { year: number; month: number; day: number } {
  const days = dayNumber - marchOfYear0;
  const era = Math.floor(days / daysPerEra);
  const dayOfEra = days - era * daysPerEra;
  // Leap days before this day, counted out so that every year has 365.
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / (daysPerEra - 1));
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const sinceMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = sinceMarch < 10 ? sinceMarch + 3 : sinceMarch - 9;
  return {
    year: 400 * era + yearOfEra + (month < 3 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * sinceMarch + 2) / 5) + 1,
  };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
