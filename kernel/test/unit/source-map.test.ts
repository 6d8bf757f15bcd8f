import { describe, expect, it } from "@jest/globals";
import * as ts from "typescript";
import { SourceMap } from "../../src/code-process/source-map";

describe("source map", () => {
  it("leads back to where each word stood", () => {
    const source =
      "interface A {\n  a: number;\n}\nconst first: A = { a: 1 };\n\n/* note */ function second(): never { throw new Error('x'); }\n";
    const { outputText, sourceMapText } = ts.transpileModule(source, {
      compilerOptions: { sourceMap: true, target: ts.ScriptTarget.ES2022 },
    });
    const map = new SourceMap(sourceMapText ?? "");
    const place = (text: string, word: string) => {
      const before = text.slice(0, text.indexOf(word)).split("\n");
      return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    };
    for (const word of ["first", "second", "throw", "Error"]) {
      const { line, column } = place(outputText, word);
      expect([word, map.original(line, column)]).toEqual([word, place(source, word)]);
    }
    expect(map.original(999, 1)).toBeUndefined();
  });

  it("leaves out lines that stood before the user's text", () => {
    const { outputText, sourceMapText } = ts.transpileModule("export {};\nfoo();", {
      compilerOptions: { sourceMap: true, module: ts.ModuleKind.ESNext },
    });
    const line = outputText.split("\n").findIndex((text) => text.includes("foo")) + 1;
    expect(new SourceMap(sourceMapText ?? "", 1).original(line, 1)).toEqual({ line: 1, column: 1 });
  });
});
