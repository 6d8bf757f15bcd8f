import * as ts from "typescript";
import { replDeclarations } from "./repl-declarations";

/**
 * Turns the JavaScript of a cell into what the code process evaluates as a script:
 * imports become awaited calls, every `await` goes through a function that an interrupt can reject,
 * and the exports that conversion added vanish.
 */
export const cellTransform: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const { factory } = context;
  const call = (name: string, ...args: ts.Expression[]) =>
    factory.createCallExpression(factory.createIdentifier(name), undefined, args);
  const awaited = (expression: ts.Expression) => factory.createAwaitExpression(expression);

  const visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
    if (ts.isExportDeclaration(node) || ts.isExportAssignment(node)) return undefined;
    if (ts.isImportDeclaration(node)) return importStatement(node);
    if (ts.isAwaitExpression(node)) {
      const operand = ts.visitNode(node.expression, visit) as ts.Expression;
      return factory.updateAwaitExpression(node, call("__nb_await", operand));
    }
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) {
      const inner = ts.visitEachChild(node, visit, context);
      return factory.updateForOfStatement(
        inner,
        inner.awaitModifier,
        inner.initializer,
        call("__nb_iterate", inner.expression),
        inner.statement,
      );
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const args = node.arguments.map((argument) => ts.visitNode(argument, visit) as ts.Expression);
      return call("__nb_import", ...args);
    }
    if (isDenoJupyter(node)) {
      return factory.updatePropertyAccessExpression(node, factory.createIdentifier("__nb_deno"), node.name);
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      return factory.createIdentifier("__nb_meta");
    }
    return ts.visitEachChild(node, visit, context);
  };

  /** `import d, { a as b } from "m"` becomes `let { default: d, a: b } = await __nb_await(__nb_import("m"))`. */
  const importStatement = (node: ts.ImportDeclaration): ts.Statement => {
    const loaded = () => awaited(call("__nb_await", call("__nb_import", node.moduleSpecifier)));
    const clause = node.importClause;
    if (clause === undefined) {
      return ts.setTextRange(factory.createExpressionStatement(loaded()), node);
    }
    const named: ts.BindingElement[] = [];
    if (clause.name !== undefined) named.push(factory.createBindingElement(undefined, "default", clause.name));
    const declarations: ts.VariableDeclaration[] = [];
    const bindings = clause.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
      declarations.push(factory.createVariableDeclaration(bindings.name, undefined, undefined, loaded()));
    } else if (bindings !== undefined) {
      for (const element of bindings.elements) {
        named.push(factory.createBindingElement(undefined, element.propertyName ?? element.name, element.name));
      }
    }
    if (named.length > 0) {
      const pattern = factory.createObjectBindingPattern(named);
      declarations.push(factory.createVariableDeclaration(pattern, undefined, undefined, loaded()));
    }
    const list = factory.createVariableDeclarationList(declarations, ts.NodeFlags.Let);
    return ts.setTextRange(factory.createVariableStatement(undefined, list), node);
  };

  return (file) => ts.visitEachChild(replDeclarations(file, context), visit, context);
};

function isDenoJupyter(node: ts.Node): node is ts.PropertyAccessExpression {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "jupyter") return false;
  return ts.isIdentifier(node.expression) && node.expression.text === "Deno";
}
