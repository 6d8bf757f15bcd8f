import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { emptyFolder, nightbook, root } from "./command-line";

const model = `export const parameters = ["period", "amplitude"];
export const derived = ["ratio"];
export const priorTransform = (u) => [10 * u[0], 2 * u[1]];
export function logLikelihood([period, amplitude]) {
  if (period > 9.9) throw new Error("out of range");
  const logl = -0.5 * ((period - 5) / 0.1) ** 2 - 0.5 * ((amplitude - 1) / 0.1) ** 2;
  return { logl, derived: [amplitude / period] };
}
`;
const logz = Math.log((2 * Math.PI * 0.01) / 20);
const quick = ["--engine", "dynamic", "--nlive", "60", "--n-effective", "150"];

/** A folder with the model in it, and the command in that folder. */
function setUp(text = model) {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "model.mjs"), text);
  return { cwd, sample: (...words: string[]) => nightbook(["sample", "model.mjs", ...words], { cwd }) };
}

describe("nightbook sample", () => {
  it("prints one JSON document, and progress elsewhere", async () => {
    const { status, out, err } = await setUp().sample(...quick, "--seed", "7", "--json");
    expect(status).toBe(0);
    const json = JSON.parse(out);
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining([
        "engine",
        "seed",
        "logz",
        "logzerr",
        "ncall",
        "n_effective",
        "mean",
        "sd",
        "diagnostics",
      ]),
    );
    expect(json).toMatchObject({ engine: "dynamic", seed: 7, parameters: ["period", "amplitude"] });
    expect(Math.abs(json.logz - logz)).toBeLessThan(4 * json.logzerr);
    expect(Math.abs(json.mean[0] - 5)).toBeLessThan(0.03);
    expect(json.n_effective).toBeGreaterThan(150);
    expect(json.provenance.inputs).toEqual([{ name: "model.mjs", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(err).toMatch(/^model: 2 parameters and 1 derived, seed 7\n/);
    expect(err).toMatch(/\d+it \[\d\d:\d\d, +[\d.]+it\/s, batch: \d+ \| .* \| stop: +0\.\d+\]\n/);
    expect(err).toMatch(
      /Warning: The likelihood failed at period = 9\.9\d+, .*: out of range \(model\.mjs, line 5\)\./,
    );
  });

  it("prints a table, the same on any number of cores, and draws a seed that gives the same again", async () => {
    const { sample } = setUp();
    const drawn = await sample(...quick, "--cores", "1");
    const seed = /seed (\d+)\n/.exec(drawn.err)?.[1] ?? "";
    expect(drawn.out).toMatch(
      /^Posterior of model\nparameter .*\n-.*\nperiod .*\namplitude .*\nratio .*\n\nLog-evidence/,
    );
    expect(drawn.out).toContain(`dynamic, ${seed}`);
    expect((await sample(...quick, "--cores", "2", "--seed", seed)).out).toBe(drawn.out);
  });

  it("keeps a run in a folder, goes on with it, and starts anew only when told so", async () => {
    const { cwd, sample } = setUp();
    const out = join(cwd, "out");
    const read = (name: string) => readFileSync(join(out, name));
    const first = await sample(...quick, "--seed", "7", "-o", "out");
    expect([first.status, first.err]).toEqual([0, expect.stringContaining("Wrote out\n")]);
    const names = readdirSync(out).sort();
    expect(names).toEqual(
      expect.arrayContaining([
        "corner.png",
        "corner.svg",
        "corner.vl.json",
        "results.json",
        "run.nsl",
        "samples.csv",
        "status.json",
      ]),
    );
    const results = read("results.json");
    const again = await sample(...quick, "-o", "out", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ seed: 7 });
    expect(read("results.json").equals(results)).toBe(true);
    const other = await sample(...quick, "--seed", "8", "-o", "out");
    expect([other.status, other.out]).toEqual([1, ""]);
    expect(other.err).toMatch(/out\/run\.nsl: The run here is of another fit: seed is 8.* --new .*\n$/);
    expect((await sample(...quick, "--seed", "8", "-o", "out", "--new")).status).toBe(0);
    expect(existsSync(join(out, "run_n1.nsl"))).toBe(true);
    expect(read("results.json").equals(results)).toBe(true);
    expect(JSON.parse(read("results_n1.json").toString()).seed).toBe(8);
  }, 120_000);

  it("replaces results that belong to no run only when told so", async () => {
    const { cwd, sample } = setUp();
    writeFileSync(join(cwd, "results.json"), "{}");
    const refused = await sample(...quick, "-o", ".");
    expect([refused.status, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(/^results\.json: The file exists already\. .*--overwrite.*\n$/);
    expect((await sample(...quick, "-o", ".", "--overwrite")).status).toBe(0);
  });

  it("stops on Ctrl-C with status 130, and goes on later to the same result", async () => {
    const { cwd, sample } = setUp();
    const words = [
      "sample",
      "model.mjs",
      "--engine",
      "dynamic",
      "--nlive",
      "200",
      "--n-effective",
      "4000",
      "--seed",
      "3",
    ];
    const whole = await sample(...words.slice(2), "-o", "whole");
    expect(whole.status).toBe(0);
    const child = spawn(process.execPath, [join(root, "lib/bin/nightbook.js"), ...words, "-o", "parts"], { cwd });
    const ended = new Promise<number | null>((resolve) => void child.once("close", resolve));
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const ledger = join(cwd, "parts", "run.nsl");
    while (!existsSync(ledger) || readFileSync(ledger).length < 20_000)
      await new Promise((next) => setTimeout(next, 5));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(said).toMatch(/Stopped; what was computed is in parts, and the same command goes on from there\.\n$/);
    expect(existsSync(join(cwd, "parts", "results.json"))).toBe(false);
    expect((await sample(...words.slice(2), "-o", "parts")).status).toBe(0);
    for (const name of ["results.json", "posterior.json", "samples.csv", "run.nsl"]) {
      const [one, two] = ["whole", "parts"].map((folder) => readFileSync(join(cwd, folder, name)));
      expect([name, two.equals(one)]).toEqual([name, true]);
    }
  }, 120_000);

  it("says in one line what is wrong with a model", async () => {
    const { status, out, err } = await setUp("export const parameters = [1;\n").sample();
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(/^model\.mjs, line 1: Cannot load the model: .*\n$/);
    const missing = await nightbook(["sample", "nowhere.mjs"]);
    expect([missing.status, missing.err]).toEqual([
      1,
      expect.stringMatching(/^nowhere\.mjs: There is no such file\..*\n$/),
    ]);
  });

  it.each([
    ["--engine", "magic"],
    ["--seed", "-1"],
    ["--n-effective", "0"],
    ["--time-limit", "0"],
    ["--nlive", "many"],
  ])("refuses %s %s as a wrong call", async (flag, value) => {
    const { status, out, err } = await setUp().sample(flag, value);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(flag);
  });
});
