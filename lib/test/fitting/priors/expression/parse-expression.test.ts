import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type Expression,
  maxExpressionDepth,
  maxExpressionLength,
  parseExpression,
} from "../../../../src/fitting/priors";

/** The tree as fully bracketed text. */
function shape(expression: Expression | null): string {
  switch (expression?.type) {
    case undefined:
      return "nothing";
    case "number":
    case "boolean":
      return `${expression.value}`;
    case "name":
      return expression.name;
    case "unary":
      return `(${expression.operator}${shape(expression.operand)})`;
    case "binary":
      return `(${shape(expression.left)} ${expression.operator} ${shape(expression.right)})`;
    case "call":
      return `${expression.name}(${expression.arguments.map(shape).join(", ")})`;
  }
}

describe("parseExpression", () => {
  it.each([
    ["-2**2", "(-(2 ** 2))"],
    ["2**-1", "(2 ** (-1))"],
    ["2**-3**2", "(2 ** (-(3 ** 2)))"],
    ["2**3**2", "(2 ** (3 ** 2))"],
    ["2**-1*3", "((2 ** (-1)) * 3)"],
    ["1-2-3", "((1 - 2) - 3)"],
    ["1+2*3", "(1 + (2 * 3))"],
    ["a//b%c/d", "(((a // b) % c) / d)"],
    ["-a*b", "((-a) * b)"],
    ["--+1", "(-(-(+1)))"],
    ["(1+2)*3", "((1 + 2) * 3)"],
    ["1_000.5e-1_0", "1.0005e-7"],
    [".5", "0.5"],
    ["5.", "5"],
    ["np.maximum(1, -a)", "np.maximum(1, (-a))"],
    ["f()", "f()"],
    ["True", "true"],
    ["\t 1 ", "1"],
  ])("reads %s as Python does", (text, wanted) => {
    expect(shape(parseExpression(text).expression)).toBe(wanted);
  });

  it.each([
    ["", "EMPTY", 0, 0],
    ["1 +", "MISSING_VALUE", 2, 3],
    ["* 2", "MISSING_VALUE", 0, 1],
    ["(1", "BRACKET", 0, 1],
    ["1)", "BRACKET", 1, 2],
    ["()", "MISSING_VALUE", 0, 1],
    ["2 m", "TWO_VALUES", 2, 3],
    ["1 2", "TWO_VALUES", 2, 3],
    ["(1 2)", "TWO_VALUES", 3, 4],
    ["(1, 2)", "COMMA", 2, 3],
    ["10^3", "BAD_CHARACTER", 2, 3],
    ["1 − 2", "BAD_CHARACTER", 2, 3],
    ["a < b", "BAD_CHARACTER", 2, 3],
    ["'x'", "BAD_CHARACTER", 0, 1],
    ["1 + 🚀", "BAD_CHARACTER", 4, 6],
    ["1e", "TWO_VALUES", 1, 2],
    ["1__0", "TWO_VALUES", 1, 4],
    ["1 if 2 else 3", "TWO_VALUES", 2, 4],
    ["__import__('os')", "BAD_CHARACTER", 11, 12],
    ["[1]", "BAD_CHARACTER", 0, 1],
    ["lambda: 1", "BAD_CHARACTER", 6, 7],
  ])("marks what is wrong with %j", (text, code, start, end) => {
    expect(parseExpression(text)).toMatchObject({ expression: null, problem: { code, start, end } });
  });

  it("keeps to its limits", () => {
    const nested = (depth: number) => "(".repeat(depth) + "1" + ")".repeat(depth);
    expect(parseExpression(nested(maxExpressionDepth - 1)).problem).toBeNull();
    expect(parseExpression(nested(maxExpressionDepth)).problem?.code).toBe("TOO_DEEP");
    expect(parseExpression("-".repeat(900) + "1").problem?.code).toBe("TOO_DEEP");
    expect(parseExpression("2**".repeat(300) + "2").problem?.code).toBe("TOO_DEEP");
    expect(parseExpression("1+".repeat(400) + "1").problem).toBeNull();
    expect(parseExpression("1".repeat(maxExpressionLength + 1)).problem?.code).toBe("TOO_LONG");
  });

  it("gives a tree or a problem for any text, and places inside it", () => {
    const word = fc.constantFrom(
      "1",
      "2.5",
      "np.pi",
      "np.log10",
      "h_beg",
      "(",
      ")",
      ",",
      "+",
      "-",
      "**",
      "//",
      "%",
      " ",
      "é",
      "nan",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join("")),
        ),
        (text) => {
          const { expression, problem } = parseExpression(text);
          expect((expression === null) !== (problem === null)).toBe(true);
          const place = expression ?? problem;
          expect(place && place.start >= 0 && place.start <= place.end && place.end <= text.length).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
