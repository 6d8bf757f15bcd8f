import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { runExample } from "./doc-examples";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs/your-own-likelihood.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text]) => (name === language ? [text] : []));
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("the page about your own likelihood", () => {
  it("shows the module that is beside the notebook", () => {
    expect(blocks("js")).toEqual([read("notebooks/first-steps/cepheid.mjs")]);
  });

  it("has code that runs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nightbook-page-"));
    jest.spyOn(console, "log").mockImplementation(() => {});
    jest.spyOn(console, "info").mockImplementation(() => {});
    const lines = blocks("ts").join("\n").split("\n");
    // The blocks run as one program, in which a name is imported once.
    const code = lines.filter((line, i) => !line.startsWith("import ") || lines.indexOf(line) === i).join("\n");
    await runExample(code.replaceAll('"out/', `"${folder}/`).replaceAll('"notebooks/', `"${root}/notebooks/`), root);
    expect(existsSync(join(folder, "cepheid.npz"))).toBe(true);
    expect(existsSync(join(folder, "cepheid-notebook", "corner.png"))).toBe(true);
  }, 120_000);

  it("has a command that runs", () => {
    const folder = mkdtempSync(join(tmpdir(), "nightbook-page-"));
    cpSync(join(root, "notebooks/first-steps/cepheid.mjs"), join(folder, "notebooks/first-steps/cepheid.mjs"));
    cpSync(join(root, "notebooks/data/light-curve"), join(folder, "notebooks/data/light-curve"), { recursive: true });
    const [command = ""] = blocks("sh");
    const words = command.trim().split(" ");
    expect(words.slice(0, 4)).toEqual(["npx", "--no-install", "nightbook", "sample"]);
    execFileSync(process.execPath, [join(root, "lib/bin/nightbook.js"), ...words.slice(3)], {
      cwd: folder,
      stdio: "pipe",
    });
    const { estimates } = JSON.parse(readFileSync(join(folder, "out/cepheid/results.json"), "utf8"));
    // What the light curve was made with.
    const made = { period: 5.366, mean: 10.12, amplitude: 0.37, phase: 0.62, skew: 0.24, jitter: 0.012 };
    for (const [name, value] of Object.entries(made)) {
      const found = estimates.find((estimate: { name: string }) => estimate.name === name);
      expect([name, found.low95 < value && value < found.high95]).toEqual([name, true]);
    }
  }, 120_000);
});

describe("the light curve of the example", () => {
  it("is what its generator makes, as its provenance says", () => {
    const text = read("notebooks/data/light-curve/cepheid.csv");
    expect(
      execFileSync(process.execPath, [join(root, "notebooks/data/light-curve/make-cepheid.mjs")], { encoding: "utf8" }),
    ).toBe(text);
    const hash = createHash("sha256").update(text).digest("hex");
    expect(read("notebooks/data/PROVENANCE.md")).toContain(`\`${hash}\``);
  });
});
