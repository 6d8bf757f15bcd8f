import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { checkFile, checkTree, importsOf } from "./import-direction";

const root = join(__dirname, "..", "..");

describe("import direction", () => {
  it("holds in all of lib/src", () => {
    const { files, violations } = checkTree(join(root, "lib/src"));
    expect(files).toBeGreaterThan(20);
    expect(violations).toEqual([]);
  });

  it.each([
    ["core/a.ts", 'import { b } from "../ingest/b";'],
    ["ingest/a.ts", 'import { b } from "../fitting/b";'],
    ["fitting/a.ts", 'export * from "../charts/b";'],
    ["fitting/a.ts", 'const { b } = await import("../parallel/pool");'],
    ["fitting/a.ts", 'import fs = require("node:fs");'],
    ["ingest/a.ts", 'import { readFileSync } from "node:fs";'],
    ["ingest/a.ts", 'import { readFileSync } from "fs";'],
    ["ingest/a.ts", 'import { b } from "./b.node";'],
    ["cli/a.node.ts", 'import { b } from "../fitting/b";'],
    ["notebook/a.ts", 'import tslab from "tslab";'],
    ["charts/a.ts", 'import { Widget } from "@lumino/widgets";'],
    ["misc/a.ts", 'import { b } from "../core/b";'],
  ])("refuses %s with %s", (file, text) => {
    expect(checkFile(file, text)).toHaveLength(1);
  });

  it.each([
    ["ingest/a.ts", 'import { b } from "../core/b";'],
    ["fitting/a.ts", 'import type { B } from "../ingest/b";'],
    ["fitting/a.ts", 'import { type B, type C } from "../ingest/b";'],
    ["ingest/a.node.ts", 'import { readFileSync } from "node:fs";'],
    ["notebook/a.ts", 'import { b } from "../charts/b";'],
    ["cli/a.node.ts", 'import { b } from "../notebook";'],
  ])("accepts %s with %s", (file, text) => {
    expect(checkFile(file, text)).toEqual([]);
  });

  it("does not take a type import beside a value import for a type import", () => {
    expect(importsOf('import { type A, b } from "./x";')).toEqual([{ specifier: "./x", typeOnly: false }]);
  });
});
