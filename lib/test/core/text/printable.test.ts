import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { printable } from "../../../src/core/text";

describe("printable", () => {
  it("shows every control character of C0 and C1, and DEL", () => {
    const codes = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i)];
    for (const code of codes) {
      expect(printable(`a${String.fromCharCode(code)}b`)).toBe(`a\\x${code.toString(16).padStart(2, "0")}b`);
    }
  });

  it("leaves all other text as it is", () => {
    const text = "σ = 0.02 kg/MJ, −7 °C\u00a0🚀 \\x1b";
    expect(printable(text)).toBe(text);
  });

  it("leaves nothing to escape, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        const shown = printable(text);
        const codes = [...shown].map((character) => character.charCodeAt(0));
        expect(codes.filter((code) => code < 0x20 || (code >= 0x7f && code < 0xa0))).toEqual([]);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });
});
