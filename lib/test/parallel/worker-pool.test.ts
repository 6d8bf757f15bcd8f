import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { startWorkerPool, type WorkerPool } from "../../src/parallel/worker-pool.node";

/** `npm run long` kills a hundred threads, other runs three. */
const kills = process.env["NIGHTBOOK_LONG"] === "1" ? 100 : 3;

const folder = mkdtempSync(join(tmpdir(), "nightbook-pool-"));
const work = join(folder, "work.js");
writeFileSync(
  work,
  `const { existsSync, writeFileSync } = require("node:fs");
exports.scale = (factor) => (x) => factor * x;
exports.picky = () => (x) => { if (x === 13) throw Object.assign(new RangeError("Not 13"), { code: "UNLUCKY" }); return x; };
// Ends its thread at the tasks that are named, once each: done again they succeed.
exports.mortal = (folder) => ({ x, dies }) => {
  const mark = folder + "/died-" + x;
  if (dies && !existsSync(mark)) { writeFileSync(mark, ""); process.exit(7); }
  return x * x;
};
exports.constant = () => 5;
exports.sleeper = () => (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
`,
);

let pool: WorkerPool<unknown, unknown> | undefined;
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});
const start = (name: string, data?: unknown, cores = 2) => {
  pool = startWorkerPool<unknown, unknown>({ module: work, export: name, data, cores });
  return pool;
};

describe("startWorkerPool", () => {
  it.each([1, 2, 5])("answers in the order of the tasks with %i threads", async (cores) => {
    const tasks = Array.from({ length: 100 }, (_, i) => i);
    expect(await start("scale", 3, cores).run(tasks)).toEqual(tasks.map((x) => 3 * x));
  });

  it("copies typed arrays both ways", async () => {
    writeFileSync(join(folder, "twice.js"), "exports.twice = () => (u) => u.map((x) => 2 * x);");
    pool = startWorkerPool({ module: join(folder, "twice.js"), export: "twice", cores: 1 });
    expect(await pool.run([Float64Array.of(1, Number.NEGATIVE_INFINITY, Number.NaN)])).toEqual([
      Float64Array.of(2, Number.NEGATIVE_INFINITY, Number.NaN),
    ]);
  });

  it("orders answers that come out of order, from several runs at the same time", async () => {
    writeFileSync(
      join(folder, "wait.mjs"),
      "export async function wait() { return (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms)); }",
    );
    pool = startWorkerPool({ module: join(folder, "wait.mjs"), export: "wait", cores: 2 });
    expect(await Promise.all([pool.run([40, 0, 20]), pool.run([]), pool.run([5, 0])])).toEqual([
      [40, 0, 20],
      [],
      [5, 0],
    ]);
  });

  it("gives back what a task throws, and goes on", async () => {
    const picky = start("picky");
    await expect(picky.run([1, 13, 2])).rejects.toMatchObject({ message: "Not 13", code: "UNLUCKY" });
    expect(await picky.run([5])).toEqual([5]);
  });

  it.each([
    ["a module that is missing", join(folder, "nowhere.js"), "scale"],
    ["an export that is missing", work, "nothing"],
    ["a factory that gives no function", work, "constant"],
  ])("names %s", async (_what, file, name) => {
    pool = startWorkerPool({ module: file, export: name, cores: 2 });
    await expect(pool.run([1])).rejects.toMatchObject({ code: "WORKER_MODULE", place: { path: file } });
    await expect(pool.run([2])).rejects.toMatchObject({ code: "WORKER_MODULE" });
  });

  it.each([0, 1.5, Number.NaN])("refuses %d threads", (cores) => {
    expect(() => startWorkerPool({ module: work, export: "scale", cores })).toThrow(RangeError);
  });

  it(`gives the same answers when threads die (${kills} times)`, async () => {
    for (let i = 0; i < kills; i++) {
      const own = mkdtempSync(join(folder, "mortal-"));
      const tasks = Array.from({ length: 20 }, (_, x) => ({ x, dies: x === (7 * i) % 20 }));
      expect(await start("mortal", own).run(tasks)).toEqual(tasks.map(({ x }) => x * x));
      await pool?.close();
    }
  });

  it("gives up when threads die again and again", async () => {
    writeFileSync(join(folder, "dying.js"), "exports.die = () => () => process.exit(9);");
    pool = startWorkerPool({ module: join(folder, "dying.js"), export: "die", cores: 1 });
    await expect(pool.run([1])).rejects.toMatchObject({ code: "WORKER_LOST" });
  });

  it("ends at once when it is closed in the middle of a task", async () => {
    const sleeper = start("sleeper");
    const started = Date.now();
    const outcome = expect(sleeper.run([60_000, 60_000, 60_000])).rejects.toMatchObject({ code: "WORKERS_CLOSED" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await sleeper.close();
    await outcome;
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});
