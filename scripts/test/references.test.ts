import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = join(__dirname, "..", "..");
const source = join(root, "lib/src");

describe("references", () => {
  const entries = [...readFileSync(join(root, "docs/references.bib"), "utf8").matchAll(/^@\w+\{(\w+),/gm)].map(
    (match) => match[1],
  );
  const cited = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      [
        ...readFileSync(join(source, file), "utf8").matchAll(/\[([A-Z][A-Za-z]+\d{4}[a-z]?|DLMF|PythonReference)\]/g),
      ].map((match) => match[1]),
    );

  it("that the code cites are all in the bibliography", () => {
    expect(cited.length).toBeGreaterThan(20);
    expect([...new Set(cited)].filter((key) => !entries.includes(key))).toEqual([]);
  });

  it("are in the bibliography once, and cited", () => {
    expect(entries).toEqual([...new Set(entries)]);
    expect(entries.filter((key) => !cited.includes(key))).toEqual([]);
  });
});
