import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { inProcessEvaluator, type Model, type RunOptions } from "../../../src/fitting/nested-sampling";
import { posteriorOfJson } from "../../../src/notebook/run-folder/posterior-json";
import { posteriorOfRun, RunFolder } from "../../../src/notebook/run-folder/run-folder.node";
import { runInFolder, seedOfRun } from "../../../src/notebook/run-folder/run-in-folder.node";

const model: Model = {
  parameters: ["x", "y"],
  priorTransform: ([a, b]) => [10 * a - 5, 10 * b - 5],
  logLikelihood: ([x, y]) => -0.5 * (x * x + y * y),
};
const subject = { kind: "model", model: { name: "normal", sha256: "1" }, inputs: [{ path: "a.mjs" }] } as const;
const options: RunOptions = { engine: "dynamic", seed: 3, nlive: 40, nEffective: 300, dlogz: 0.1, now: Date.now };
const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-run-"));
const bytes = (folder: string, name: string) => readFileSync(join(folder, name)).toString("latin1");

/** Runs in a folder and counts the likelihoods. */
async function runIn(folder: string, more: Partial<RunOptions> & { fresh?: boolean } = {}) {
  let calls = 0;
  const evaluator = inProcessEvaluator({
    ...model,
    logLikelihood(x) {
      calls++;
      return model.logLikelihood(x);
    },
  });
  const { fresh, ...changed } = more;
  const result = await runInFolder(evaluator, { ...options, ...changed }, { folder, fresh }, subject);
  return { result, calls };
}

const ended = ["posterior.json", "posterior.json.run.json", "run.nsl", "status.json"];

describe("a run in a folder", () => {
  it("leaves ledger, status and result there, and is not done twice", async () => {
    const folder = join(emptyFolder(), "new", "run");
    const { result, calls } = await runIn(folder);
    expect(readdirSync(folder).sort()).toEqual(ended);
    expect(calls).toBe(result.diagnostics.calls);
    const status = JSON.parse(bytes(folder, "status.json"));
    expect(status).toMatchObject({ v: 1, kind: "model", phase: "done", ncall: calls, logz: result.logz.at(-1) });
    const stored = posteriorOfJson(bytes(folder, "posterior.json"));
    expect(stored.result.samples).toEqual(result.samples);
    expect(stored.configuration).toMatchObject({ seed: 3, model: { name: "normal" }, end: { nEffective: 300 } });
    expect(bytes(folder, "posterior.json")).not.toContain(tmpdir());
    expect(JSON.parse(bytes(folder, "posterior.json.run.json"))).toMatchObject({ inputs: ["a.mjs"] });
    const before = [bytes(folder, "run.nsl"), bytes(folder, "posterior.json")];
    expect((await runIn(folder)).calls).toBe(0);
    expect([bytes(folder, "run.nsl"), bytes(folder, "posterior.json")]).toEqual(before);
  });

  it("is extended by a larger effective size", async () => {
    const [folder, atOnce] = [emptyFolder(), emptyFolder()];
    const first = await runIn(folder);
    const second = await runIn(folder, { nEffective: 600 });
    const whole = await runIn(atOnce, { nEffective: 600 });
    expect(first.calls + second.calls).toBe(whole.calls + 1);
    for (const name of ["run.nsl", "posterior.json"]) expect(bytes(folder, name)).toBe(bytes(atOnce, name));
  });

  it("that is stopped keeps what can be resumed, and no result", async () => {
    const [folder, undisturbed] = [emptyFolder(), emptyFolder()];
    const signal = { aborted: false };
    const stopped = await runIn(folder, {
      signal,
      onProgress: ({ phase }) => {
        signal.aborted ||= phase === "batch";
      },
    });
    expect(stopped.result.diagnostics.outcome).toBe("stopped");
    expect(readdirSync(folder).sort()).toEqual(["run.nsl", "status.json"]);
    expect(JSON.parse(bytes(folder, "status.json"))).toMatchObject({ phase: "stopped" });
    const resumed = await runIn(folder);
    const whole = await runIn(undisturbed);
    expect(stopped.calls).toBeGreaterThan(100);
    expect(stopped.calls + resumed.calls).toBe(whole.calls + 1);
    for (const name of ["run.nsl", "posterior.json"]) expect(bytes(folder, name)).toBe(bytes(undisturbed, name));
  });

  it("starts anew when asked to, and keeps the earlier runs", async () => {
    const folder = emptyFolder();
    await runIn(folder);
    const first = bytes(folder, "run.nsl");
    writeFileSync(join(folder, "notes.txt"), "mine");
    expect((await runIn(folder, { fresh: true, seed: 4 })).calls).toBeGreaterThan(300);
    expect((await runIn(folder, { fresh: true, seed: 5 })).calls).toBeGreaterThan(300);
    const numbered = (n: number) => [
      `posterior_n${n}.json`,
      `posterior_n${n}.json.run.json`,
      `run_n${n}.nsl`,
      `status_n${n}.json`,
    ];
    expect(readdirSync(folder).sort()).toEqual(["notes.txt", ...ended, ...numbered(1), ...numbered(2)].sort());
    expect(bytes(folder, "run.nsl")).toBe(first);
    const newest = bytes(folder, "run_n2.nsl");
    expect((await runIn(folder, { seed: 5 })).calls).toBe(0);
    expect(bytes(folder, "run_n2.nsl")).toBe(newest);
    expect(posteriorOfRun(folder).seed).toBe(5);
  });

  it("of another fit is refused with the path, and left as it is", async () => {
    const folder = emptyFolder();
    await runIn(folder);
    const before = bytes(folder, "run.nsl");
    await expect(runIn(folder, { seed: 4 })).rejects.toMatchObject({
      code: "LEDGER_OTHER_FIT",
      place: { path: join(folder, "run.nsl") },
      message: expect.stringMatching(/seed is 4, in the ledger 3/),
    });
    expect(bytes(folder, "run.nsl")).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(ended);
  });

  it("is mended when its ledger is cut", async () => {
    const folder = emptyFolder();
    await runIn(folder);
    const before = bytes(folder, "run.nsl");
    truncateSync(join(folder, "run.nsl"), statSync(join(folder, "run.nsl")).size - 1234);
    expect((await runIn(folder)).calls).toBeGreaterThan(5);
    expect(bytes(folder, "run.nsl")).toBe(before);
  });

  it("loses what a killed process left half written", async () => {
    const folder = emptyFolder();
    for (const name of ["status.json.0123abcd.part", "posterior.json.run.json.0123abcd.part"]) {
      writeFileSync(join(folder, name), "{");
    }
    await runIn(folder);
    expect(readdirSync(folder).sort()).toEqual(ended);
  });

  it("is refused while another one goes on there", async () => {
    const folder = emptyFolder();
    const other = await RunFolder.open(folder, "model");
    await expect(runIn(folder)).rejects.toMatchObject({ code: "RUN_BUSY" });
    await other.close();
    await expect(runIn(folder)).resolves.toBeDefined();
  });

  it("does not replace a result that is not its own", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "posterior.json"), "{}");
    await expect(runIn(folder)).rejects.toMatchObject({ code: "FILE_EXISTS" });
    expect(readdirSync(folder)).toEqual(["posterior.json"]);
  });

  it("says where it cannot write", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "file"), "");
    await expect(runIn(join(folder, "file"))).rejects.toMatchObject({ code: "FILE_UNWRITABLE" });
    mkdirSync(join(folder, "run.nsl"));
    await expect(runIn(folder)).rejects.toMatchObject({ code: "FILE_UNWRITABLE" });
  });
});

describe("the seed of a run", () => {
  it("is that of the call, else of the folder, else a new one", async () => {
    const folder = emptyFolder();
    const drawn = [seedOfRun(undefined, { folder }), seedOfRun(undefined, {})];
    expect(new Set(drawn).size).toBe(2);
    await runIn(folder);
    expect(seedOfRun(undefined, { folder })).toBe(3);
    expect(seedOfRun(undefined, { folder, fresh: true })).not.toBe(3);
    expect(seedOfRun(8, { folder })).toBe(8);
  });

  it("is not looked for in a file that is no ledger", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "run.nsl"), "something else entirely");
    expect(() => seedOfRun(undefined, { folder })).toThrow(expect.objectContaining({ code: "LEDGER_FOREIGN" }));
  });
});
