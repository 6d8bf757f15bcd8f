import { rmSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../core/version";
import { failureLines } from "../failure-lines";
import { writeOutput } from "../files.node";
import { errorLog } from "./event-folder.node";

/** Writes why an event could not be fitted; returns the path. */
export function writeErrorLog(folder: string, event: string, error: unknown, inputs: readonly string[]): string {
  const path = join(folder, errorLog(event));
  const lines = [
    `nightbook ${version} could not fit ${event}:`,
    ...failureLines(error),
    "",
    ...inputs.map((input) => `Input: ${input}`),
  ];
  writeOutput(path, `${lines.join("\n").trimEnd()}\n`, { overwrite: true });
  return path;
}

/** Removes what an earlier try has left, once an event is fitted. */
export function removeErrorLog(folder: string, event: string): void {
  rmSync(join(folder, errorLog(event)), { force: true });
}
