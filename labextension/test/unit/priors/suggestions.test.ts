import { describe, expect, it } from "@jest/globals";
import { fragmentationVariables, parsePrior, priorVariables } from "nightbook/priors";
import { priorRows } from "../../../src/priors/prior-rows";
import { completionFor, type KnownHelpers, nameSuggestions } from "../../../src/priors/suggestions";

const prior = parsePrior("v_init,500,nan,norm\nerosion_on,True,fix\n");
const fragmentations = parsePrior("- F\nheight,1,2\n- EF\nheight,1,2\nsigma,1,2\n", { kind: "extraprior" });
const helpers = { values: { v_0: 67456, h_beg: 116110 }, notebook: "night.ipynb" } as unknown as KnownHelpers;

function completion(document: typeof prior, line: number, column: "name" | "value", text: string) {
  const row = priorRows(document, [], []).find((candidate) => candidate.line === line);
  if (row?.kind !== "entry") throw new Error(`Line ${line} is no entry`);
  return completionFor(document, row, column, [text, text.length], helpers);
}

describe("names that the file could still have", () => {
  it("are those of a prior that it lacks", () => {
    const names = nameSuggestions(prior).map(({ text }) => text);
    expect(names).toContain("rho");
    expect(names).not.toContain("v_init");
    expect(names).toHaveLength(priorVariables.length - 2);
  });

  it("are those of a fragmentation for each block", () => {
    const names = (block: number | null): string[] => nameSuggestions(fragmentations, block).map(({ text }) => text);
    expect(names(0)).toHaveLength(fragmentationVariables.length - 1);
    expect(names(0)).toContain("sigma");
    expect(names(1)).not.toContain("sigma");
    expect(names(null)).toEqual(names(1));
  });
});

describe("what may go into a cell", () => {
  it("is a name that the file lacks", () => {
    expect(completion(prior, 1, "name", "density").suggestions.map(({ text }) => text)).toContain("rho");
  });

  it("is a helper variable, with its value in the notebook at hand", () => {
    const [speed] = completion(prior, 1, "value", "v").suggestions;
    expect(speed).toEqual({ text: "v_0", about: "Initial speed: 67\u202f456 m/s in night.ipynb" });
  });

  it("is a function or a constant", () => {
    expect(completion(prior, 1, "value", "np.pi").suggestions).toEqual([]);
    expect(completion(prior, 1, "value", "np.p").suggestions[0]).toEqual({ text: "np.pi", about: "3.142" });
    expect(completion(prior, 1, "value", "np.sqr").suggestions[0]!.text).toBe("np.sqrt(");
  });

  it("is where a flare may begin in a fragmentation, which a prior does not know", () => {
    const flare = (document: typeof prior, line: number): string[] =>
      completion(document, line, "value", "flare").suggestions.map(({ text }) => text);
    expect(flare(fragmentations, 2)).toEqual(["flare_start_init", "flare_start_end"]);
    expect(flare(prior, 1)).toEqual([]);
  });

  it("is a word where only words can stand", () => {
    expect(completion(prior, 2, "value", "").suggestions.map(({ text }) => text)).toEqual(["True", "False"]);
  });
});
