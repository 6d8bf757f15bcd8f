import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseUnit, unitFactor, unitOf } from "../../../src/core/units";

describe("unit strings", () => {
  it.each([
    ["m/s", 1, { m: 1, s: -1 }],
    ["km s-1", 1e3, { m: 1, s: -1 }],
    ["km.s**-1", 1e3, { m: 1, s: -1 }],
    ["km*s^(-1)", 1e3, { m: 1, s: -1 }],
    ["erg cm-2 s-1 Angstrom-1", 1e-7 / 1e-4 / 1e-10, { kg: 1, m: -1, s: -3 }],
    ["10**(-20)*erg/s/cm**2/Angstrom", 1e-20 * 1e-3 * 1e10, { kg: 1, m: -1, s: -3 }],
    ["count/s", 1, { count: 1, s: -1 }],
    ["10**-14 erg/cm2/s", 1e-17, { kg: 1, s: -3 }],
    ["10^3 m**2 s", 1e3, { m: 2, s: 1 }],
    ["/s", 1, { s: -1 }],
    ["1/cm3", 1e6, { m: -3 }],
    ["ct", 1, { count: 1 }],
    ["GeV", 1.602176634e-10, { kg: 1, m: 2, s: -2 }],
    ["TeV-1 m-2 s-1 sr-1", 1 / 1.602176634e-7, { kg: -1, m: -4, s: 1, sr: -1 }],
    ["sqrt(m2)", 1, { m: 1 }],
    ["(m/s)**2", 1, { m: 2, s: -2 }],
    ["m(3/2)", 1, { m: 1.5 }],
    ["mas/yr", Math.PI / 180 / 3.6e6 / 31557600, { rad: 1, s: -1 }],
    ["mJy/beam", 1e-29, { kg: 1, s: -2, beam: -1 }],
    ["deg", Math.PI / 180, { rad: 1 }],
    ["min", 60, { s: 1 }],
    ["Pa", 1, { kg: 1, m: -1, s: -2 }],
    ["cd", 1, { cd: 1 }],
    ["dam", 10, { m: 1 }],
    ["10^-20erg/s/cm^2/Angstrom", 1e-20 * 1e-3 * 1e10, { kg: 1, m: -1, s: -3 }],
    ["10-3 m", 1e-3, { m: 1 }],
    ["10(-17) W", 1e-17, { kg: 1, m: 2, s: -3 }],
    ["Msun/year", 1.9884e30 / 31557600, { kg: 1, s: -1 }],
    ["au/day", 149597870700 / 86400, { m: 1, s: -1 }],
    ["kBq/hour", 1e3 / 3600, { s: -2 }],
    ["uarcsec", Math.PI / 180 / 3.6e9, { rad: 1 }],
    ["", 1, {}],
    ["m m-1", 1, {}],
  ])("%s", (text, scale, powers) => {
    const unit = parseUnit(text);
    expect(unit.powers).toEqual(powers);
    expect(unit.scale / scale).toBeCloseTo(1, 13);
  });

  it.each(["furlong", "m//s", "m s-", "(m", "m)", "kmin", "3 ☃", "m**", "log(Hz)"])("%s is none", (text) => {
    expect(() => parseUnit(text)).toThrow(RangeError);
    expect(unitOf(text)).toBeUndefined();
  });

  it("convert", () => {
    expect(unitFactor("keV", "eV")).toBeCloseTo(1000, 10);
    expect(unitFactor("d", "s")).toBe(86400);
    expect(() => unitFactor("m", "s")).toThrow("do not measure the same: m, s");
  });

  it("never make a reader stumble", () => {
    fc.assert(fc.property(fc.string(), (text) => void unitOf(text)));
    const pieces = fc.array(
      fc.constantFrom("m", "s", "k", "-1", "2", "(", ")", "/", "*", "**", " ", ".", "10", "sqrt", "erg"),
    );
    fc.assert(fc.property(pieces, (parts) => void unitOf(parts.join(""))));
  });
});
