import { calendarDate } from "../../../core/time";
import { unitOf } from "../../../core/units";
import { fitsError } from "../fits-error";
import type { Header } from "../header/header";
import { leapSeconds, leapSecondsAtTai } from "./leap-seconds";

/** Time scales of the standard that are told apart here; TDB is taken as TT, from which it differs by at most 2 ms. */
export type TimeScale = "UTC" | "TAI" | "TT" | "TDB" | "GPS" | "LOCAL";

/** What the times of a table count from. */
export interface TimeReference {
  /** Whole days of the modified Julian date that is zero, and the rest. */
  mjdDay: number;
  mjdFraction: number;
  scale: TimeScale;
  /** Seconds per unit of time. */
  unitSeconds: number;
  /** Added to all times, in units of time (TIMEZERO). */
  zero: number;
}

const scales: Readonly<Record<string, TimeScale>> = {
  ...{ UTC: "UTC", UT: "UTC", UT1: "UTC", GMT: "UTC", TAI: "TAI", IAT: "TAI", TT: "TT", TDT: "TT", ET: "TT" },
  ...{ TDB: "TDB", TCB: "TDB", GPS: "GPS", LOCAL: "LOCAL" },
};

/**
 * The reference of the times in an HDU: MJDREF (or MJDREFI and MJDREFF), TIMESYS, TIMEUNIT, TIMEZERO.
 *
 * @throws {NightbookError} `FITS_MISSING` when there is no MJDREF
 * @see [Rots2015]
 *
 * @example
 * ```ts
 * import { Header, timeReference, utcOf } from "nightbook/fits";
 *
 * const header = new Header().set("MJDREF", 50814).set("TIMESYS", "TT").set("TIMEUNIT", "s");
 * utcOf(0, timeReference(header)); // => "1997-12-31T23:58:56.816000"
 * ```
 */
export function timeReference(header: Header): TimeReference {
  const whole = header.number("MJDREFI");
  const days = whole ?? header.number("MJDREF") ?? julianReference(header);
  if (days === undefined) throw fitsError("FITS_MISSING", "the header does not say what its times count from (MJDREF)");
  const rest = whole === undefined ? 0 : (header.number("MJDREFF") ?? 0);
  const name = (header.text("TIMESYS") ?? "UTC").trim().toUpperCase().replace(/\(.*$/, "");
  const unit = unitOf(header.text("TIMEUNIT")?.trim() || "s");
  // Some missions count in MJD days and say so in TIMESYS.
  const unitSeconds = unit && unit.powers.s === 1 ? unit.scale : 1;
  const day = Math.floor(days);
  return {
    mjdDay: day,
    mjdFraction: days - day + rest,
    scale: scales[name] ?? "LOCAL",
    unitSeconds,
    zero: header.number("TIMEZERO") ?? (header.number("TIMEZERI") ?? 0) + (header.number("TIMEZERF") ?? 0),
  };
}

function julianReference(header: Header): number | undefined {
  const whole = header.number("JDREFI");
  const julian = whole === undefined ? header.number("JDREF") : whole + (header.number("JDREFF") ?? 0);
  return julian === undefined ? undefined : julian - 2400000.5;
}

/**
 * Modified Julian date of a time, in the scale of its reference.
 * @param time as the table has it
 * @returns days; a double resolves a microsecond today
 *
 * @example
 * ```ts
 * import { Header, mjdOf, timeReference } from "nightbook/fits";
 *
 * mjdOf(43200, timeReference(new Header().set("MJDREF", 51544))); // => 51544.5
 * ```
 */
export function mjdOf(time: number, reference: TimeReference): number {
  const { day, fraction } = inDays(time, reference);
  return day + fraction;
}

/**
 * A time as date and time of UTC, to the microsecond.
 * @param time as the table has it
 * @throws {RangeError} when the scale is a local one, or the time is not finite
 *
 * @example
 * ```ts
 * import { Header, timeReference, utcOf } from "nightbook/fits";
 *
 * utcOf(0.5, timeReference(new Header().set("MJDREF", 51544).set("TIMEUNIT", "d"))); // => "2000-01-01T12:00:00.000000"
 * ```
 */
export function utcOf(time: number, reference: TimeReference): string {
  if (!Number.isFinite(time)) throw new RangeError(`A time must be finite: ${time}`);
  const { day, fraction } = inDays(time, reference);
  const { seconds, isLeap } = secondsOfUtc(day, fraction * 86400, reference.scale);
  // Whole microseconds of the day, so that rounding carries into minutes, hours and the date.
  const micros = Math.round(seconds * 1e6);
  const extra = Math.floor(micros / 86_400_000_000);
  const { year, month, date } = dateOf(day + extra);
  const rest = micros - extra * 86_400_000_000;
  const two = (value: number, width = 2) => String(value).padStart(width, "0");
  const minutes = Math.floor(rest / 60_000_000);
  const second = Math.floor((rest % 60_000_000) / 1_000_000);
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(isLeap ? 60 : second)}`;
  return `${two(year, 4)}-${two(month)}-${two(date)}T${clock}.${two(rest % 1_000_000, 6)}`;
}

/** Days and the part of a day, kept apart so that no digit is lost. */
function inDays(
  time: number,
  { mjdDay, mjdFraction, unitSeconds, zero }: TimeReference,
): { day: number; fraction: number } {
  const seconds = (time + zero) * unitSeconds + mjdFraction * 86400;
  const extra = Math.floor(seconds / 86400);
  return { day: mjdDay + extra, fraction: (seconds - extra * 86400) / 86400 };
}

function secondsOfUtc(day: number, seconds: number, scale: TimeScale): { seconds: number; isLeap: boolean } {
  if (scale === "UTC") return { seconds, isLeap: false };
  if (scale === "LOCAL") throw new RangeError("Times of a local clock have no UTC: LOCAL");
  const toTai = scale === "GPS" ? 19 : scale === "TAI" ? 0 : -32.184;
  const tai = seconds + toTai;
  const leaps = leapSecondsAtTai(day + tai / 86400);
  const utc = tai - leaps;
  // Counted on, the leap second would be the first of the next day, before its own step: UTC shows 23:59:60 instead.
  const isLeap = leapSeconds(day + Math.floor(utc / 86400)) > leaps;
  return { seconds: isLeap ? utc - 1 : utc, isLeap };
}

function dateOf(mjd: number): { year: number; month: number; date: number } {
  const { year, month, day } = calendarDate(mjd + 2400001);
  return { year, month, date: day };
}
