import * as ts from "typescript";

/** What TypeScript's own transforms use to turn a declared pattern into one that is assigned to. */
interface Converters {
  converters: { convertToAssignmentPattern(pattern: ts.BindingPattern): ts.Expression };
}

/**
 * Makes every name that a cell declares at its top a `let`: V8 lets a REPL declare a name again only as what it was
 * before, and people turn a constant into a function, or a function into a class. Functions are hoisted; so is what
 * `var` declares in blocks and loops, or more than once.
 */
export function replDeclarations(file: ts.SourceFile, context: ts.TransformationContext): ts.SourceFile {
  const { factory } = context;
  const functions = new Map<string, ts.Statement>();
  for (const statement of file.statements) {
    if (isNamedFunction(statement)) functions.set(statement.name.text, asLet(statement.name, functionValue(statement)));
  }
  const hoisted = hoistedNames(file, functions);

  function asLet(name: ts.Identifier, value: ts.Expression): ts.Statement {
    return letStatement([factory.createVariableDeclaration(name, undefined, undefined, value)]);
  }

  function letStatement(declarations: readonly ts.VariableDeclaration[]): ts.VariableStatement {
    return factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList(declarations, ts.NodeFlags.Let),
    );
  }

  function functionValue(node: ts.FunctionDeclaration & { body: ts.FunctionBody }): ts.Expression {
    const modifiers = node.modifiers?.filter((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
    const { asteriskToken, name, parameters, body } = node;
    const made = factory.createFunctionExpression(
      modifiers,
      asteriskToken,
      name,
      undefined,
      parameters,
      undefined,
      body,
    );
    return ts.setTextRange(made, node);
  }

  /** What the declarations of a hoisted `var` assign. */
  function assignments(list: ts.VariableDeclarationList): ts.Expression[] {
    return list.declarations.flatMap((declaration) => {
      if (declaration.initializer === undefined) return [];
      const assigned = factory.createAssignment(target(declaration.name), declaration.initializer);
      return [ts.setTextRange(assigned, declaration)];
    });
  }

  function target(name: ts.BindingName): ts.Expression {
    if (ts.isIdentifier(name)) return name;
    return (factory as unknown as Converters).converters.convertToAssignmentPattern(name);
  }

  function isHoistedList(list: ts.VariableDeclarationList): boolean {
    return isVar(list) && namesOf(list).some((name) => hoisted.has(name));
  }

  function isHoisted(node: ts.Node | undefined): node is ts.VariableDeclarationList {
    return node !== undefined && ts.isVariableDeclarationList(node) && isHoistedList(node);
  }

  /** A declaration has no value that a cell could show: its assignment is hidden in a block. */
  const hidden = (values: ts.Expression[]): ts.Statement =>
    factory.createBlock(
      values.length === 0
        ? []
        : [asLet(factory.createIdentifier("__nb_var"), factory.createArrayLiteralExpression(values))],
    );

  const visit = (node: ts.Node): ts.Node => {
    if (isScope(node)) return node;
    if (ts.isVariableStatement(node) && isHoisted(node.declarationList)) {
      return ts.setTextRange(hidden(assignments(node.declarationList)), node);
    }
    const inner = ts.visitEachChild(node, visit, context);
    if (ts.isForStatement(inner) && isHoisted(inner.initializer)) {
      const { condition, incrementor, statement } = inner;
      const values = assignments(inner.initializer);
      const [first, ...rest] = values;
      const start = first && rest.reduce((left, right) => factory.createComma(left, right), first);
      return factory.updateForStatement(inner, start, condition, incrementor, statement);
    }
    if (!ts.isForInStatement(inner) && !ts.isForOfStatement(inner)) return inner;
    const initializer = inner.initializer as ts.Node;
    if (!isHoisted(initializer)) return inner;
    const name = initializer.declarations[0]?.name;
    if (name === undefined) return inner;
    return ts.isForInStatement(inner)
      ? factory.updateForInStatement(inner, target(name), inner.expression, inner.statement)
      : factory.updateForOfStatement(inner, inner.awaitModifier, target(name), inner.expression, inner.statement);
  };

  const atTop = (statement: ts.Statement): ts.Statement[] => {
    if (isNamedFunction(statement)) return [];
    if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
      const { modifiers, name, heritageClauses, members } = statement;
      const value = factory.createClassExpression(modifiers, name, undefined, heritageClauses, members);
      return [ts.setTextRange(asLet(name, ts.setTextRange(value, statement)), statement)];
    }
    if (ts.isVariableStatement(statement) && !isHoistedList(statement.declarationList)) {
      return [ts.setTextRange(letStatement(statement.declarationList.declarations), statement)];
    }
    return [visit(statement) as ts.Statement];
  };

  const directives = file.statements.findIndex((statement) => !isDirective(statement));
  const lead = directives < 0 ? file.statements.length : directives;
  const variables = [...hoisted].filter((name) => !functions.has(name));
  const declared = variables.map((name) => factory.createVariableDeclaration(name));
  return factory.updateSourceFile(file, [
    ...file.statements.slice(0, lead),
    ...(declared.length > 0 ? [letStatement(declared)] : []),
    ...functions.values(),
    ...file.statements.slice(lead).flatMap(atTop),
  ]);
}

/** Names of `var` that cannot simply become `let` where they stand: those of blocks and loops, or declared again. */
function hoistedNames(file: ts.SourceFile, functions: ReadonlyMap<string, unknown>): Set<string> {
  const hoisted = new Set<string>();
  const once = new Set<string>(functions.keys());
  const visit = (node: ts.Node): void => {
    if (isScope(node)) return;
    if (isVar(node)) for (const name of namesOf(node)) hoisted.add(name);
    ts.forEachChild(node, visit);
  };
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) {
      visit(statement);
      continue;
    }
    const names = isVar(statement.declarationList) ? namesOf(statement.declarationList) : [];
    const again = names.some((name) => once.has(name)) || new Set(names).size < names.length;
    for (const name of names) (again ? hoisted : once).add(name);
  }
  return hoisted;
}

function isNamedFunction(
  node: ts.Node,
): node is ts.FunctionDeclaration & { name: ts.Identifier; body: ts.FunctionBody } {
  return ts.isFunctionDeclaration(node) && node.name !== undefined && node.body !== undefined;
}

/** `"use strict"` and its like, which count only before everything else. */
function isDirective(node: ts.Node): boolean {
  return ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
}

function isVar(node: ts.Node): node is ts.VariableDeclarationList {
  return ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0;
}

/** What has variables of its own. */
function isScope(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleBlock(node);
}

function namesOf(list: ts.VariableDeclarationList): string[] {
  const names: string[] = [];
  const visit = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) visit(element.name);
  };
  for (const { name } of list.declarations) visit(name);
  return names;
}
