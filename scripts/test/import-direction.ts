import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, sep } from "node:path";
import ts from "typescript";

/** One import that breaks a rule of docs/architecture.md. */
export interface Violation {
  file: string;
  imported: string;
  reason: string;
}

/** What each part of `lib/src` may import of our own code; types may cross freely. */
const allowed: Record<string, readonly string[]> = {
  core: [],
  ingest: ["core"],
  fitting: ["core"],
  reduction: ["core"],
  charts: ["core"],
  parallel: ["core"],
  notebook: ["core", "ingest", "fitting", "reduction", "charts", "parallel"],
  cli: ["core", "notebook"],
};

/** Packages that the library must not know. */
const foreign = /^(@nightbook\/|@jupyterlab\/|@lumino\/|tslab|zeromq)/;

/** Files that belong to Node: they may touch disk, clock, threads and sockets. */
const isNodeFile = (file: string) => file.endsWith(".node.ts");

/** All imports of a source file: static, dynamic, `require` and re-exports. `typeOnly` ones leave no trace at run time. */
export function importsOf(text: string, file = "a.ts"): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause;
      const named = clause?.namedBindings;
      const allTypes =
        clause?.name === undefined &&
        named !== undefined &&
        ts.isNamedImports(named) &&
        named.elements.length > 0 &&
        named.elements.every((element) => element.isTypeOnly);
      found.push({ specifier: node.moduleSpecifier.text, typeOnly: clause?.isTypeOnly === true || allTypes });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      const { expression } = node.moduleReference;
      if (ts.isStringLiteral(expression)) found.push({ specifier: expression.text, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node)) {
      const [argument] = node.arguments;
      const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
      if ((isImport || isRequire) && argument && ts.isStringLiteral(argument)) {
        found.push({ specifier: argument.text, typeOnly: false });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/**
 * Checks one file of `lib/src`.
 * @param file path below `lib/src`, with forward slashes
 */
export function checkFile(file: string, text: string): Violation[] {
  const violations: Violation[] = [];
  const part = file.split("/")[0] ?? "";
  const report = (imported: string, reason: string) => violations.push({ file, imported, reason });
  for (const { specifier, typeOnly } of importsOf(text, file)) {
    if (foreign.test(specifier)) report(specifier, "the library knows nothing of Jupyter");
    if (isBuiltin(specifier) && !isNodeFile(file)) report(specifier, "only *.node.ts files may use Node");
    if (!specifier.startsWith(".")) continue;
    const target = join(file, "..", specifier).split(sep).join("/");
    const targetPart = target.split("/")[0] ?? "";
    if (target.startsWith("..")) report(specifier, "an import leaves lib/src");
    if (typeOnly) continue;
    if (target.endsWith(".node") && !isNodeFile(file) && part !== "notebook" && part !== "cli") {
      report(specifier, "a pure file must not reach a *.node.ts file");
    }
    const mayImport = allowed[part];
    if (mayImport === undefined) report(specifier, `lib/src/${part} is not a part that docs/architecture.md names`);
    else if (targetPart !== part && !mayImport.includes(targetPart)) {
      report(specifier, `${part} may import ${mayImport.join(", ") || "nothing of ours"}, not ${targetPart}`);
    }
  }
  return violations;
}

/** Checks all of `lib/src`. */
export function checkTree(source: string): { files: number; violations: Violation[] } {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(sep).join("/"))
    .filter((file) => file.endsWith(".ts"));
  const violations = files.flatMap((file) => checkFile(file, readFileSync(join(source, file), "utf8")));
  return { files: files.length, violations };
}
