import * as path from "node:path";
import * as ts from "typescript";

const reference = /^\/\/\/\s*<reference\s+lib\s*=\s*["']([\w.]+)["']\s*\/>/gm;

/**
 * The types of JavaScript itself, as one file. TypeScript keeps them in sixty and asks after each at every cell; read
 * as one they cost a tenth of that.
 */
export class LibraryText {
  private readonly folder: string;
  private readonly first: string;
  private readonly texts = new Map<string, string>();

  /**
   * @param folder where TypeScript keeps them
   * @param names the files that are wanted; the others of theirs follow from these
   */
  constructor(folder: string, names: readonly string[]) {
    this.folder = folder;
    this.first = `${folder}/${names[0]}`;
    for (const name of names) this.gather(name);
  }

  /** Text of a file: all of them for the first, nothing for those that it contains, `undefined` for any other. */
  read(file: string): string | undefined {
    if (!this.texts.has(file)) return undefined;
    return file === this.first ? [...this.texts.values()].join("\n") : "";
  }

  private gather(name: string): void {
    const file = `${this.folder}/${name}`;
    if (this.texts.has(file)) return;
    const text = ts.sys.readFile(path.normalize(file)) ?? "";
    // What a file builds on stands before it, but the place in the map is taken now.
    this.texts.set(file, text.replace(reference, ""));
    for (const [, library] of text.matchAll(reference)) this.gather(`lib.${library}.d.ts`);
  }
}
