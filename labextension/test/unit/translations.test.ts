import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";

const source = join(__dirname, "../../src");

/** Names that mean the same in every language. */
const untranslated = new Set(["log Z", "Shift F8"]);
/** Attributes that people read or hear. */
const spoken = new Set(["aria-label", "title", "placeholder", "alt", "aria-valuetext"]);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : entry.name.endsWith(".tsx")
        ? [join(folder, entry.name)]
        : [],
  );
}

/** Texts in the markup of a file that no translator has seen. */
function bareTexts(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (text: string): void => {
    const plain = text.trim();
    if (/\p{L}{2,}/u.test(plain) && !untranslated.has(plain)) found.push(`${path.slice(source.length + 1)}: ${plain}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node.text);
    const isSpoken = ts.isJsxAttribute(node) && spoken.has(node.name.getText());
    if (isSpoken && node.initializer !== undefined && ts.isStringLiteral(node.initializer)) note(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe("texts for people", () => {
  it("all go through the translator", () => {
    expect(sources(source).flatMap(bareTexts)).toEqual([]);
  });
});
