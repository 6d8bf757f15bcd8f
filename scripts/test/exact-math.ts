import ts from "typescript";

/** What the language defines to the last bit, or what is a constant. */
const exact = new Set(
  "sqrt abs floor ceil round trunc min max fround imul sign clz32 E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2".split(" "),
);

/** Something in a source file whose result may differ between platforms. */
export interface InexactUse {
  line: number;
  what: string;
}

/**
 * Uses of functions and operators whose last digits the language leaves open: `Math.exp` and its kin, and powers. Also
 * `Math` as a value, by which these could be reached; and random numbers and times, which are arguments here.
 *
 * @param fileName for the parser
 * @param text of a TypeScript file
 */
export function inexactUses(fileName: string, text: string): InexactUse[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  const uses: InexactUse[] = [];
  const note = (node: ts.Node, what: string) => {
    uses.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, what });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === "Math" && !isPropertyName(node)) {
      const { parent } = node;
      const name = ts.isPropertyAccessExpression(parent) ? parent.name.text : undefined;
      if (name === undefined || !exact.has(name)) note(node, name === undefined ? "Math as a value" : `Math.${name}`);
    }
    if (ts.isBinaryExpression(node) && isPower(node.operatorToken.kind)) note(node, "**");
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const whole = `${node.expression.text}.${node.name.text}`;
      if (whole === "Date.now" || whole === "performance.now") note(node, whole);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

function isPower(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.AsteriskAsteriskToken || kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;
}

/** `x.Math`, which is something else. */
function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) && parent.name === node) || ts.isPropertyAssignment(parent);
}
