import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";

const dist = join(__dirname, "..", "..", "lib", "dist");
const declarations = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));

describe("type declarations of the library", () => {
  it("are there", () => {
    expect(declarations.length).toBeGreaterThan(20);
  });

  // Cells are checked with TypeScript 5.0, which knows no generic typed arrays and silently reads them as `any`.
  it("name typed arrays without type arguments", () => {
    const generic = /\b(?:(?:Uint|Int)(?:8|16|32)|Float(?:32|64)|Uint8Clamped|Big(?:Int|Uint)64)Array</;
    const guilty = declarations.filter((file) => generic.test(readFileSync(join(dist, file), "utf8")));
    expect(guilty).toEqual([]);
  });
});
