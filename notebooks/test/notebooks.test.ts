import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";

const root = join(__dirname, "..", "..");
const folder = join(root, "notebooks");
const scratch = mkdtempSync(join(tmpdir(), "nightbook-notebooks-"));
let running: ChildProcess | undefined;
afterAll(() => {
  running?.kill("SIGKILL");
  rmSync(scratch, { recursive: true, force: true });
});

interface Output {
  output_type: string;
  data?: Record<string, unknown>;
  text?: string | string[];
}

interface Notebook {
  cells: { cell_type: string; source: string | string[]; outputs?: Output[] }[];
  metadata: { kernelspec?: { name: string } };
}

const readNotebook = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Notebook;

/** Runs a program to its end without holding up the test's event loop. */
function runToEnd(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<{ status: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "ignore", "pipe"] });
    running = child;
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? -1, said }));
  });
}

const notebooks = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ipynb") && !file.includes(".ipynb_checkpoints") && !file.startsWith("out"),
);

describe("notebooks", () => {
  it("exist", () => expect(notebooks.length).toBeGreaterThan(0));

  describe.each(notebooks)("%s", (file) => {
    it("is committed with its outputs and without errors", () => {
      const notebook = readNotebook(join(folder, file));
      expect(notebook.metadata.kernelspec?.name).toBe("nightbook");
      const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
      expect(outputs.filter((output) => output.output_type === "error")).toEqual([]);
      expect(outputs.length).toBeGreaterThan(0);
    });

    it("runs and gives outputs of the same kinds", async () => {
      const target = join(scratch, file);
      const python = join(root, ".venv/bin/python");
      const { status, said } = await runToEnd(
        python,
        [join(root, "scripts/python/execute_notebook.py"), join(folder, file), target, "--timeout", "280"],
        { ...process.env, NIGHTBOOK_OUT: join(scratch, "out") },
      );
      expect(status === 0 ? "" : said).toBe("");
      const kinds = (notebook: Notebook) =>
        notebook.cells.map((cell) =>
          (cell.outputs ?? []).filter((output) => output.data).map((output) => Object.keys(output.data ?? {}).sort()),
        );
      expect(kinds(readNotebook(target))).toEqual(kinds(readNotebook(join(folder, file))));
    }, 300_000);
  });
});
