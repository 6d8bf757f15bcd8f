import * as fs from "node:fs";

/** A TypeScript module made into CommonJS. */
export interface CompiledModule {
  source: string;
  code: string;
  /** Source map, as JSON. */
  map: string;
}

/** Endings of the files that are compiled when they are loaded. */
export const moduleEndings = [".ts", ".tsx", ".cts", ".mts"] as const;

/** Compiles a module of the notebook's folder. */
export function compileModule(file: string): CompiledModule {
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
  return { source, code, map };
}
