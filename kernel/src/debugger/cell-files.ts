import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { murmur2 } from "./murmur2";

const seed = 0xc70f6907;
const suffix = ".ts";

/** Names files after the text of cells, so that a page finds the cell to a file and the other way round. */
export class CellFiles {
  private readonly folder = path.join(os.tmpdir(), `nightbook-cells-${randomUUID()}`);
  private readonly texts = new Map<string, string>();
  private readonly pathOfUrl = new Map<string, string>();

  /** How a page finds the file of a cell. */
  get naming(): { hashMethod: string; hashSeed: number; tmpFilePrefix: string; tmpFileSuffix: string } {
    return { hashMethod: "Murmur2", hashSeed: seed, tmpFilePrefix: this.prefix, tmpFileSuffix: suffix };
  }

  /** The file of a cell's text. */
  pathOf(code: string): string {
    return `${this.prefix}${murmur2(code, seed)}${suffix}`;
  }

  /** Writes the text of a cell to its file, for tools that want to read it there. */
  dump(code: string): string {
    const file = this.pathOf(code);
    this.texts.set(file, code);
    fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(file, code, { mode: 0o600 });
    return file;
  }

  /** A cell is going to run as a script of that address. */
  addRun(code: string, url: string): string {
    const file = this.pathOf(code);
    this.texts.set(file, code);
    this.pathOfUrl.set(url, file);
    return file;
  }

  /** A script ran so long ago that it is let go. */
  forgetRun(url: string): void {
    const file = this.pathOfUrl.get(url);
    this.pathOfUrl.delete(url);
    if (file !== undefined && this.scriptsOf(file).length === 0) this.texts.delete(file);
  }

  /** The scripts of all runs of the cell that a file stands for. */
  scriptsOf(file: string): string[] {
    return [...this.pathOfUrl].filter(([, own]) => own === file).map(([url]) => url);
  }

  /** The file that stands for a script of a cell. */
  fileOfScript(url: string): string | undefined {
    return this.pathOfUrl.get(url);
  }

  /** The text of the cell that a file stands for. */
  textOf(file: string): string | undefined {
    return this.texts.get(file);
  }

  /** True for the file of a cell. */
  isCell(file: string): boolean {
    return file.startsWith(this.prefix);
  }

  /** The scripts are gone with their process. */
  forgetRuns(): void {
    this.pathOfUrl.clear();
  }

  /** Removes the files. */
  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private get prefix(): string {
    return this.folder + path.sep;
  }
}
