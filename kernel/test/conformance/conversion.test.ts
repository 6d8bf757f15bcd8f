import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as ts from "typescript";

const root = path.join(__dirname, "..", "..", "..");
const python = path.join(root, ".venv", "bin", "python");
const notebookFolder = path.join(root, "notebooks");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "nightbook-convert-"));

interface Cell {
  cell_type: string;
  source: string | string[];
  outputs?: { output_type: string; data?: Record<string, unknown>; text?: string | string[] }[];
}

const textOf = (source: string | string[]) => (Array.isArray(source) ? source.join("") : source);
const cellsOf = (file: string) => (JSON.parse(fs.readFileSync(file, "utf8")) as { cells: Cell[] }).cells;

/** Runs Python and returns what it printed. */
function run(...args: string[]): Promise<string> {
  return runProgram(python, ...args);
}

function runProgram(program: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: scratch, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (status) => (status === 0 ? resolve(said) : reject(new Error(said))));
  });
}

/** Converts a notebook and returns the text of what came of it. */
async function converted(file: string, format: string, ending: string): Promise<string> {
  const name = path.basename(file, ".ipynb");
  await run("-m", "nbconvert", "--to", format, "--output-dir", scratch, file);
  return fs.readFileSync(path.join(scratch, `${name}${ending}`), "utf8");
}

const execution = `
import sys, nbformat
from nbclient import NotebookClient
cells = [nbformat.v4.new_code_cell(source) for source in sys.argv[2:]]
spec = {"name": "nightbook", "display_name": "TypeScript (Nightbook)", "language": "typescript"}
notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
NotebookClient(notebook, kernel_name="nightbook", timeout=120).execute()
nbformat.validate(notebook)
nbformat.write(notebook, sys.argv[1])
`;

const cells = [
  "interface Star { name: string }\nconst star: Star = { name: 'Vega' }\nstar.name",
  "nb.display.table([{ magnitude: 0.03, remark: '<script>alert(1)</script>' }])",
  "nb.display.vega({ title: 'One point', data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } })",
  "console.log('printed'); await Promise.resolve(nb.display.image([[0, 1], [2, 3]]))",
];

const notebooks = fs
  .readdirSync(notebookFolder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ipynb") && !file.includes(".ipynb_checkpoints"))
  .map((file) => path.join(notebookFolder, file));

afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

describe("tools that run and convert notebooks", () => {
  const executed = path.join(scratch, "executed.ipynb");
  beforeAll(async () => {
    if (!fs.existsSync(python)) throw new Error(`${python} is missing: run "npm test", which sets it up`);
    await run("-c", execution, executed, ...cells);
  }, 180_000);

  it("nbclient executes cells and keeps their outputs", () => {
    const outputs = cellsOf(executed).map((cell) => cell.outputs ?? []);
    expect(outputs.map((list) => list.map(({ output_type }) => output_type))).toEqual([
      ["execute_result"],
      ["display_data"],
      ["display_data"],
      ["stream", "display_data"],
    ]);
    expect(Object.keys(outputs[2]?.[0]?.data ?? {}).sort()).toEqual([
      "application/vnd.vegalite.v5+json",
      "image/png",
      "text/plain",
    ]);
  });

  it("nbconvert writes HTML with tables and pictures, and nothing in it runs", async () => {
    const html = await converted(executed, "html", ".html");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("<script>alert(1)");
    expect(html.match(/<img[^>]*src="data:image\/png/g)).toHaveLength(2);
  });

  it("nbconvert writes a script in TypeScript", async () => {
    const script = await converted(executed, "script", ".ts");
    for (const cell of cells) expect(script).toContain(cell);
  });

  it.each(notebooks.map((file) => [path.relative(notebookFolder, file), file]))(
    "%s becomes a page, a script, and has what paper needs",
    async (_name, file) => {
      const all = cellsOf(file);
      const outputs = all
        .flatMap((cell) => cell.outputs ?? [])
        .flatMap(({ data }) => (data === undefined ? [] : [data]));
      const html = await converted(file, "html", ".html");
      const pictures = outputs.filter((data) => data["image/png"] !== undefined && data["text/html"] === undefined);
      expect((html.match(/<img[^>]*src="data:image\/png/g) ?? []).length).toBeGreaterThanOrEqual(pictures.length);

      const script = await converted(file, "script", ".ts");
      const code = all.filter(({ cell_type }) => cell_type === "code").map(({ source }) => textOf(source));
      for (const source of code) expect(script).toContain(source);
      const { diagnostics = [] } = ts.transpileModule(script, {
        reportDiagnostics: true,
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      });
      expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))).toEqual([]);

      // LaTeX takes PNG and text; a drawing in SVG would need a program that few have.
      for (const data of outputs) {
        expect(data["text/plain"]).toBeDefined();
        expect(data["image/svg+xml"]).toBeUndefined();
      }
    },
    120_000,
  );
});

const isLong = process.env["NIGHTBOOK_LONG"] === "1";
const forPaper = ["pandoc", "xelatex", "pdftotext", "pdfimages"];
const missing = forPaper.filter((program) => spawnSync(program, ["-v"], { stdio: "ignore" }).error !== undefined);
const installation =
  "apt-get install pandoc texlive-xetex texlive-fonts-recommended texlive-plain-generic poppler-utils";

/** What stands in a notebook for people to read, as a page of paper can show it. */
function readable(file: string): { text: string; pictures: number } {
  const outputs = cellsOf(file).flatMap((cell) => cell.outputs ?? []);
  const isPicture = ({ data }: { data?: Record<string, unknown> }) => data?.["image/png"] !== undefined;
  const texts = outputs
    .filter((output) => !isPicture(output))
    .map((output) => textOf(((output.data?.["text/plain"] ?? output.text) as string | string[] | undefined) ?? ""));
  const sources = cellsOf(file).map(({ source }) => textOf(source));
  return { text: [...sources, ...texts].join("\n"), pictures: outputs.filter(isPicture).length };
}

// LaTeX takes hundreds of megabytes: these run with `npm run long`, where it is installed.
if (isLong) {
  describe(
    missing.length === 0 ? "PDF by LaTeX" : `PDF by LaTeX: ${missing.join(", ")} missing; ${installation}`,
    () => {
      const test = missing.length === 0 ? it : it.skip;
      test.each(notebooks.map((file) => [path.relative(notebookFolder, file), file]))(
        "%s is set whole: every character and every picture",
        async (_name, file) => {
          await run("-m", "nbconvert", "--to", "pdf", "--output-dir", scratch, file);
          const pdf = path.join(scratch, `${path.basename(file, ".ipynb")}.pdf`);
          const set = new Set(await runProgram("pdftotext", "-layout", pdf, "-"));
          const { text, pictures } = readable(file);
          expect(
            [...new Set(text.replace(/[\s\u0021-\u007e]/gu, ""))].filter((character) => !set.has(character)),
          ).toEqual([]);
          const listed = (await runProgram("pdfimages", "-list", pdf))
            .split("\n")
            .filter((line) => / image /.test(line));
          expect(listed.length).toBeGreaterThanOrEqual(pictures);
        },
        600_000,
      );
    },
  );
}
