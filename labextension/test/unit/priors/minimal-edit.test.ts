import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { applyEdit } from "nightbook/priors";
import { minimalEdit } from "../../../src/priors/minimal-edit";

describe("minimalEdit", () => {
  it("leaves out what stays", () => {
    expect(minimalEdit("rho,100,4000", { start: 4, end: 7, text: "1000" })).toEqual({ start: 7, end: 7, text: "0" });
    expect(minimalEdit("rho,100,4000", { start: 8, end: 12, text: "4500" })).toEqual({ start: 9, end: 10, text: "5" });
  });

  it("is nothing when nothing changes", () => {
    expect(minimalEdit("rho,100", { start: 4, end: 7, text: "100" })).toBeNull();
  });

  it("gives the same text as the whole change, and never a longer one", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", ","), maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.nat(12), fc.nat(12), letters, (source, a, b, text) => {
        const [start, end] = [Math.min(a, b, source.length), Math.min(Math.max(a, b), source.length)];
        const edit = minimalEdit(source, { start, end, text });
        const whole = applyEdit(source, { start, end, text });
        expect(edit === null ? source : applyEdit(source, edit)).toBe(whole);
        expect((edit?.end ?? 0) - (edit?.start ?? 0)).toBeLessThanOrEqual(end - start);
      }),
    );
  });
});
