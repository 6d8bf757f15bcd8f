import * as path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileModule, moduleEndings } from "../code-process/compile-module";
import { SourceMap } from "../code-process/source-map";
import type { CellFiles } from "./cell-files";

/** A place in a file as the user sees it; line and column are one-based. */
export interface FilePlace {
  file: string;
  line: number;
  column: number;
}

/** A place in a script, or in all that match, as the inspector counts: zero-based. */
export interface ScriptPlace {
  url?: string;
  urlRegex?: string;
  lineNumber: number;
  columnNumber: number;
}

const ownFolder = path.join(__dirname, "..") + path.sep;
const packageFolder = `${path.sep}node_modules${path.sep}`;
/** Cells whose scripts are remembered. */
const keptCells = 1000;
/** Lines that stand before the user's text in the source that a cell is made from. */
const cellPrefixLines = 1;

/** The scripts of the code process, and the files that the user sees in their stead. */
export class Scripts {
  private readonly urls = new Map<string, string>();
  private readonly maps = new Map<string, SourceMap>();
  private readonly cellUrls: string[] = [];

  constructor(private readonly cells: CellFiles) {}

  /** The inspector has met a script. */
  parsed({ scriptId, url, sourceMapURL }: { scriptId: string; url: string; sourceMapURL?: string }): void {
    this.urls.set(scriptId, url);
    const inline = /^data:application\/json;(?:charset=utf-8;)?base64,(.*)$/.exec(sourceMapURL ?? "")?.[1];
    if (inline !== undefined) this.maps.set(url, new SourceMap(Buffer.from(inline, "base64").toString("utf8")));
  }

  /** A cell is going to run. */
  addCell(code: string, url: string, map: string): string {
    this.maps.set(url, new SourceMap(map, cellPrefixLines));
    this.cellUrls.push(url);
    const oldest = this.cellUrls.length > keptCells ? this.cellUrls.shift() : undefined;
    if (oldest !== undefined) {
      this.maps.delete(oldest);
      this.cells.forgetRun(oldest);
    }
    return this.cells.addRun(code, url);
  }

  /** Where the user sees a place of a script; `undefined` in scripts that are not the user's. */
  placeOf(location: { scriptId: string; lineNumber: number; columnNumber?: number }): FilePlace | undefined {
    const url = this.urls.get(location.scriptId) ?? "";
    const file = this.cells.fileOfScript(url) ?? fileOfUrl(url);
    if (file === undefined || file.startsWith(ownFolder)) return undefined;
    const generated = { line: location.lineNumber + 1, column: (location.columnNumber ?? 0) + 1 };
    return { file, ...(this.maps.get(url)?.original(generated.line, generated.column) ?? generated) };
  }

  /** Every place of a script at which the line of a file begins; also of modules that are not loaded yet. */
  placesOf(file: string, line: number): ScriptPlace[] {
    if (!this.cells.isCell(file)) {
      const place = isCompiled(file) ? new SourceMap(compileModule(file).map).generated(line) : { line, column: 1 };
      return place === undefined ? [] : [{ urlRegex: patternOf(file), ...zeroBased(place) }];
    }
    return this.cells.scriptsOf(file).flatMap((url) => {
      const place = this.maps.get(url)?.generated(line);
      return place === undefined ? [] : [{ url, ...zeroBased(place) }];
    });
  }

  /** All scripts are gone with their process. */
  forget(): void {
    this.urls.clear();
    this.maps.clear();
    this.cellUrls.length = 0;
    this.cells.forgetRuns();
  }

  /** Files of the user's modules that have been loaded. */
  get files(): string[] {
    const all = [...this.urls.values()].map((url) => this.cells.fileOfScript(url) ?? fileOfUrl(url));
    const isShown = (file: string | undefined) =>
      file !== undefined && !file.startsWith(ownFolder) && !file.includes(packageFolder);
    return [...new Set(all.filter(isShown))] as string[];
  }
}

function zeroBased({ line, column }: { line: number; column: number }): { lineNumber: number; columnNumber: number } {
  return { lineNumber: line - 1, columnNumber: column - 1 };
}

function isCompiled(file: string): boolean {
  return moduleEndings.some((ending) => file.endsWith(ending));
}

/** The addresses under which a module is loaded: an ES module has a new one whenever its file has changed. */
function patternOf(file: string): string {
  return `^${pathToFileURL(file).href.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(\\?.*)?$`;
}

function fileOfUrl(url: string): string | undefined {
  if (url.startsWith("/")) return url;
  if (!url.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(url.replace(/[?#].*$/, ""));
  } catch {
    return undefined;
  }
}
