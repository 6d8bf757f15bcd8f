import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const isWindows = process.platform === "win32";
const python = join(root, ".venv", isWindows ? "Scripts" : "bin", isWindows ? "python.exe" : "python");

/**
 * Runs one of the scripts beside this file in the private `.venv`.
 * @returns what it printed as JSON, on its last line
 */
export function runPython<Found>(script: string, ...args: string[]): Found {
  if (!existsSync(join(root, ".venv/.nightbook-checks-stamp"))) {
    throw new Error('The Python packages of these tests are not installed; "npm test -- python" does that');
  }
  const done = spawnSync(python, ["-W", "ignore", join(__dirname, script), ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONIOENCODING: "utf8", MPLBACKEND: "Agg" },
  });
  if (done.status !== 0) throw new Error(`${script} failed:\n${done.stderr.slice(-3000)}`);
  // Python writes numbers that JSON does not know.
  const line = done.stdout.trim().split("\n").at(-1) ?? "";
  return JSON.parse(line.replace(/\bNaN\b/g, "null")) as Found;
}

/** The documentation of the exports, whose reader is tested. */
export const exportsDocumentation = join(root, "docs/exports.md");
