import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { importsOf } from "./import-direction";

const root = join(__dirname, "..", "..");
const dist = join(root, "lib/dist");

/** The declaration file that a relative import of another one names. */
function declarationOf(from: string, specifier: string): string | undefined {
  const base = join(from, "..", specifier);
  return [`${base}.d.ts`, join(base, "index.d.ts")].find((path) => existsSync(path));
}

/** All declaration files that an entry point reaches. */
function reachable(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  for (const { specifier } of importsOf(readFileSync(entry, "utf8"), entry)) {
    const next = specifier.startsWith(".") ? declarationOf(entry, specifier) : undefined;
    if (next) reachable(next, found);
  }
  return found;
}

function withoutComments(path: string): string {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  return ts.createPrinter({ removeComments: true }).printFile(source).trim();
}

// A change here is a change of the public interface: review it as one, then run `npx jest -u`.
describe("public types", () => {
  const manifest = JSON.parse(readFileSync(join(root, "lib/package.json"), "utf8")) as {
    exports: Record<string, string | { types: string }>;
  };
  const entries = Object.values(manifest.exports).flatMap((entry) => (typeof entry === "object" ? [entry.types] : []));

  it("are those that the snapshot holds", () => {
    const files = new Set<string>();
    for (const entry of entries) reachable(join(root, "lib", entry), files);
    const text = [...files]
      .sort()
      .map((path) => `// ${relative(dist, path)}\n${withoutComments(path)}`)
      .join("\n\n");
    expect(text).toMatchSnapshot();
  });

  it("have the entry points of the manifest under both ways of resolution", () => {
    const { exports, typesVersions } = JSON.parse(readFileSync(join(root, "lib/package.json"), "utf8")) as {
      exports: Record<string, string | { types: string }>;
      typesVersions: { "*": Record<string, string[]> };
    };
    const modern = Object.entries(exports).flatMap(([name, entry]) =>
      name !== "." && typeof entry === "object" ? [[name.slice(2), entry.types.slice(2)]] : [],
    );
    const classic = Object.entries(typesVersions["*"]).map(([name, [types]]) => [name, types]);
    expect(classic).toEqual(modern);
  });
});
