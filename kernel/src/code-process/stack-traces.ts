import * as path from "node:path";
import type { SourceMap } from "./source-map";

const ownFolder = path.join(__dirname, "..");
const evaluatorFile = path.join(__dirname, "evaluator.js");
const maps = new Map<string, SourceMap>();
const sources = new Map<string, string>();
const keptCells = 2000;
const cellFile = /^(cell-\w+)\.ts$/;
let lookingForCell = false;

/** The source map and text of a cell, or of a module the notebook imported. */
export function rememberSource(file: string, map: SourceMap, source: string): void {
  maps.set(file, map);
  sources.set(file, source);
  const oldest = maps.keys().next().value;
  if (maps.size > keptCells && oldest !== undefined) {
    maps.delete(oldest);
    sources.delete(oldest);
  }
}

/** Every stack of this process shows the lines that the user wrote, and not the kernel's own frames. */
export function installStackTraces(): void {
  Error.prepareStackTrace = (error, sites) => {
    if (lookingForCell) return outermostCell(sites);
    const machinery = sites.findIndex((site) => fileOf(site) === evaluatorFile);
    const telling = (machinery < 0 ? sites : sites.slice(0, machinery)).filter(isTelling);
    // Below the cell there is only what called it.
    const foot = telling.findLastIndex((site) => cellFile.test(fileOf(site)));
    const shown = foot < 0 ? telling : telling.slice(0, foot + 1);
    const frames = shown.map((site) => `\n    at ${placeInSource(String(site))}`);
    return `${headOf(error)}${frames.join("")}`;
  };
}

/** Name of the cell at the foot of the present stack: the one on whose behalf this runs. */
export function cellOnStack(): string | undefined {
  const limit = Error.stackTraceLimit;
  const holder: { stack?: unknown } = {};
  Error.stackTraceLimit = 60;
  lookingForCell = true;
  try {
    Error.captureStackTrace(holder, cellOnStack);
    return holder.stack as string | undefined;
  } finally {
    lookingForCell = false;
    Error.stackTraceLimit = limit;
  }
}

/** Name of the first cell in the text of a stack. */
export function cellInStack(stack: string): string | undefined {
  return /\b(cell-\w+)\.ts:\d+/.exec(stack)?.[1];
}

/** The user's line that a stack points at first, marked, for the traceback. */
export function excerpt(stack: string): string[] {
  const place = /\b(cell-\w+\.ts):(\d+):(\d+)/.exec(stack);
  const line = Number(place?.[2]);
  const text = sources.get(place?.[1] ?? "")?.split("\n")[line - 1];
  if (text === undefined) return [];
  const column = Number(place?.[3]);
  const lead = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [`  ${line} | ${text}`, `  ${" ".repeat(String(line).length)} | ${lead}^`];
}

function outermostCell(sites: readonly NodeJS.CallSite[]): string | undefined {
  const site = sites.findLast((candidate) => cellFile.test(fileOf(candidate)));
  return site === undefined ? undefined : cellFile.exec(fileOf(site))?.[1];
}

function fileOf(site: NodeJS.CallSite): string {
  return site.getScriptNameOrSourceURL() ?? "";
}

function isTelling(site: NodeJS.CallSite): boolean {
  const file = fileOf(site);
  return !file.startsWith(ownFolder) && !file.startsWith("node:");
}

function placeInSource(frame: string): string {
  return frame.replace(/([^\s()]+):(\d+):(\d+)(?=\)?$)/, (whole, file: string, line: string, column: string) => {
    const place = maps.get(file)?.original(Number(line), Number(column));
    return place === undefined ? whole : `${file}:${place.line}:${place.column}`;
  });
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
