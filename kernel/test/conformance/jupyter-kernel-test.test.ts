import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";

const python = join(__dirname, "..", "..", "..", ".venv", "bin", "python");

/** Runs Python's conformance tests and returns what they report, test by test. */
function conformance(): Promise<{ status: number; report: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [join(__dirname, "test_nightbook_kernel.py")], { stdio: ["ignore", "ignore", "pipe"] });
    let report = "";
    child.stderr.on("data", (chunk) => {
      report += chunk;
    });
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? -1, report }));
  });
}

describe("Jupyter's kernel conformance tests", () => {
  it("pass, none skipped", async () => {
    if (!existsSync(python)) throw new Error(`${python} is missing: run "npm test", which sets it up`);
    const { status, report } = await conformance();
    expect(status === 0 ? "" : report).toBe("");
    expect(report).toMatch(/^Ran 12 tests in /m);
    expect(report).not.toMatch(/skipped/);
  }, 240_000);
});
