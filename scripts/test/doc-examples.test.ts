import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { agrees, examplesIn, publicNames, runExample } from "./doc-examples";

const root = join(__dirname, "..", "..");
const source = join(root, "lib/src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const examples = files.flatMap((file) =>
  examplesIn(readFileSync(join(source, file), "utf8"), file).map((example) => ({ ...example, file })),
);

describe("examples in the documentation", () => {
  it("exist", () => expect(examples.length).toBeGreaterThan(20));

  it.each(examples.map((example) => [`${example.file}:${example.line} ${example.name}`, example.code]))(
    "%s",
    async (_where, code) => {
      await runExample(code, root);
    },
  );
});

describe("public names", () => {
  const manifest = JSON.parse(readFileSync(join(root, "lib/package.json"), "utf8")) as {
    exports: Record<string, string | { types: string }>;
  };
  const entries = Object.values(manifest.exports)
    .filter((entry): entry is { types: string } => typeof entry === "object")
    .map((entry) => `lib/${entry.types.replace("./dist/", "src/").replace(/\.d\.ts$/, ".ts")}`);
  const names = publicNames(root, entries);

  it("all say what they are", () => {
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !name.documented).map((name) => `${name.file} ${name.name}`)).toEqual([]);
  });

  it("of functions all have an example", () => {
    const without = names.filter((name) => name.kind === "function" && !name.hasExample);
    expect(without.map((name) => `${name.file} ${name.name}`)).toEqual([]);
  });
});

describe("the example runner", () => {
  it("notices a wrong value", async () => {
    await expect(runExample("const a = 1 + 1; // => 3\n", root)).rejects.toThrow("the example says 3");
    expect(await runExample("1 + 1; // => 2\n", root)).toBe(1);
  });

  it("asks of a number only the digits shown", () => {
    expect(agrees(Math.PI, 3.14, "3.14")).toBe(true);
    expect(agrees(3.16, 3.14, "3.14")).toBe(false);
    expect(agrees(2.1, 2, "2")).toBe(false);
    expect(agrees(1.2345e-9, 1.23e-9, "1.23e-9")).toBe(true);
  });
});
