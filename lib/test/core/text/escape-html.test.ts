import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { escapeHtml } from "../../../src/core/text";

describe("escapeHtml", () => {
  it("writes the five characters that mean something in markup as entities", () => {
    expect(escapeHtml(`<a href="x" title='y'>R&D</a>`)).toBe(
      "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;R&amp;D&lt;/a&gt;",
    );
    expect(escapeHtml("&lt;")).toBe("&amp;lt;");
    expect(escapeHtml("ρ ≈ 3400 kg/m³")).toBe("ρ ≈ 3400 kg/m³");
  });

  it("loses nothing", () => {
    const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."&<>\"'a;#39ltamp")), (letters) => {
        const text = letters.join("");
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name])).toBe(text);
      }),
    );
  });
});
