import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { calendarDate, compactTimestamp, julianDate } from "../../../src/core/time/julian-date";

describe("julianDate", () => {
  it.each([
    [{ year: 2000, month: 1, day: 1, hour: 12 }, 2451545],
    [{ year: 1957, month: 10, day: 4, hour: 19, minute: 26, second: 24 }, 2436116.31],
    [{ year: 1970, month: 1, day: 1 }, 2440587.5],
    [{ year: 1858, month: 11, day: 17 }, 2400000.5],
    [{ year: 2000, month: 2, day: 29 }, 2451603.5],
    [{ year: 1600, month: 12, day: 31 }, 2305812.5],
    // 24 November −4713 of the Gregorian calendar is 1 January −4712 of the Julian.
    [{ year: -4713, month: 11, day: 24, hour: 12 }, 0],
  ])("of %p is %p", (date, jd) => {
    expect(julianDate(date)).toBe(jd);
  });

  it.each([
    { year: 2023, month: 2, day: 29 },
    { year: 1900, month: 2, day: 29 },
    { year: 2000, month: 0, day: 1 },
    { year: 2000, month: 13, day: 1 },
    { year: 2000, month: 4, day: 31 },
    { year: 2000.5, month: 1, day: 1 },
    { year: 2000, month: 1, day: 1, hour: 25 },
    { year: 2000, month: 1, day: 1, minute: 60 },
    { year: 2000, month: 1, day: 1, second: Number.NaN },
  ])("refuses %p", (date) => {
    expect(() => julianDate(date)).toThrow(RangeError);
  });
});

describe("calendarDate", () => {
  it("agrees with the built-in calendar on any day", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(-8e14), max: new Date(8e14), noInvalidDate: true }), (date) => {
        const jd = 2440587.5 + Math.floor(date.getTime() / 1000) / 86400;
        const { year, month, day } = calendarDate(Math.floor(jd) + 0.75);
        const noon = new Date((Math.floor(jd) + 0.75 - 2440587.5) * 86_400_000);
        expect([year, month, day]).toEqual([noon.getUTCFullYear(), noon.getUTCMonth() + 1, noon.getUTCDate()]);
        expect(julianDate({ year, month, day, hour: 6 })).toBe(Math.floor(jd) + 0.75);
      }),
    );
  });

  it("carries a time just before midnight over to the next day", () => {
    expect(calendarDate(0.5 - 1e-13)).toEqual({ year: -4713, month: 11, day: 25, hour: 0, minute: 0, second: 0 });
  });

  it("undoes julianDate to the resolution of a double", () => {
    fc.assert(
      fc.property(fc.double({ min: 2.3e6, max: 2.6e6, noNaN: true }), (jd) => {
        expect(Math.abs(julianDate(calendarDate(jd)) - jd)).toBeLessThan(1e-9);
      }),
    );
  });

  it("gives the time of the example event", () => {
    const { second, ...rest } = calendarDate(2458779.8836267963);
    expect(rest).toEqual({ year: 2019, month: 10, day: 23, hour: 9, minute: 12 });
    expect(second).toBeCloseTo(25.3552, 4);
  });

  it("refuses what is not finite", () => {
    expect(() => calendarDate(Number.NaN)).toThrow(RangeError);
  });
});

describe("compactTimestamp", () => {
  it("cuts fractions of a second off and pads with zeros", () => {
    expect(compactTimestamp(2458779.8836267963)).toBe("20191023_091225");
    expect(compactTimestamp(julianDate({ year: 987, month: 1, day: 2, hour: 3, minute: 4, second: 5.9 }))).toBe(
      "09870102_030405",
    );
  });
});
