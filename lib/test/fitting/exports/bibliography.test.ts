import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { bibliographyOf } from "../../../src/fitting/exports";
import { bibliographyEntries } from "../../../src/fitting/exports/bibliography-entries";

const keysOf = (text: string) => [...text.matchAll(/^@\w+\{(\w+),/gm)].map((match) => match[1]);

describe("bibliographyOf", () => {
  it("has its entries from the bibliography", () => {
    const lines = readFileSync(join(__dirname, "../../../../docs/references.bib"), "utf8").split("\n");
    for (const [key, entry] of Object.entries(bibliographyEntries)) {
      expect(lines).toContain(entry);
      expect(keysOf(entry)).toEqual([key]);
    }
  });

  it.each([
    [{}, ["Skilling2006", "Speagle2020", "Higson2019", "Feroz2009", "Neal2003", "Fowlie2020", "Fowlie2021"]],
    [
      { engine: "static", sample: "rslice", bound: "single" } as const,
      ["Skilling2006", "Speagle2020", "Neal2003", "Handley2015", "Fowlie2020", "Fowlie2021"],
    ],
    [
      { engine: "static", sample: "unif", bound: "none" } as const,
      ["Skilling2006", "Speagle2020", "Fowlie2020", "Fowlie2021"],
    ],
  ])("cites what %j calls on", (options, keys) => {
    expect(keysOf(bibliographyOf(options))).toEqual(["Nightbook", ...keys]);
  });

  it("cites other papers for the importance engine", () => {
    const keys = keysOf(bibliographyOf({ engine: "importance" }));
    expect(keys).toContain("Lange2023");
    expect(keys).not.toContain("Higson2019");
  });

  it("adds the papers of a model, one field on a line, and knows its keys", () => {
    const text = bibliographyOf({ engine: "importance" }, ["Borovicka2007"]);
    expect(text).toContain(
      "@article{Borovicka2007,\n  author = {Borovi{\\v c}ka, J. and Spurn{\\'y}, P. and Koten, P.},\n",
    );
    expect(text.endsWith("}\n}\n")).toBe(true);
    expect(() => bibliographyOf({}, ["toString"])).toThrow("There is no entry of this key: toString");
  });
});
