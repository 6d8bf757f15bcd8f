import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Evaluation, evaluateExpression, parseExpression } from "../../../../src/fitting/priors";

const golden = JSON.parse(readFileSync(join(__dirname, "../../../golden/expressions/expressions.json"), "utf8")) as {
  helpers: Record<string, number>;
  rows: [string, number | null][];
};

function evaluate(text: string, values: Record<string, number | null> = golden.helpers): Evaluation {
  const { expression, problem } = parseExpression(text);
  if (!expression) throw new Error(`${text}: ${problem?.message}`);
  return evaluateExpression(expression, new Map(Object.entries(values)));
}

describe("evaluateExpression", () => {
  it("agrees with Python on 1500 expressions", () => {
    const wrong: unknown[] = [];
    for (const [text, wanted] of golden.rows) {
      const result = evaluate(text);
      const value = result.status === "value" ? Number(result.value) : null;
      const agrees =
        wanted === null || value === null
          ? value === wanted && result.status === "problem"
          : Math.abs(value - wanted) <= 1e-12 * Math.abs(wanted);
      if (!agrees) wrong.push([text, wanted, result]);
    }
    expect(wrong).toEqual([]);
    expect(golden.rows).toHaveLength(1500);
  });

  it.each([
    ["-2**2", -4],
    ["10**-7", 1e-7],
    ["-7//2", -4],
    ["-7%3", 2],
    ["7%-3", -2],
    ["0.001/1e6", 1e-9],
    ["np.round(2.5)", 2],
    ["np.round(-1.25, 1)", -1.2],
    ["np.clip(5, 0, 3)", 3],
    ["max(1, 2, 3)", 3],
    ["np.log10(1e-6)", -6],
    ["True + 1", 2],
    ["1/np.inf", 0],
    ["10**(np.floor(np.log10(m_0)-1))", 1e-7],
  ])("%s is %d", (text, value) => {
    expect(evaluate(text)).toEqual({ status: "value", value });
  });

  it("knows switches, the default, and values that are not there yet", () => {
    expect(evaluate("False")).toEqual({ status: "value", value: false });
    for (const text of ["nan", "np.nan", "NaN", "(nan)"]) expect(evaluate(text)).toEqual({ status: "default" });
    expect(evaluate("h_beg - v_0 + h_beg", { h_beg: null, v_0: null })).toEqual({
      status: "unresolved",
      names: ["h_beg", "v_0"],
    });
    expect(evaluate("np.sqrt(v_0 * h_beg)", { h_beg: null, v_0: 1 })).toMatchObject({ names: ["h_beg"] });
  });

  it.each([
    ["10**10**10", "NOT_FINITE", 0],
    ["9**9**9**9", "NOT_FINITE", 0],
    ["np.inf", "NOT_FINITE", 0],
    ["1e400", "NOT_FINITE", 0],
    ["3 + 1/0", "DIVISION_BY_ZERO", 4],
    ["1//0", "DIVISION_BY_ZERO", 0],
    ["1%0", "DIVISION_BY_ZERO", 0],
    ["0**-1", "DIVISION_BY_ZERO", 0],
    ["(-8)**(1/3)", "NOT_A_NUMBER", 0],
    ["1 + np.sqrt(-1)", "NOT_A_NUMBER", 4],
    ["np.log10(-3)", "NOT_A_NUMBER", 0],
    ["np.inf - np.inf", "NOT_A_NUMBER", 0],
    ["nan + 1", "NAN_IN_EXPRESSION", 0],
    ["2*gone", "NO_ESTIMATE", 2],
  ])("finds what is wrong with %s", (text, code, start) => {
    expect(evaluate(text, { gone: Number.NaN })).toMatchObject({ status: "problem", problem: { code, start } });
  });

  it("never reaches into JavaScript", () => {
    for (const text of ["constructor", "__proto__", "toString", "np.constructor", "hasOwnProperty(1)"]) {
      expect(evaluate(text)).toMatchObject({ status: "problem", problem: { code: "UNKNOWN_NAME" } });
    }
  });

  it("has an outcome for whatever parses", () => {
    const word = fc.constantFrom(
      "1",
      "0",
      "1e300",
      "np.pi",
      "np.log10(",
      "np.power(",
      "h_beg",
      "(",
      ")",
      ",",
      "+",
      "-",
      "**",
      "//",
      "%",
      "nan",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const { expression } = parseExpression(words.join(""));
        if (!expression) return;
        const result = evaluateExpression(expression, new Map([["h_beg", 1e5]]));
        if (result.status === "value") expect(Number.isFinite(Number(result.value))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
