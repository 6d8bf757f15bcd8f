import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import {
  type Evaluations,
  poolEvaluator,
  type SamplingAnswer,
  type SamplingTask,
} from "../../src/fitting/nested-sampling";
import { startWorkerPool, type WorkerPool } from "../../src/parallel/worker-pool.node";

const model = { parameters: ["x", "y"], derived: ["sum"] };
const u = Float64Array.from({ length: 400 }, (_, i) => ((i * 7919) % 401) / 401);
const failing = Array.from({ length: 200 }, (_, i) => i).filter((i) => u[2 * i] > 0.9);

let pool: WorkerPool<SamplingTask, SamplingAnswer> | undefined;
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});
const start = (cores: number, data?: object) => {
  pool = startWorkerPool<SamplingTask, SamplingAnswer>({
    module: join(__dirname, "fixtures", "plane.cjs"),
    export: "plane",
    data,
    cores,
  });
  return pool;
};

function expectRight({ v, logl, derived, failures }: Evaluations): void {
  expect(v).toEqual(u);
  for (let i = 0; i < 200; i++) {
    const fails = failing.includes(i);
    expect(logl[i]).toBe(fails ? Number.NEGATIVE_INFINITY : -u[2 * i] * u[2 * i + 1]);
    expect(derived[i]).toBe(fails ? Number.NaN : u[2 * i] + u[2 * i + 1]);
  }
  expect(failures).toEqual(failing.map((i) => ({ reason: "too far", parameters: u.slice(2 * i, 2 * i + 2) })));
}

describe("a batch on worker threads", () => {
  it.each([1, 2, 5])("is answered in place by %i of them, failures in the order of the points", async (cores) => {
    expect(failing.length).toBeGreaterThan(10);
    expectRight(await poolEvaluator(start(cores), model).evaluate(u));
  });

  it("may have others under way at the same time", async () => {
    const evaluator = poolEvaluator(start(2), model);
    const batches = await Promise.all([1, 2, 3, 4].map(() => evaluator.evaluate(u)));
    for (const batch of batches) expectRight(batch);
  });

  it("is answered by copies where the pool cannot share memory", async () => {
    const { workers, run } = start(2);
    expectRight(await poolEvaluator({ workers, run }, model).evaluate(u));
  });

  it("gives ordinary memory to the caller", async () => {
    const { v } = await poolEvaluator(start(1), model).evaluate(u);
    expect(Object.prototype.toString.call(v.buffer)).toBe("[object ArrayBuffer]");
  });

  it("has no points at all without harm", async () => {
    const empty = await poolEvaluator(start(2), model).evaluate(new Float64Array(0));
    expect(empty).toEqual({
      v: new Float64Array(0),
      logl: new Float64Array(0),
      derived: new Float64Array(0),
      failures: [],
    });
  });

  it("is answered the same when threads die in the middle of it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nightbook-batch-"));
    const evaluator = poolEvaluator(start(2, { folder, dieAt: [1, 17, 60], milliseconds: 0.2 }), model);
    const batches = await Promise.all([evaluator.evaluate(u), evaluator.evaluate(u)]);
    for (const batch of batches) expectRight(batch);
  });

  it("fails when the threads die again and again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nightbook-batch-"));
    const evaluator = poolEvaluator(start(1, { folder, dieAt: [1, 2, 3, 4, 5] }), model);
    await expect(evaluator.evaluate(u)).rejects.toMatchObject({ code: "WORKER_LOST" });
  });
});
