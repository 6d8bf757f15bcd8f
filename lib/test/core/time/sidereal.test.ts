import { describe, expect, it } from "@jest/globals";
import { greenwichSiderealTime, localSiderealTime } from "../../../src/core/time/sidereal";

const hours = 12 / Math.PI;

describe("greenwichSiderealTime", () => {
  it("gives the textbook's apparent sidereal times", () => {
    // Meeus, example 12.a: 1987 April 10 at 0h UT, apparent 13h 10m 46.1351s.
    expect(greenwichSiderealTime(2446895.5) * hours).toBeCloseTo(13 + 10 / 60 + 46.1351 / 3600, 5);
  });

  it("gains one turn on the Sun in a year", () => {
    const jd = 2458779.5;
    const gained = greenwichSiderealTime(jd + 365.2422) - greenwichSiderealTime(jd) - 2 * Math.PI * 0.2422;
    expect(Math.abs(Math.sin(gained / 2))).toBeLessThan(1e-4);
  });
});

describe("localSiderealTime", () => {
  it("stays within one turn, whatever the longitude", () => {
    for (const longitude of [-7, -Math.PI, 0, 1, Math.PI, 20]) {
      const time = localSiderealTime(2458779.88, longitude);
      expect(time).toBeGreaterThanOrEqual(0);
      expect(time).toBeLessThan(2 * Math.PI);
      expect(Math.sin((time - longitude - greenwichSiderealTime(2458779.88)) / 2)).toBeCloseTo(0, 12);
    }
  });

  it("refuses what is not finite", () => {
    expect(() => localSiderealTime(Number.NaN, 0)).toThrow(RangeError);
    expect(() => localSiderealTime(2458779.88, Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});
