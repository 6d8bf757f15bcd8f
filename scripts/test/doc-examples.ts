import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import ts from "typescript";

/** A documentation example, ready to run. */
export interface Example {
  /** Name of what it documents. */
  name: string;
  code: string;
  line: number;
}

/** What one entry point offers and whether it is documented. */
export interface PublicName {
  name: string;
  kind: "function" | "class" | "other";
  file: string;
  documented: boolean;
  hasExample: boolean;
}

/** The `ts` blocks of all `@example` tags of a source file. */
export function examplesIn(text: string, file = "a.ts"): Example[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const examples: Example[] = [];
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) {
      if (tag.tagName.text !== "example" || tag.parent.parent !== node) continue;
      const comment = text.slice(tag.pos, tag.end).replace(/^[ \t]*\* ?/gm, "");
      const line = source.getLineAndCharacterOfPosition(tag.pos).line + 1;
      const name = (node as { name?: ts.Identifier }).name?.text ?? "example";
      for (const [, code = ""] of comment.matchAll(/```ts\n([\s\S]*?)```/g)) examples.push({ name, code, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return examples;
}

/** Equal, where a number only needs the digits that the example shows. */
export function agrees(actual: unknown, expected: unknown, shown: string): boolean {
  if (typeof actual === "number" && typeof expected === "number") {
    if (Object.is(actual, expected)) return true;
    const digits = /^-?\d*\.?(\d*)(?:e([+-]?\d+))?$/i.exec(shown.trim());
    if (!digits) return false;
    const unit = 10 ** (Number(digits[2] ?? 0) - (digits[1]?.length ?? 0));
    return digits[1] !== "" && Math.abs(actual - expected) <= 0.51 * unit;
  }
  return isDeepStrictEqual(actual, expected);
}

/**
 * Runs an example against the built packages. `expression; // => value` is an assertion.
 * @throws what the example throws, or an `Error` that names the assertion which fails
 */
export async function runExample(code: string, root: string): Promise<number> {
  let assertions = 0;
  const checked = code.replace(
    /^(\s*)(.+?);[ \t]*\/\/ => (.+)$/gm,
    (_all, indent: string, expression: string, value: string) => {
      assertions++;
      const declared = /^(?:const|let) (\w+)(?:: [^=]+)? = /.exec(expression);
      const subject = declared ? declared[1] : expression;
      return `${indent}${declared ? `${expression}; ` : ""}__agrees(${subject}, (${value}), ${JSON.stringify(value)}, ${JSON.stringify(expression)});`;
    },
  );
  const { outputText } = ts.transpileModule(checked, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const check = (actual: unknown, expected: unknown, shown: string, expression: string) => {
    if (!agrees(actual, expected, shown))
      throw new Error(`${expression} is ${String(actual)}, the example says ${shown}`);
  };
  const requireHere = createRequire(join(root, "lib", "package.json"));
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const body = new AsyncFunction("require", "exports", "__agrees", outputText);
  await body(requireHere, {}, check);
  return assertions;
}

/** All public names of the entry points, from the compiler's view of the sources. */
export function publicNames(root: string, entries: readonly string[]): PublicName[] {
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    {
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      skipLibCheck: true,
      types: ["node"],
    },
  );
  const checker = program.getTypeChecker();
  const names = new Map<string, PublicName>();
  const visitModule = (symbol: ts.Symbol, depth: number): void => {
    for (const exported of checker.getExportsOfModule(symbol)) {
      const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const declaration = target.declarations?.[0];
      if (!declaration) continue;
      if (ts.isSourceFile(declaration)) {
        if (depth < 3) visitModule(target, depth + 1);
        continue;
      }
      const file = declaration.getSourceFile().fileName;
      if (!file.includes("/lib/src/")) continue;
      const kind =
        target.flags & ts.SymbolFlags.Function ? "function" : target.flags & ts.SymbolFlags.Class ? "class" : "other";
      names.set(`${file}:${exported.name}`, {
        name: exported.name,
        kind,
        file: file.slice(file.indexOf("lib/src/")),
        documented: target.getDocumentationComment(checker).length > 0,
        hasExample: target.getJsDocTags(checker).some((tag) => tag.name === "example"),
      });
    }
  };
  for (const entry of entries) {
    const source = program.getSourceFile(join(root, entry));
    const symbol = source && checker.getSymbolAtLocation(source);
    if (!symbol) throw new Error(`${entry} is not a module`);
    visitModule(symbol, 0);
  }
  return [...names.values()];
}
