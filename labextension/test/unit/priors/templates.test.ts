import { describe, expect, it } from "@jest/globals";
import { parsePrior } from "nightbook/priors";
import { priorRows } from "../../../src/priors/prior-rows";
import { priorShapes, shapesFor, usualText, valueChoices } from "../../../src/priors/prior-shape";
import { templatesFor } from "../../../src/priors/templates";

describe("templatesFor", () => {
  it("offers single body, one and two erosions, disruption, iron and a blank one", () => {
    const names = templatesFor("prior").map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["single-body", "one-erosion", "two-erosions", "erosion-and-disruption", "iron"]),
    );
    expect(names.at(-1)).toBe("blank");
  });

  it.each(["prior", "extraprior"] as const)("offers texts without mistakes of a .%s", (kind) => {
    for (const { text } of templatesFor(kind)) expect(parsePrior(text, { kind }).issues).toEqual([]);
  });
});

describe("what a line can be", () => {
  const [number, word, whether] = priorRows(
    parsePrior("rho,100,4000\nerosion_grain_distribution,powerlaw,fix\nerosion_on,True,fix\n"),
    [],
    [],
  ).map((row) => (row.kind === "entry" ? row.info : null));

  it("depends on the kind of its variable", () => {
    expect(shapesFor(number!)).toEqual(priorShapes);
    expect(shapesFor(word!).map(({ id }) => id)).toEqual(["fix"]);
    expect(shapesFor(null)).toEqual(priorShapes);
    expect(valueChoices(word!)).toContain("powerlaw");
    expect(valueChoices(whether!)).toEqual(["True", "False"]);
  });

  it("comes with the usual range", () => {
    expect(usualText(number!)).toMatch(/^usually \d+ … \d+ kg\/m³$/);
    expect(usualText(null)).toBe("");
  });
});
