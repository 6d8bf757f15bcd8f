import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildWheel } from "../wheel.cjs";

const root = join(__dirname, "..", "..");
const venv = join(root, ".venv/bin/python");
const folder = mkdtempSync(join(tmpdir(), "nightbook-wheel-"));
const environment = join(folder, "clean");
const python = join(environment, "bin/python");

interface Done {
  status: number | null;
  stdout: string;
  stderr: string;
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = folder): Done {
  return spawnSync(program, args, { cwd, encoding: "utf8", env: { ...process.env, ...env } });
}

function expectDone({ status, stderr }: Done): void {
  if (status !== 0) throw new Error(stderr.slice(-3000));
}

let wheel: string;

beforeAll(() => {
  wheel = buildWheel(join(folder, "dist"));
  expectDone(run(venv, ["-m", "venv", "--without-pip", environment]));
  const pip = process.env.NIGHTBOOK_PYTHON ?? "python3";
  const install = ["-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps"];
  expectDone(run(pip, [...install, "--disable-pip-version-check", wheel]));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("the Python wheel", () => {
  it("has the same bytes each time, and all files in its record", () => {
    const bytes = readFileSync(wheel);
    expect(readFileSync(buildWheel(join(folder, "again"))).equals(bytes)).toBe(true);
    const listed = run(venv, ["-m", "zipfile", "-l", wheel]).stdout.trim().split("\n").slice(1);
    const code =
      "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.read([n for n in z.namelist() if n.endswith('RECORD')][0]).decode())";
    const record = run(venv, ["-c", code, wheel]).stdout.trim().split("\n");
    expect(record.length).toBe(listed.length);
  });

  it("brings a kernel and a lab extension that Jupyter finds and starts", () => {
    const site = run(venv, ["-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]).stdout.trim();
    const jupyter = {
      PYTHONPATH: site,
      JUPYTER_CONFIG_DIR: join(folder, "config"),
      JUPYTER_DATA_DIR: join(folder, "data"),
      JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
      JUPYTER_PREFER_ENV_PATH: "1",
    };
    const done = run(python, [join(__dirname, "check_wheel.py"), root], jupyter);
    expectDone(done);
    const found = JSON.parse(done.stdout.trim().split("\n").at(-1) ?? "");
    expect(found.spec).toBe(join(environment, "share/jupyter/kernels/nightbook"));
    expect(found.argv).toEqual(["python", "-m", "nightbook_kernel", "{connection_file}"]);
    expect(found.answer).toEqual(["42"]);
    expect(found.extensions).toMatch(/@nightbook\/labextension v[\d.]+ .*enabled.*OK/);
  }, 180_000);

  it("says what is missing, and what to do", () => {
    const bare = { PATH: "/nonexistent" };
    const noNode = run(python, ["-m", "nightbook_kernel", "connection.json"], bare);
    expect(noNode).toMatchObject({ status: 1, stdout: "" });
    expect(noNode.stderr).toMatch(/Node was not found on the path\nInstall Node 20\.19 or newer/);
    const noKernel = run(python, ["-m", "nightbook_kernel", "--check"], {
      PATH: "/nonexistent",
      NIGHTBOOK_NODE: process.execPath,
    });
    expect(noKernel.status).toBe(1);
    expect(noKernel.stderr).toMatch(/@nightbook\/kernel was not found.*\n.*npm install -g @nightbook\/kernel/);
    const old = join(folder, "old-node");
    writeFileSync(old, "#!/bin/sh\necho v18.1.0\n", { mode: 0o755 });
    const oldNode = run(python, ["-m", "nightbook_kernel", "--check"], { NIGHTBOOK_NODE: old });
    expect(oldNode.stderr).toContain("is Node 18.1");
    const check = run(python, ["-m", "nightbook_kernel", "--check"], {}, root);
    expect(check.stdout).toContain(join("kernel", "dist", "main.js"));
  });
});
