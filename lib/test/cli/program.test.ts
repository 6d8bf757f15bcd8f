import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { program } from "../../src/cli/program.node";
import { emptyFolder, nightbook } from "./command-line";

describe("the command line", () => {
  it("tells its version", async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    expect(await nightbook(["--version"])).toEqual({ status: 0, out: `${version}\n`, err: "" });
  });

  const paths = (command: ReturnType<typeof program>, above: string[] = []): string[][] => [
    above,
    ...command.commands.flatMap((child) => paths(child as ReturnType<typeof program>, [...above, child.name()])),
  ];

  it.each(paths(program()).map((path) => [path.join(" ") || "nightbook", path]))(
    "helps with an example: %s",
    (_name, path) => {
      let command = program();
      for (const word of path) command = command.commands.find((child) => child.name() === word) as typeof command;
      let text = "";
      command.configureOutput({
        writeOut: (part) => {
          text += part;
        },
      });
      command.outputHelp();
      expect(text).toMatch(/Examples?:\n {2}(\w+=\S+ )?nightbook \S/);
      expect(text).toContain("Usage: nightbook");
    },
  );

  it.each([
    ["an unknown command", ["meteor", "fly"]],
    ["an unknown flag", ["meteor", "observe", "--fast", "a.pickle"]],
    ["a missing argument", ["meteor", "simulate"]],
    ["a missing flag", ["meteor", "loglike", "a.pickle"]],
    ["a number out of range", ["meteor", "observe", "a.pickle", "--pick-pos", "2"]],
    ["two places at once", ["install", "--user", "--sys-prefix"]],
  ])("ends with status 2 on %s", async (_what, words) => {
    const { status, out, err } = await nightbook(words);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain("error: ");
  });
});

describe("nightbook install, doctor, uninstall", () => {
  it("installs into a prefix, finds itself there, and leaves nothing behind", async () => {
    const prefix = emptyFolder();
    expect((await nightbook(["doctor", "--prefix", prefix])).status).toBe(1);
    const installed = await nightbook(["install", "--prefix", prefix]);
    expect([installed.status, installed.err]).toEqual([0, ""]);
    const spec = JSON.parse(readFileSync(join(prefix, "share/jupyter/kernels/nightbook/kernel.json"), "utf8"));
    expect(spec).toMatchObject({
      display_name: "TypeScript (Nightbook)",
      language: "typescript",
      interrupt_mode: "message",
    });
    expect(existsSync(spec.argv[1])).toBe(true);
    expect(existsSync(join(prefix, "share/jupyter/kernels/nightbook/logo-64x64.png"))).toBe(true);
    expect(existsSync(join(prefix, "share/jupyter/labextensions/@nightbook/labextension/package.json"))).toBe(true);
    const { findings } = JSON.parse((await nightbook(["doctor", "--prefix", prefix, "--json"])).out);
    const missing = findings.filter(
      (finding: { ok: boolean; what: string }) => !finding.ok && finding.what !== "JupyterLab",
    );
    expect(missing).toEqual([]);
    await nightbook(["uninstall", "--prefix", prefix]);
    expect(existsSync(join(prefix, "share/jupyter/kernels/nightbook"))).toBe(false);
    expect((await nightbook(["uninstall", "--prefix", prefix])).out).toContain("Nothing of ours");
  });

  it("says in one line where it may not install", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "file"), "");
    const { status, err } = await nightbook(["install", "--prefix", join(folder, "file")]);
    expect([status, err]).toEqual([1, expect.stringMatching(/^[^\n]*file[^\n]*: Cannot [^\n]*\n$/)]);
  });

  it("asks the given Python for its prefix and says so when it does not answer", async () => {
    const folder = emptyFolder();
    const { status, err } = await nightbook(["install", "--sys-prefix", "--python", join(folder, "no-python")]);
    expect([status, err]).toEqual([1, expect.stringMatching(/no-python: Cannot ask Python.*--python PATH.*\n$/)]);
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/python"), `#!/bin/sh\necho ${folder}\n`, { mode: 0o755 });
    const installed = await nightbook(["install", "--sys-prefix", "--python", join(folder, "bin/python")]);
    expect([installed.status, installed.err]).toEqual([0, ""]);
    expect(existsSync(join(folder, "share/jupyter/kernels/nightbook/kernel.json"))).toBe(true);
  });
});
