import * as fs from "node:fs";
import * as path from "node:path";

const largest = 5_000_000;

/**
 * Writes a line to the kernel's log, if `$NIGHTBOOK_LOG` names one: a file, or a folder in which every kernel
 * has its own. A full file is kept once more under `.1`.
 */
export function log(line: string): void {
  try {
    const file = logFile();
    if (file === undefined) return;
    if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest) fs.renameSync(file, `${file}.1`);
    fs.appendFileSync(file, `${new Date().toISOString()} ${process.pid} ${line}\n`);
  } catch {
    // A log that cannot be written must not stop the kernel.
  }
}

function logFile(): string | undefined {
  const place = process.env["NIGHTBOOK_LOG"];
  if (place === undefined || place === "") return undefined;
  const isFolder = fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? path.join(place, `kernel-${process.pid}.log`) : place;
}
