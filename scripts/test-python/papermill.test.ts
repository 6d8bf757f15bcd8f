import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const root = path.join(__dirname, "..", "..");
const python = path.join(root, ".venv", "bin", "python");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "nightbook-papermill-"));
const site = path.join(scratch, "site");

const source = [
  "// What the run is about\nlet exposure: number = 10; // seconds\nconst band: 'V' | 'R' = 'R';\nlet fields: string[] = [];\nlet extra: Record<string, unknown> = {};\nlet limit: number | null = 1;",
  "const light: number = exposure * fields.length;\n[band, light, fields, extra, limit]",
  "fields.map((field) => field.length)",
];

interface Cell {
  metadata: { tags?: string[] };
  source: string;
  outputs?: { data?: Record<string, string> }[];
}

function run(args: string[], environment = {}): string {
  const done = spawnSync(python, args, {
    cwd: scratch,
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: site, ...environment },
  });
  if (done.status !== 0) throw new Error(`${args.join(" ")}:\n${done.stdout}\n${done.stderr.slice(-3000)}`);
  return done.stdout;
}

/** The notebook that papermill made, its outputs as text. */
function executed(file: string): { cells: Cell[]; values: (string | undefined)[] } {
  const { cells } = JSON.parse(fs.readFileSync(path.join(scratch, file), "utf8")) as { cells: Cell[] };
  const joined = cells.map((cell) => ({ ...cell, source: [cell.source].flat().join("") }));
  return { cells: joined, values: cells.map(({ outputs }) => text(outputs?.[0]?.data?.["text/plain"])) };
}

const text = (value: string | string[] | undefined) => (value === undefined ? undefined : [value].flat().join(""));

describe("papermill", () => {
  beforeAll(() => {
    if (!fs.existsSync(path.join(root, ".venv/.nightbook-checks-stamp"))) {
      throw new Error('The Python packages of these tests are not installed; "npm test -- python" does that');
    }
    const offline = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check"];
    run(["-m", "pip", "install", ...offline, "--target", site, path.join(root, "kernel/papermill")]);
    const kernelspec = { name: "nightbook", display_name: "TypeScript (Nightbook)", language: "typescript" };
    const cells = source.map((code, index) => ({
      cell_type: "code",
      execution_count: null,
      id: `cell-${index}`,
      metadata: index === 0 ? { tags: ["parameters"] } : {},
      outputs: [],
      source: code,
    }));
    const notebook = { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
    fs.writeFileSync(path.join(scratch, "in.ipynb"), JSON.stringify(notebook));
    fs.writeFileSync(
      path.join(scratch, "parameters.yaml"),
      'exposure: 2.5\nband: V\nfields: ["M \\"13\\"", "Ömega ☄"]\nextra: { "__proto__": [1, null, true] }\nlimit: null\n',
    );
  }, 180_000);
  afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

  it("runs a notebook as it is", () => {
    run(["-m", "papermill", "in.ipynb", "plain.ipynb", "--no-progress-bar"]);
    expect(executed("plain.ipynb").values).toEqual([undefined, "[ 'R', 0, [], {}, 1 ]", "[]"]);
  }, 120_000);

  it("writes parameters of every kind; the declared types hold", () => {
    run(["-m", "papermill", "in.ipynb", "out.ipynb", "--no-progress-bar", "-f", "parameters.yaml"]);
    const { cells, values } = executed("out.ipynb");
    expect(cells[1]?.metadata.tags).toContain("injected-parameters");
    expect(values[2]).toBe(
      "[\n  'V',\n  5,\n  [ 'M \"13\"', 'Ömega ☄' ],\n  { ['__proto__']: [ 1, null, true ] },\n  null\n]",
    );
    expect(values[3]).toBe("[ 6, 7 ]");
  }, 120_000);

  it("lists the parameters", () => {
    const help = run(["-m", "papermill", "--help-notebook", "in.ipynb"]);
    expect(help).toMatch(/exposure: number \(default 10\)\s+seconds/);
    expect(help).toContain("band: 'V' | 'R' (default 'R')");
  }, 60_000);
});
