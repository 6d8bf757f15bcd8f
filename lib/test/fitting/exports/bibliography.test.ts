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
    [
      { engine: "dynamic" } as const,
      ["Skilling2006", "Speagle2020", "Higson2019", "Feroz2009", "Neal2003", "Fowlie2020", "Fowlie2021"],
    ],
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

  it("cites other papers for the importance engine, and more where chains had to help", () => {
    const drawn = keysOf(bibliographyOf({ engine: "importance" }));
    for (const key of ["Lange2023", "Feroz2019", "Vehtari2024"]) expect(drawn).toContain(key);
    for (const key of ["Higson2019", "Grumitt2024"]) expect(drawn).not.toContain(key);
    const tempered = keysOf(bibliographyOf({ engine: "importance", method: "tempering" }));
    expect(tempered).toEqual([...drawn, "DelMoral2006", "Grumitt2024", "TerBraak2006", "Meng1996"]);
  });

  it("has entries of all papers that any run calls on", () => {
    for (const engine of ["static", "dynamic", "importance"] as const)
      for (const sample of ["auto", "unif", "slice", "rslice", "rwalk"] as const)
        for (const method of ["proposal", "tempering", "exploration"] as const)
          expect(keysOf(bibliographyOf({ engine, sample, method })).length).toBeGreaterThan(4);
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
