import { pow } from "../../../core/special";
import { isNan, namesIn } from "./check-names";
import type { BinaryOperator, Expression } from "./expression";
import { ExpressionFailure, type ExpressionProblem } from "./expression-problem";
import { numpyConstants, numpyFunctions } from "./numpy-names";
import { floorDivide, pythonModulo } from "./python-arithmetic";

/** Values of names; `null` for a name that is right but has no value yet. */
export type ExpressionScope = ReadonlyMap<string, number | null>;

/**
 * What came out: a value, `default` for a bare `nan`, `unresolved` when a name has no value yet,
 * or a problem.
 */
export type Evaluation =
  | { status: "value"; value: number | boolean }
  | { status: "default" }
  | { status: "unresolved"; names: string[] }
  | { status: "problem"; problem: ExpressionProblem };

/**
 * Evaluates an expression with Python's rules: `//` and `%` round down, booleans count as 0 and 1.
 * Unlike Python, a whole power is a double at once, so that `10**10**10` is a problem, not a hang.
 * @param expression syntax tree
 * @param scope values of the names that may occur
 *
 * @example
 * ```ts
 * import { evaluateExpression, parseExpression } from "nightbook/priors";
 * const { expression } = parseExpression("-2**2 + h_beg");
 * if (expression) evaluateExpression(expression, new Map([["h_beg", 104]])); // => { status: "value", value: 100 }
 * ```
 */
export function evaluateExpression(expression: Expression, scope: ExpressionScope): Evaluation {
  if (isNan(expression)) return { status: "default" };
  if (expression.type === "boolean") return { status: "value", value: expression.value };
  const missing = namesIn(expression).filter((name) => scope.get(name) === null);
  if (missing.length > 0) return { status: "unresolved", names: missing };
  try {
    const value = evaluate(expression, scope);
    if (Number.isFinite(value)) return { status: "value", value };
    const hint = "A bound must be an ordinary number below 1.8e308";
    throw new ExpressionFailure("NOT_FINITE", "The value is infinite", expression, hint);
  } catch (error) {
    if (error instanceof ExpressionFailure) return { status: "problem", problem: error.problem };
    throw error;
  }
}

function evaluate(expression: Expression, scope: ExpressionScope): number {
  switch (expression.type) {
    case "number":
      return expression.value;
    case "boolean":
      return expression.value ? 1 : 0;
    case "name":
      return lookUp(expression, scope);
    case "unary": {
      const value = evaluate(expression.operand, scope);
      return expression.operator === "-" ? -value : value;
    }
    case "binary": {
      const left = evaluate(expression.left, scope);
      const right = evaluate(expression.right, scope);
      return aNumber(operate(expression.operator, left, right, expression), expression, expression.operator);
    }
    case "call": {
      const values = expression.arguments.map((value) => evaluate(value, scope));
      const found = numpyFunctions.get(expression.name);
      if (!found) throw new ExpressionFailure("UNKNOWN_NAME", `${expression.name} is not known here`, expression);
      const shown = `${expression.name}(${values.map((value) => `${value}`).join(", ")})`;
      return aNumber(found.apply(...values), expression, shown);
    }
  }
}

function lookUp(expression: Expression & { type: "name" }, scope: ExpressionScope): number {
  const { name } = expression;
  const value = scope.get(name) ?? numpyConstants.get(name);
  if (value === undefined) throw new ExpressionFailure("UNKNOWN_NAME", `${name} is not known here`, expression);
  if (!Number.isNaN(value)) return value;
  if (isNan(expression)) {
    const hint = "Alone in its field, nan stands for the default";
    throw new ExpressionFailure("NAN_IN_EXPRESSION", "nan cannot be calculated with", expression, hint);
  }
  const message = `${name} could not be estimated from this observation`;
  throw new ExpressionFailure("NO_ESTIMATE", message, expression, "Write a number instead");
}

function operate(operator: BinaryOperator, left: number, right: number, place: Expression): number {
  if (right === 0 && (operator === "/" || operator === "//" || operator === "%")) {
    throw new ExpressionFailure("DIVISION_BY_ZERO", "This divides by zero", place);
  }
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "//":
      return floorDivide(left, right);
    case "%":
      return pythonModulo(left, right);
    case "**":
      if (left === 0 && right < 0) {
        throw new ExpressionFailure("DIVISION_BY_ZERO", "Zero has no negative powers", place);
      }
      return pow(left, right);
  }
}

function aNumber(value: number, place: Expression, what: string): number {
  if (!Number.isNaN(value)) return value;
  const hint = "Roots and logarithms need positive numbers; broken powers need a positive base";
  throw new ExpressionFailure("NOT_A_NUMBER", `${what} has no real value here`, place, hint);
}
