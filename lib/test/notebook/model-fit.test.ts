import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { fitting } from "nightbook";
import { displaySymbol, type FitStatus, setProgressSink } from "nightbook/core";
import { folderOf, normalLogz, normalModel } from "./model-files";

const options = { engine: "dynamic", seed: 4, nlive: 100, nEffective: 400 } as const;
const info = jest.spyOn(console, "info").mockImplementation(() => {});
beforeEach(() => void info.mockClear());
afterEach(() => setProgressSink(undefined));

/** Two normal parameters with their sum, in this process. */
const inCell = (width = 0.1) =>
  fitting.model({
    label: "two normals",
    parameters: ["a", "b"],
    derived: ["sum"],
    units: { a: "d", sum: "d" },
    truths: { a: 0.5 },
    priorTransform: (u) => u,
    logLikelihood: ([a, b]) => ({
      logl: -0.5 * (((a - 0.5) / width) ** 2 + ((b - 0.4) / width) ** 2),
      derived: [a + b],
    }),
  });

describe("fitting.model with functions of a cell", () => {
  it("samples them here, leaves room for others, and says once how to use all cores", async () => {
    const fit = await inCell();
    let turns = 0;
    let running = true;
    const others = () => {
      turns++;
      if (running) setImmediate(others);
    };
    others();
    const result = await fit.run(options);
    running = false;
    await fit.run({ ...options, maxCalls: 150 });
    expect(turns).toBeGreaterThan(3);
    expect(info).toHaveBeenCalledTimes(1);
    expect(info.mock.calls[0][0]).toMatch(/one core.*export function logLikelihood.*fitting\.model\("model\.mjs"\)/);
    const { logz } = result.nested.diagnostics;
    expect(Math.abs(logz.value - Math.log(2 * Math.PI * 0.01))).toBeLessThan(4 * logz.error);
  });

  it("tells moments, estimates and evidence, with the derived quantities", async () => {
    const result = await (await inCell()).run(options);
    const { names, mean, sd } = result.moments();
    expect(names).toEqual(["a", "b", "sum"]);
    expect(mean[2]).toBeCloseTo(mean[0] + mean[1], 10);
    expect(Math.abs(sd[2] - 0.1 * Math.SQRT2)).toBeLessThan(0.03);
    expect(result.estimates().map(({ name }) => name)).toEqual(["a", "b", "sum"]);
    const json = result.toJSON();
    expect(json).toMatchObject({
      model: "two normals",
      engine: "dynamic",
      seed: 4,
      ncall: expect.any(Number),
      n_effective: expect.any(Number),
      parameters: ["a", "b"],
      mean: mean.slice(0, 2),
      sd: sd.slice(0, 2),
      derived: { names: ["sum"], mean: [mean[2]], sd: [sd[2]] },
      diagnostics: { outcome: "converged" },
    });
    expect(JSON.stringify(json)).not.toMatch(/startedAt|elapsed/);
    expect(result.summary()).toMatch(/Posterior of two normals[\s\S]*sum .* d\n[\s\S]*Engine, seed {7}dynamic, 4/);
    expect(result.samplesEqual()).toHaveLength(2 * result.nested.logl.length);
  });

  it("draws itself, with its own units and true values instead of those of meteors", async () => {
    const rho = await fitting.model({
      parameters: ["rho"],
      priorTransform: (u) => u,
      logLikelihood: ([x]) => -50 * x * x,
    });
    const result = await rho.run({ ...options, nEffective: 100 });
    expect(result.corner().description).toMatch(/: rho \d/);
    const both = await (await inCell()).run(options);
    expect(Object.keys(both[displaySymbol]())).toContain("text/plain");
    expect(both.corner({ select: ["a", "sum"] }).description).toMatch(
      /Posterior of 2 parameters.*: a .* d; sum .* d\./,
    );
    expect(JSON.stringify(both.corner().spec)).toContain('"values":[{"x":0.5}]');
  });

  it("ends a call that takes too long, in this process too", async () => {
    const fit = await fitting.model({
      parameters: ["x"],
      priorTransform: (u) => u,
      logLikelihood: ([x]) => {
        while (x > 0.95);
        return -x;
      },
    });
    const { diagnostics } = (await fit.run({ ...options, nEffective: 50, nlive: 30, timeLimit: 0.05 })).nested;
    expect(diagnostics.failures).toBeGreaterThan(0);
    expect(diagnostics.warnings.join()).toMatch(/x = 0\.9\d+: time limit of 0\.05 s/);
  });

  it("tells the same text from other values that it uses", async () => {
    const [one, same, other] = [await inCell(), await inCell(), await inCell(0.2)];
    expect(same.sha256).toBe(one.sha256);
    expect(other.sha256).not.toBe(one.sha256);
  });

  it.each<[unknown, RegExp]>([
    [{ parameters: ["a"], priorTransform: (u: Float64Array) => u }, /has no logLikelihood/],
    [{ parameters: ["a"], prior: 1, logLikelihood: () => 0 }, /has no priorTransform\. Add priorTransform: \(u\)/],
    [{ parameters: "ab", priorTransform: (u: Float64Array) => u, logLikelihood: () => 0 }, /parameters is not a list/],
    [
      { parameters: ["a"], priorTransform: (u: Float64Array) => u, logLikelihood: () => 0, truths: { a: "1" } },
      /truths/,
    ],
    [null, /not an object: null/],
  ])("refuses %j", async (model, message) => {
    await expect(fitting.model(model as never)).rejects.toMatchObject({
      code: "MODEL_INVALID",
      oneLine: expect.any(Function),
    });
    const said = await fitting.model(model as never).catch((error) => error.oneLine());
    expect(said).toMatch(message);
  });
});

describe("fitting.model with a module", () => {
  it("gives the same result on any number of cores, and tells the host how it goes", async () => {
    const path = join(folderOf({ "normal.mjs": normalModel }), "normal.mjs");
    const fit = await fitting.model(path);
    const heard: FitStatus[] = [];
    setProgressSink({ update: (status) => void heard.push(status) });
    const one = await fit.run({ ...options, cores: 1 });
    const three = await fit.run({ ...options, cores: 3 });
    expect(three.nested.samples).toEqual(one.nested.samples);
    expect(three.nested.logz).toEqual(one.nested.logz);
    const { logz } = one.nested.diagnostics;
    expect(Math.abs(logz.value - normalLogz)).toBeLessThan(4 * logz.error);
    expect(heard.at(-1)).toMatchObject({ label: "normal", phase: "done", workers: 3 });
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
    expect(info).not.toHaveBeenCalled();
  });

  it("saves what determines the result, and equal runs give equal bytes", async () => {
    const folder = folderOf({
      "normal.mjs": `import { width } from "./width.mjs";\n${normalModel}`,
      "width.mjs": "export const width = 1;",
    });
    mkdirSync(join(folder, "copy"));
    for (const name of ["normal.mjs", "width.mjs"])
      writeFileSync(join(folder, "copy", name), readFileSync(join(folder, name)));
    const outputs = [];
    for (const home of [folder, join(folder, "copy")]) {
      const result = await (await fitting.model(join(home, "normal.mjs"))).run({ ...options, cores: 2 });
      outputs.push(await result.save(join(home, "out")));
    }
    const names = readdirSync(outputs[0]).sort();
    expect(names).toEqual(readdirSync(outputs[1]).sort());
    for (const name of names.filter((name) => !name.endsWith(".run.json"))) {
      expect([name, readFileSync(join(outputs[1], name)).equals(readFileSync(join(outputs[0], name)))]).toEqual([
        name,
        true,
      ]);
    }
    const { provenance } = JSON.parse(readFileSync(join(outputs[0], "results.json"), "utf8"));
    expect(provenance).toMatchObject({
      program: "nightbook",
      seed: 4,
      inputs: [
        { name: "normal.mjs", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        { name: "width.mjs", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
      configuration: { engine: "dynamic", nlive: 100, nEffective: 400, timeLimit: 60 },
    });
    for (const chart of ["corner", "trace", "run", "evidence"]) {
      expect(names).toEqual(expect.arrayContaining([`${chart}.png`, `${chart}.svg`, `${chart}.vl.json`]));
    }
  });

  it("refuses to run a module that has changed since it was opened", async () => {
    const path = join(folderOf({ "normal.mjs": normalModel }), "normal.mjs");
    const fit = await fitting.model(path);
    writeFileSync(path, `${normalModel}// changed\n`);
    await expect(fit.run(options)).rejects.toMatchObject({ code: "MODEL_CHANGED", place: { path } });
  });

  it("goes on after calls that throw, give NaN or hang, and names the place of each", async () => {
    const path = join(
      folderOf({
        "rough.mjs": `export const parameters = ["x", "y"];
export const priorTransform = (u) => u;
export function logLikelihood([x, y]) {
  if (x > 0.9) throw new RangeError("too bright");
  if (y > 0.95) return NaN;
  if (x < 0.02) for (;;);
  return -50 * ((x - 0.5) ** 2 + (y - 0.5) ** 2);
}
`,
      }),
      "rough.mjs",
    );
    const fit = await fitting.model(path, { timeLimit: 0.1 });
    const { diagnostics } = (await fit.run({ ...options, cores: 2 })).nested;
    const warnings = diagnostics.warnings.join("\n");
    expect(diagnostics.outcome).toBe("converged");
    expect(warnings).toMatch(/x = 0\.9\d+, y = 0\.\d+: RangeError: too bright \(rough\.mjs, line 4\)/);
    expect(warnings).toMatch(/y = 0\.9\d+: Log-likelihood is NaN/);
    expect(warnings).toMatch(/x = 0\.0\d+, y = 0\.\d+: time limit of 0\.1 s/);
  });

  it("draws itself as a table of its parameters", async () => {
    const text = `export const wrapped = ["amplitude"], units = { period: "d" };\n${normalModel}`;
    const fit = await fitting.model(join(folderOf({ "normal.mjs": text }), "normal.mjs"));
    expect(fit.table().toString()).toMatch(
      /period +5\.\d+ +0\.\d+ +9\.\d+ +d\namplitude +[01]\.\d+ +0\.\d+ +1\.\d+ +periodic/,
    );
  });
});
