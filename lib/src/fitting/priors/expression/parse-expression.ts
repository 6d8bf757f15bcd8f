import type { BinaryOperator, Expression, UnaryOperator } from "./expression";
import { ExpressionFailure, type ExpressionProblem } from "./expression-problem";
import { type Token, tokenize } from "./tokenize";

/** Longest text taken for an expression, in UTF-16 units. */
export const maxExpressionLength = 1000;
/** Deepest nesting of brackets, signs and powers. */
export const maxExpressionDepth = 60;

/** How tightly an operator holds what stands on its left. */
const binding: Record<BinaryOperator, number> = { "+": 10, "-": 10, "*": 20, "/": 20, "//": 20, "%": 20, "**": 40 };
/** A sign holds tighter than a product and looser than a power: -2**2 is -4. */
const signBinding = 30;

/** Outcome of {@link parseExpression}: exactly one of the two is `null`. */
export interface ParsedExpression {
  expression: Expression | null;
  problem: ExpressionProblem | null;
}

/**
 * Parses Python arithmetic: `+ - * / // % **`, signs, brackets, numbers, names and calls, with
 * Python's precedence. Nothing is evaluated. Names are not looked up here.
 * @param text one expression, at most {@link maxExpressionLength} long
 * @returns the syntax tree, or the first problem with its place in `text`
 * @see [Pratt1973]
 *
 * @example
 * ```ts
 * import { parseExpression } from "nightbook/priors";
 * parseExpression("2 * (h_beg").problem?.message; // => "This bracket is never closed"
 * ```
 */
export function parseExpression(text: string): ParsedExpression {
  try {
    if (text.length > maxExpressionLength) {
      const message = `The expression is longer than ${maxExpressionLength} characters`;
      throw new ExpressionFailure(
        "TOO_LONG",
        message,
        { start: 0, end: text.length },
        "Calculate parts of it beforehand",
      );
    }
    return { expression: new Parser(tokenize(text)).whole(), problem: null };
  } catch (error) {
    if (error instanceof ExpressionFailure) return { expression: null, problem: error.problem };
    throw error;
  }
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.expression(0);
    const rest = this.token;
    if (rest.type === "end") return expression;
    if (rest.type === ")") throw new ExpressionFailure("BRACKET", "This bracket was never opened", rest);
    throw new ExpressionFailure(
      "TWO_VALUES",
      `${rest.text} stands beside another value with no operator between them`,
      rest,
      rest.type === ","
        ? "A comma belongs inside a call; decimals take a point"
        : "Write * for a product; units belong in a comment after #",
    );
  }

  private get token(): Token {
    return this.tokens[this.at];
  }

  /** Everything that holds together more tightly than `least`. */
  private expression(least: number): Expression {
    if (++this.depth > maxExpressionDepth) {
      const message = `The expression is nested deeper than ${maxExpressionDepth} levels`;
      throw new ExpressionFailure("TOO_DEEP", message, this.token, "Use fewer brackets, signs or powers");
    }
    let left = this.prefix();
    for (;;) {
      const token = this.token;
      if (token.type !== "operator") break;
      const operator = token.text as BinaryOperator;
      if (binding[operator] <= least) break;
      this.at++;
      // a power groups to the right, so that its right side may hold another one
      const right = this.expression(operator === "**" ? binding[operator] - 1 : binding[operator]);
      left = { type: "binary", operator, left, right, start: left.start, end: right.end };
    }
    this.depth--;
    return left;
  }

  private prefix(): Expression {
    const token = this.token;
    this.at++;
    switch (token.type) {
      case "number":
        return { type: "number", value: Number(token.text.replaceAll("_", "")), start: token.start, end: token.end };
      case "name":
        return this.token.type === "(" ? this.call(token) : word(token);
      case "(": {
        const inner = this.expression(0);
        this.close(token);
        return { ...inner, start: token.start, end: this.tokens[this.at - 1].end };
      }
      case "operator":
        if (token.text === "+" || token.text === "-") {
          const operand = this.expression(signBinding);
          const operator: UnaryOperator = token.text;
          return { type: "unary", operator, operand, start: token.start, end: operand.end };
        }
        throw new ExpressionFailure("MISSING_VALUE", `A value is missing before ${token.text}`, token);
      default: {
        const before = this.tokens[this.at - 2];
        if (before === undefined) throw new ExpressionFailure("EMPTY", "A value is missing", token);
        throw new ExpressionFailure("MISSING_VALUE", `A value is missing after ${before.text}`, before);
      }
    }
  }

  private call(name: Token): Expression {
    const open = this.token;
    this.at++;
    const values: Expression[] = [];
    if (this.token.type !== ")") {
      values.push(this.expression(0));
      while (this.token.type === ",") {
        this.at++;
        values.push(this.expression(0));
      }
    }
    this.close(open);
    return { type: "call", name: name.text, arguments: values, start: name.start, end: this.tokens[this.at - 1].end };
  }

  private close(open: Token): void {
    const token = this.token;
    if (token.type === "end") throw new ExpressionFailure("BRACKET", "This bracket is never closed", open, "Add )");
    if (token.type === ",") {
      throw new ExpressionFailure("COMMA", "A comma belongs only inside a call", token, "Decimals take a point");
    }
    if (token.type !== ")") {
      const hint = "Write * for a product";
      throw new ExpressionFailure("TWO_VALUES", `An operator is missing before ${token.text}`, token, hint);
    }
    this.at++;
  }
}

function word(token: Token): Expression {
  const place = { start: token.start, end: token.end };
  if (token.text === "True" || token.text === "False") {
    return { type: "boolean", value: token.text === "True", ...place };
  }
  return { type: "name", name: token.text, ...place };
}
