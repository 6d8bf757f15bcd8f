import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "@jest/globals";

interface WasmModule {
  source: string;
  path: string;
}
const { modules, moduleText } = createRequire(__filename)("../wasm/compile.cjs") as {
  modules: WasmModule[];
  moduleText(module: WasmModule): string;
};

describe("the WebAssembly in TypeScript", () => {
  it.each(modules)("is what $source compiles to", (module) => {
    expect(readFileSync(module.path, "utf8")).toBe(moduleText(module));
  });
});
