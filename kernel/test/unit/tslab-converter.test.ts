import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "@jest/globals";
import * as ts from "typescript";

const engineFile = path.join(__dirname, "..", "..", "dist", "typescript", "cell-engine.js");
const converterFile = require.resolve("tslab/dist/converter");

describe("what the kernel leans on in tslab and TypeScript", () => {
  it("tslab is the version that was studied", () => {
    const manifest = path.join(path.dirname(converterFile), "..", "package.json");
    expect(JSON.parse(fs.readFileSync(manifest, "utf8")).version).toBe("1.0.22");
  });

  it("tslab's converter uses only what our namespace offers", () => {
    const source = fs.readFileSync(converterFile, "utf8");
    const replaced = [
      "createWatchCompilerHost",
      "createWatchProgram",
      "getPreEmitDiagnosticsOfFiles",
      "getDefaultTypeRoots",
      "getNullTransformationContext",
      "transpileModule",
    ];
    // Used by tslab's own completion and inspection only, which the kernel does not call.
    const unused = ["getQuickInfoAtPosition"];
    const used = new Set([...source.matchAll(/\bts\.([A-Za-z]+)/g)].map((match) => match[1] ?? ""));
    for (const name of replaced) expect(used).toContain(name);
    const missing = [...used].filter((name) => !(name in ts) && !replaced.includes(name) && !unused.includes(name));
    // Words in comments: file names such as "services.ts" followed by a sentence.
    expect(
      missing.filter((name) => new RegExp(`\\(?\\bts\\.${name}\\(`).test(source) && !isLocal(source, name)),
    ).toEqual([]);
  });

  it("TypeScript still has the internals", () => {
    const internals = ts as unknown as Record<string, unknown>;
    expect(typeof internals["bindSourceFile"]).toBe("function");
    const file = ts.createSourceFile("a.ts", "const a = 1; import b from 'c'; foo(", ts.ScriptTarget.ES2022);
    expect(file).toHaveProperty("parseDiagnostics");
    (internals["bindSourceFile"] as (file: ts.SourceFile, options: object) => void)(file, {});
    expect([...(file as unknown as { locals: Map<string, unknown> }).locals.keys()]).toEqual(["a", "b"]);
  });

  it("conversion carries types, shadows names, and leaves one TypeScript in memory", () => {
    // In a process of its own: jest's require cache is not Node's.
    const script = `
      const { CellEngine } = require(${JSON.stringify(engineFile)});
      const engine = new CellEngine(process.cwd());
      const results = ["const a = { b: [1] }", "a.b[0].toFixed()", "const a = 'text'", "a.b", "const c: 'text' = a"].map((code) => {
        const { status, declarations } = engine.convert(code, "cell-1");
        if (status === "ok") engine.carried = declarations;
        return status;
      });
      const compilers = Object.keys(require.cache).filter((file) => /lib.typescript\\.js$/.test(file));
      console.log(JSON.stringify({ results, compilers: compilers.length, fork: compilers.some((file) => /for-tslab/.test(file)) }));
      process.exit(0);`;
    const told = JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
    expect(told).toEqual({ results: ["ok", "ok", "ok", "error", "ok"], compilers: 1, fork: false });
  }, 60_000);
});

function isLocal(source: string, name: string): boolean {
  return source.includes(`exports.${name} = ${name}`);
}
