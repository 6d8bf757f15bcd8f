import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { childRun } from "../child-run.cjs";
import { merged, readResults, resultsFile, saveResults } from "../results.cjs";

const run = (problem: string, seed: number, calls: number) => ({
  problem,
  engine: "importance",
  target: 10_000,
  seed,
  calls,
});

describe("the results", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nightbook-results-"));
    file = join(folder, "results.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are empty where nothing was measured", () => expect(readResults(file)).toEqual({}));

  it("grow piece by piece, a new run in the place of the old one", () => {
    saveResults("sampler", [run("gauss4", 1, 100), run("gauss4", 10, 300)], file);
    saveResults("overhead", [{ engine: "dynamic", ndim: 4, cores: 1, milliseconds: 3 }], file);
    saveResults("sampler", [run("gauss4", 2, 200), run("gauss4", 1, 150)], file);
    const { sampler, overhead } = readResults(file);
    expect(sampler).toEqual([run("gauss4", 1, 150), run("gauss4", 2, 200), run("gauss4", 10, 300)]);
    expect(overhead).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(["results.json"]);
  });

  it("keep runs with another target apart", () => {
    const other = { ...run("gauss4", 1, 20), target: 1000 };
    expect(merged("sampler", [run("gauss4", 1, 100)], [other])).toEqual([other, run("gauss4", 1, 100)]);
  });

  it("have a line for each entry, so that changes can be read", () => {
    saveResults("sampler", [run("gauss4", 1, 100), run("shells2", 1, 300)], file);
    expect(readFileSync(file, "utf8").match(/^ {6}\{.*\}/gm)).toHaveLength(2);
  });

  it.each([
    ["{", "is no JSON"],
    ['{"version": 7}', "has not version 1: 7"],
  ])("refuse %s in one line that names the file", (text, reason) => {
    writeFileSync(file, text);
    expect(() => readResults(file)).toThrow(reason);
    expect(() => readResults(file)).toThrow(file);
  });

  it("of this repository can be read", () => {
    for (const entries of Object.values(readResults(resultsFile))) {
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries)
        expect(entry).toMatchObject({ machine: expect.any(String), date: expect.any(String) });
    }
  });
});

describe("a run in a process of its own", () => {
  const node = (code: string, seconds = 60) => childRun([process.execPath, "-e", code], { seconds });

  it("answers with its last line", async () => {
    expect(await node("console.log('so far so good'); console.log('{\"calls\": 3}')")).toEqual({
      answer: { calls: 3 },
    });
  });

  it.each([
    ["console.error('first'); console.error('no memory'); process.exit(3)", "no memory"],
    ["process.exit(3)", "ended with 3"],
    ["console.log('hello')", "no answer: hello"],
  ])("tells why it failed: %s", async (code, failure) => expect(await node(code)).toEqual({ failure }));

  it("is given up at its time limit", async () => {
    expect(await node("setInterval(() => {}, 1000)", 0.5)).toEqual({ failure: "not done after 0.5 s" });
  });

  it("fails in words when there is no such program", async () => {
    const { failure } = await childRun(["no-such-program"], { seconds: 5 });
    expect(failure).toContain("no-such-program");
  });
});
