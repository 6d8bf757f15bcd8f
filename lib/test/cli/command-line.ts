import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The top folder of the project. */
export const root = join(__dirname, "..", "..", "..");

/** The real event that the tests use. */
export const pickle = join(root, "notebooks/data/meteor/20191023_091225_trajectory.pickle");

/** A file of the golden data. */
export const golden = (...parts: string[]) => join(root, "lib/test/golden", ...parts);

/** An empty folder. */
export const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-cli-"));

/** Runs the built command line to its end. */
export function nightbook(
  words: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "lib/bin/nightbook.js"), ...words], {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? -1, out, err }));
  });
}
