import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { inexactUses } from "./exact-math";

const root = join(__dirname, "..", "..");

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** Files that reach clocks and the like by name: they touch the world, not numbers. */
const isPure = (file: string) => !file.endsWith(".node.ts");

describe("core and fitting give the same digits on every platform", () => {
  it.each(["lib/src/core", "lib/src/fitting"])("%s uses exact operations only", (folder) => {
    const files = sourceFiles(folder).filter(isPure);
    expect(files.length).toBeGreaterThan(30);
    const uses = files.flatMap((file) =>
      inexactUses(file, readFileSync(join(root, file), "utf8")).map(({ line, what }) => `${file}:${line}: ${what}`),
    );
    expect(uses).toEqual([]);
  });

  it.each([
    ["Math.exp(1)", "Math.exp"],
    ["[1].map(Math.sin)", "Math.sin"],
    ["const { cos } = Math;", "Math as a value"],
    ['Math["tan"](1)', "Math as a value"],
    ["Math.random()", "Math.random"],
    ["x ** 2", "**"],
    ["x **= 2", "**"],
    ["Date.now()", "Date.now"],
  ])("a test finds %s", (text, what) => {
    expect(inexactUses("some.ts", text).map((use) => use.what)).toEqual([what]);
  });

  it("a test lets exact operations pass", () => {
    const text = "Math.sqrt(Math.abs(x)) + Math.PI; a.Math; ({ Math: 1 });";
    expect(inexactUses("some.ts", `${text} // Math.exp`)).toEqual([]);
  });
});
