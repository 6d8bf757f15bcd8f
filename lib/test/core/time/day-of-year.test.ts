import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { dayOfYear } from "../../../src/core/time/day-of-year";

describe("dayOfYear", () => {
  it("knows noon of 2000 January 1 and the day before", () => {
    expect(dayOfYear(2451545)).toEqual({ day: 1, second: 43200 });
    expect(dayOfYear(2451544.25)).toEqual({ day: 365, second: 64800 });
  });

  it("agrees with the calendar of JavaScript on every day", () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
        const date = new Date(days * 86_400_000);
        const newYear = new Date(date);
        newYear.setUTCMonth(0, 1);
        const expected = Math.round((date.getTime() - newYear.getTime()) / 86_400_000) + 1;
        expect(dayOfYear(2440587.5 + days)).toEqual({ day: expected, second: 0 });
      }),
    );
  });

  it("rounds to a microsecond before it decides the day", () => {
    expect(dayOfYear(0.5 - 1e-12)).toEqual(dayOfYear(0.5));
    expect(dayOfYear(0.5).second).toBe(0);
  });

  it("refuses what is no date", () => {
    expect(() => dayOfYear(Number.NaN)).toThrow(RangeError);
    expect(() => dayOfYear(-1)).toThrow(RangeError);
  });
});
