import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "@jest/globals";

const { grainStepModule, modulePath } = createRequire(__filename)("../wasm/compile.cjs") as {
  grainStepModule(): string;
  modulePath: string;
};

describe("the WebAssembly of the erosion model", () => {
  it("is what its source compiles to", () => {
    expect(readFileSync(modulePath, "utf8")).toBe(grainStepModule());
  });
});
