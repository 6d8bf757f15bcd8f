import * as fs from "node:fs";
import Module from "node:module";
import { SourceMap } from "./source-map";
import { rememberSource } from "./stack-traces";

type Loader = (module: NodeModule & { _compile(code: string, file: string): void }, file: string) => void;

const extensions = (Module as unknown as { _extensions: Record<string, Loader> })._extensions;

/** Lets `require` load the notebook's own TypeScript files. */
export function installTypeScriptModules(): void {
  for (const ending of [".ts", ".tsx", ".cts", ".mts"]) {
    extensions[ending] = (module, file) => module._compile(compile(file), file);
  }
}

function compile(file: string): string {
  // Loaded on first use: most notebooks have no modules of their own.
  const { transformSync } = require("esbuild") as typeof import("esbuild");
  const source = fs.readFileSync(file, "utf8");
  const { code, map } = transformSync(source, {
    loader: file.endsWith("x") ? "tsx" : "ts",
    format: "cjs",
    target: "node20",
    sourcemap: "external",
    sourcefile: file,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  rememberSource(file, new SourceMap(map), source);
  return code;
}
