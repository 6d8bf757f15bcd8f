import { describe, expect, it } from "@jest/globals";
import { Header, leapSeconds, mjdOf, timeReference, utcOf } from "../../../src/ingest/fits";

const reference = (keywords: Record<string, string | number>) => {
  const header = new Header();
  for (const [keyword, value] of Object.entries(keywords)) header.set(keyword, value);
  return timeReference(header);
};

describe("times of a table", () => {
  const chandra = { MJDREF: 50814, TIMESYS: "TT", TIMEUNIT: "s", TIMEZERO: 0 };

  // astropy: Time(50814 + t/86400, format="mjd", scale="tt").utc.isot, with both parts of the date.
  it.each([
    [0, "1997-12-31T23:58:56.816000"],
    [740000000.25, "2021-06-13T19:32:11.066000"],
    [599616067.5, "2016-12-31T23:59:59.316000"],
    [599616068.5, "2016-12-31T23:59:60.316000"],
    [599616069.5, "2017-01-01T00:00:00.316000"],
  ])("from TT: %d s are %s", (time, utc) => {
    expect(utcOf(time, reference(chandra))).toBe(utc);
  });

  it("add TIMEZERO in the unit of time, and both parts of MJDREF", () => {
    const swift = reference({ MJDREFI: 51910, MJDREFF: 7.428703703703703e-4, TIMESYS: "TT", TIMEZERO: 10 });
    expect(mjdOf(-10, swift)).toBeCloseTo(51910.00074287037, 9);
    expect(utcOf(-10, swift)).toBe("2001-01-01T00:00:00.000000");
    expect(mjdOf(0.5, reference({ MJDREF: 50000, TIMEUNIT: "d", TIMEZERO: 1 }))).toBe(50001.5);
    expect(mjdOf(0, reference({ JDREF: 2451545 }))).toBe(51544.5);
  });

  it("know other scales", () => {
    expect(utcOf(0, reference({ MJDREF: 57754, TIMESYS: "UTC" }))).toBe("2017-01-01T00:00:00.000000");
    expect(utcOf(37, reference({ MJDREF: 57754, TIMESYS: "TAI" }))).toBe("2017-01-01T00:00:00.000000");
    expect(utcOf(18, reference({ MJDREF: 57754, TIMESYS: "GPS" }))).toBe("2017-01-01T00:00:00.000000");
    expect(() => utcOf(0, reference({ MJDREF: 0, TIMESYS: "LOCAL" }))).toThrow("have no UTC");
    expect(() => reference({})).toThrow("MJDREF");
  });

  it("round across midnight", () => {
    expect(utcOf(86399.9999999, reference({ MJDREF: 51544 }))).toBe("2000-01-02T00:00:00.000000");
  });

  it("count leap seconds", () => {
    expect([41317, 57753.9, 57754].map(leapSeconds)).toEqual([10, 36, 37]);
  });
});
