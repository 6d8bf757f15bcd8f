import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "acorn";
import { version } from "../../lib/src/core/version";

const root = join(__dirname, "..", "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const sha256 = (path: string) =>
  createHash("sha256")
    .update(readFileSync(join(root, path)))
    .digest("hex");

describe("the repository", () => {
  it.each(["package-lock.json", "scripts/node24/package-lock.json"])("%s installs from any mirror", (file) => {
    const lock = JSON.parse(read(file)) as { packages: Record<string, { resolved?: string }> };
    const withHost = Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.includes("://"));
    expect(withHost).toEqual([]);
  });

  it.each(["requirements.txt", "requirements-checks.txt"])("pins every Python package by hash: %s", (file) => {
    const text = read(`scripts/python/${file}`).replace(/\\\n/g, " ");
    const lines = text.split("\n").filter((line) => /^[a-z]/i.test(line));
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter((line) => !/==[^ ]+.*--hash=sha256:[0-9a-f]{64}/.test(line))).toEqual([]);
  });

  it("declares nothing named exports, by which compiled modules reach what they export", () => {
    const taken = /\b(const|let|var|function) (\{[^}]*\b)?exports\b/;
    for (const folder of ["lib/src", "kernel/src"]) {
      const sources = readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`);
      const typed = sources.filter((path) => /\.tsx?$/.test(path));
      expect(typed.length).toBeGreaterThan(50);
      expect(typed.filter((path) => taken.test(read(path)))).toEqual([]);
    }
  });

  it("asks for the same versions of Python packages for JupyterLab and for the tests, which share an environment", () => {
    const pins = (file: string) =>
      [...read(`scripts/python/${file}`).matchAll(/^([\w.-]+)==([^ ]+)/gm)].map(([, name, version]) => ({
        name,
        version,
      }));
    const lab = pins("requirements.txt");
    const shared = pins("requirements-checks.txt").filter((pin) => lab.some(({ name }) => name === pin.name));
    expect(shared.length).toBeGreaterThan(3);
    for (const pin of shared) expect(lab).toContainEqual(pin);
  });

  it("holds the golden data that their checksums name, all of them", () => {
    const folder = "lib/test/golden";
    const listed = read(`${folder}/SHA256SUMS`)
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+\.?\/?/) as [string, string]);
    for (const [sum, file] of listed) expect([file, sha256(`${folder}/${file}`)]).toEqual([file, sum]);
    const described = new Set([...listed.map(([, file]) => file), "README.md", "SHA256SUMS"]);
    const present = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1));
    expect(present.filter((file) => !described.has(file))).toEqual([]);
  });

  it("tells where the notebooks' data come from", () => {
    const table = read("notebooks/data/PROVENANCE.md");
    const rows = [...table.matchAll(/^\| `([^`]+)` .*`([0-9a-f]{64})`/gm)];
    expect(rows.length).toBeGreaterThan(0);
    for (const [, file, sum] of rows) expect(sha256(`notebooks/data/${file}`)).toBe(sum);
  });

  it.each(["scripts/run.cjs", "scripts/setup/check-node.cjs"])("%s can be read by a Node that is too old", (file) => {
    expect(() => parse(read(file), { ecmaVersion: 5 })).not.toThrow();
  });

  it("starts every script through the check of the version", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const name of ["start", "test", "ok", "build", "long"])
      expect(scripts[name]).toBe(`node scripts/run.cjs ${name}`);
  });

  it("keeps the versions of its packages together", () => {
    const versions = ["package.json", "lib/package.json", "kernel/package.json", "labextension/package.json"].map(
      (file) => (JSON.parse(read(file)) as { version: string }).version,
    );
    expect(new Set([...versions, version]).size).toBe(1);
  });
});
