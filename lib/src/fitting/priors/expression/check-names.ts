import { nearestName } from "../nearest-name";
import type { Expression } from "./expression";
import { ExpressionFailure, type ExpressionProblem } from "./expression-problem";
import { numpyConstants, numpyFunctions } from "./numpy-names";

/**
 * Looks up every name of an expression without evaluating it.
 * @param expression syntax tree
 * @param known names that have, or may later have, a value
 * @returns the first problem, or `null`
 */
export function checkNames(expression: Expression, known: ReadonlySet<string>): ExpressionProblem | null {
  switch (expression.type) {
    case "number":
    case "boolean":
      return null;
    case "name":
      return known.has(expression.name) || numpyConstants.has(expression.name) ? null : unknown(expression, known);
    case "unary":
      return checkNames(expression.operand, known);
    case "binary":
      return checkNames(expression.left, known) ?? checkNames(expression.right, known);
    case "call":
      return checkCall(expression, known);
  }
}

/** The helper variables an expression refers to, each once. */
export function namesIn(expression: Expression): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.type === "name" && !numpyConstants.has(node.name)) names.add(node.name);
    else if (node.type === "unary") visit(node.operand);
    else if (node.type === "call") for (const value of node.arguments) visit(value);
    else if (node.type === "binary") {
      visit(node.left);
      visit(node.right);
    }
  };
  visit(expression);
  return [...names];
}

/** True for `nan`, which leaves a value to the program. */
export function isNan(expression: Expression): boolean {
  return expression.type === "name" && Number.isNaN(numpyConstants.get(expression.name));
}

function checkCall(call: Expression & { type: "call" }, known: ReadonlySet<string>): ExpressionProblem | null {
  const found = numpyFunctions.get(call.name);
  const place = { start: call.start, end: call.start + call.name.length };
  if (!found) {
    if (known.has(call.name) || numpyConstants.has(call.name)) {
      const hint = "Write * between it and the bracket for a product";
      return new ExpressionFailure("NOT_A_FUNCTION", `${call.name} is no function`, place, hint).problem;
    }
    return unknown({ ...place, name: call.name }, known);
  }
  const [fewest, most] = found.arity;
  const given = call.arguments.length;
  if (given < fewest || given > most) {
    const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
    const message = `${call.name} takes ${wanted} ${most === 1 ? "value" : "values"}, not ${given}`;
    return new ExpressionFailure("ARITY", message, call).problem;
  }
  for (const value of call.arguments) {
    const problem = checkNames(value, known);
    if (problem) return problem;
  }
  return null;
}

function unknown(word: { name: string; start: number; end: number }, known: ReadonlySet<string>): ExpressionProblem {
  const { name } = word;
  const last = name.slice(name.lastIndexOf(".") + 1);
  const withPrefix = `np.${last}`;
  if (numpyFunctions.has(name)) {
    const hint = `A function needs its value in brackets: ${name}(…)`;
    return new ExpressionFailure("UNKNOWN_NAME", `${name} alone has no value`, word, hint).problem;
  }
  const all = [...known, ...numpyFunctions.keys(), ...numpyConstants.keys(), "True", "False"];
  const near = numpyFunctions.has(withPrefix) || numpyConstants.has(withPrefix) ? withPrefix : nearestName(name, all);
  const hint = near
    ? `Did you mean ${near}?`
    : `Names that can be used: ${[...known].join(", ")}; functions are written np.sqrt, np.log10 and so on`;
  return new ExpressionFailure("UNKNOWN_NAME", `${name} is not known here`, word, hint).problem;
}
