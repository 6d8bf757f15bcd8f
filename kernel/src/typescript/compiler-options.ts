import * as path from "node:path";
import * as ts from "typescript";
import { findPackage } from "./package-overlay";

/** Compiler options of every cell: strict, with the module resolution that modern packages need. */
export function cellCompilerOptions(folder: string): ts.CompilerOptions {
  return {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Legacy,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    jsx: ts.JsxEmit.React,
    allowJs: true,
    skipLibCheck: true,
    declaration: true,
    sourceMap: true,
    removeComments: false,
    noErrorTruncation: false,
    newLine: ts.NewLineKind.LineFeed,
    rootDir: folder,
    outDir: "outDir",
    types: ["node"],
    typeRoots: nodeTypeRoots(folder),
  };
}

/** The `@types` folder that has Node's types: beside the notebook, else the one that came with the kernel. */
function nodeTypeRoots(folder: string): string[] {
  const bases = [folder, __dirname, findPackage("tslab", __dirname) ?? __dirname];
  const found = bases.map((base) => findPackage("@types/node", base)).find((place) => place !== undefined);
  return found === undefined ? [] : [path.dirname(found)];
}
