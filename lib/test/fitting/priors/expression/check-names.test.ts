import { describe, expect, it } from "@jest/globals";
import { checkNames, isNan, namesIn } from "../../../../src/fitting/priors/expression/check-names";
import type { Expression } from "../../../../src/fitting/priors/expression/expression";
import { parseExpression } from "../../../../src/fitting/priors/expression/parse-expression";

const known = new Set(["h_beg", "h_end", "v_0"]);

function parsed(text: string): Expression {
  const { expression } = parseExpression(text);
  if (!expression) throw new Error(text);
  return expression;
}

describe("checkNames", () => {
  it.each(["h_beg + np.log10(v_0)", "np.round(1, 2)", "nan", "min(1, 2, 3, 4)", "-np.pi", "True"])(
    "has nothing against %s",
    (text) => {
      expect(checkNames(parsed(text), known)).toBeNull();
    },
  );

  it.each([
    ["h_bge", "UNKNOWN_NAME", 0, 5, "Did you mean h_beg?"],
    ["1 + log10(2)", "UNKNOWN_NAME", 4, 9, "Did you mean np.log10?"],
    ["math.sqrt(2)", "UNKNOWN_NAME", 0, 9, "Did you mean np.sqrt?"],
    ["pi", "UNKNOWN_NAME", 0, 2, "Did you mean np.pi?"],
    ["np.lgo10(2)", "UNKNOWN_NAME", 0, 8, "Did you mean np.log10?"],
    ["true", "UNKNOWN_NAME", 0, 4, "Did you mean True?"],
    ["2*velocity", "UNKNOWN_NAME", 2, 10, "h_beg, h_end, v_0"],
    ["np.sqrt(1, 2)", "ARITY", 0, 13, undefined],
    ["np.arctan2(1)", "ARITY", 0, 13, undefined],
    ["h_beg(2)", "NOT_A_FUNCTION", 0, 5, "Write *"],
    ["np.pi(2)", "NOT_A_FUNCTION", 0, 5, "Write *"],
    ["np.sqrt(h_ebg)", "UNKNOWN_NAME", 8, 13, "Did you mean h_beg?"],
    ["np.sqrt", "UNKNOWN_NAME", 0, 7, "brackets"],
  ])("finds what is wrong with %s", (text, code, start, end, hint) => {
    const problem = checkNames(parsed(text), known);
    expect(problem).toMatchObject({ code, start, end });
    if (hint) expect(problem?.hint).toContain(hint);
  });
});

describe("namesIn", () => {
  it("lists helper variables once", () => {
    expect(namesIn(parsed("v_0*np.hypot(h_beg, -v_0) + np.pi"))).toEqual(["v_0", "h_beg"]);
  });
});

describe("isNan", () => {
  it("is true for nan alone", () => {
    expect(["nan", "np.nan", "NaN", "inf", "1", "-nan"].map((text) => isNan(parsed(text)))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
