import * as path from "node:path";
import type * as ts from "typescript";
import { type CellError, findingOf, findingsError } from "./cell-errors";
import { CellProgram, modulePrefix } from "./cell-program";
import { readCellSource } from "./cell-source";
import { cellTransform } from "./cell-transform";
import { fixHint } from "./fix-hint";
import { PackageOverlay } from "./package-overlay";
import { type Converter, loadTslabConverter } from "./tslab-converter";

/** What became of a cell. */
export type Conversion =
  | { status: "error"; error: CellError }
  | { status: "ok"; code: string; map: string; showsValue: boolean; declarations: string };

/** Errors that tell that a decorator does not fit: the signature, its result, or its place. */
const decoratorFindings: ReadonlySet<number> = new Set([1206, 1238, 1239, 1240, 1241, 1249, 1270, 1271, 1278, 1279]);

/** Packages that resolve from any folder. */
export const lentPackages: readonly string[] = ["nightbook", "tslab"];

/** Checks and converts cells in the light of what earlier ones declared. */
export class CellEngine {
  readonly program: CellProgram;
  /** What earlier cells declared: the declarations that came of the last conversion that counts. */
  carried = "";
  private readonly converter: Converter;
  private unchecked = false;
  private output = { code: "", map: "" };
  private findings: ts.Diagnostic[] = [];

  /** @param folder the notebook's folder, which must be the working directory: tslab reads it from there */
  constructor(folder: string) {
    const types = (file: string) =>
      JSON.stringify(path.join(__dirname, "..", "notebook-api", file).replace(/\\/g, "/"));
    const globals = [
      `declare const nb: import(${types("api")}).NotebookApi;\n`,
      `declare const Deno: import(${types("deno")}).DenoNamespace;\n`,
      ...["prompt", "confirm", "alert"].map(
        (name) => `declare const ${name}: import(${types("dialogs")}).Dialogs["${name}"];\n`,
      ),
    ].join("");
    this.program = new CellProgram(folder, new PackageOverlay(folder, __dirname, lentPackages), globals);
    this.converter = loadTslabConverter(this.program, {
      diagnostics: () => {
        this.findings = this.program.diagnostics(this.unchecked);
        return this.findings;
      },
      transform: cellTransform,
      emitted: (kind, text) => {
        this.output[kind] = text;
      },
    });
  }

  /** Checks a cell and makes JavaScript of it, and one text of the earlier declarations and its own. */
  convert(code: string, cell: string): Conversion {
    const source = readCellSource(code);
    if (source.syntaxErrors.length > 0) {
      const findings = source.syntaxErrors.map((error) => findingOf(error, undefined, 0));
      return { status: "error", error: findingsError(findings, cell, code) };
    }
    this.unchecked = source.unchecked;
    this.output = { code: "", map: "" };
    this.findings = [];
    this.program.noticeChangedFiles();
    this.program.olderDecorators = false;
    let result = this.converter.convert(this.carried, source.text);
    // Libraries of both kinds are about: decorators that are wrong as those of the language may be right as the older.
    if (this.findings.some(({ code }) => decoratorFindings.has(code))) {
      const { findings } = this;
      this.program.olderDecorators = true;
      result = this.converter.convert(this.carried, source.text);
      if (this.findings.length > 0) this.findings = findings;
    }
    if (this.findings.length > 0) {
      const findings = this.findings.map((found) => {
        const finding = findingOf(found, this.program.cellFile, modulePrefix.length);
        return { ...finding, hint: fixHint(this.program, found) };
      });
      return { status: "error", error: findingsError(findings, cell, code) };
    }
    const declarations = result.declOutput ?? this.carried;
    return { status: "ok", ...this.output, showsValue: source.showsValue, declarations };
  }

  /** Shows the program a text that is being written, for completion and inspection. Returns its offset. */
  lookAt(code: string): number {
    this.program.setTexts(modulePrefix + this.carried, modulePrefix + readCellSource(code).text);
    this.program.program();
    return modulePrefix.length;
  }
}
