import { describe, expect, it } from "@jest/globals";
import {
  type ChainTask,
  inProcessEvaluator,
  type Model,
  poolEvaluator,
  type SamplingTask,
  samplingTasks,
} from "../../../src/fitting/nested-sampling";

const model: Model = {
  parameters: ["a", "b"],
  priorTransform: ([a, b]) => [10 * a, b - 1],
  logLikelihood([a, b]) {
    if (a > 9) throw new Error("too\n  large");
    return -a - b;
  },
};

const u = Float64Array.of(0.1, 0.5, 0.95, 0.5, 0.2, 0.25);

const chain = (point: number): ChainTask => ({
  sampler: "slice",
  key: [7, 0],
  counter: [0, 0, point],
  start: Float64Array.of(0.1, 0.1),
  startLogl: -0.1,
  axes: Float64Array.of(0.3, 0, 0, 0.3),
  scale: 1,
  loglstar: -3,
  steps: 2,
});

describe("inProcessEvaluator", () => {
  it("gives vectors, log-likelihoods, and failures as −∞ with their vector", async () => {
    const { v, logl, failures } = await inProcessEvaluator(model).evaluate(u);
    expect([...v]).toEqual([1, -0.5, 9.5, -0.5, 2, -0.75]);
    expect([...logl]).toEqual([-0.5, Number.NEGATIVE_INFINITY, -1.25]);
    expect(failures).toEqual([{ reason: "too; large", parameters: Float64Array.of(9.5, -0.5) }]);
  });

  it("runs chains and counts their calls", async () => {
    let calls = 0;
    const counting: Model = {
      ...model,
      logLikelihood(x) {
        calls++;
        return model.logLikelihood(x);
      },
    };
    const [first, second] = await inProcessEvaluator(counting).chains([chain(1), chain(2)]);
    expect(first.calls + second.calls).toBe(calls);
    expect(first.logl).toBeGreaterThan(-3);
    expect([...first.v]).toEqual([10 * first.u[0], first.u[1] - 1]);
    expect(first.u).not.toEqual(second.u);
  });

  it("pauses after every stretch of 20 ms, also inside a chain", async () => {
    let time = 0;
    let lastPause = 0;
    let longest = 0;
    const slow: Model = {
      ...model,
      logLikelihood(x) {
        time += 5;
        return model.logLikelihood(x);
      },
    };
    const yieldNow = async () => {
      longest = Math.max(longest, time - lastPause);
      lastPause = time;
    };
    const evaluator = inProcessEvaluator(slow, { now: () => time, yieldNow });
    await evaluator.evaluate(Float64Array.from({ length: 40 }, () => 0.5));
    await evaluator.chains([chain(1)]);
    expect(time).toBeGreaterThan(100);
    expect(lastPause).toBeGreaterThan(time - 30);
    expect(longest).toBe(25);
  });

  it("stops between two calls when it is told to", async () => {
    const signal = { aborted: false };
    let calls = 0;
    const stopping: Model = {
      ...model,
      logLikelihood() {
        signal.aborted = ++calls === 2;
        return 0;
      },
    };
    await expect(inProcessEvaluator(stopping).evaluate(u, signal)).rejects.toMatchObject({ code: "STOPPED" });
    expect(calls).toBe(2);
  });

  it.each<[string, Model["priorTransform"], string]>([
    [
      "throws",
      () => {
        throw new TypeError("no prior");
      },
      "no prior",
    ],
    ["gives too few numbers", () => [1], "1 numbers, not 2"],
  ])("counts a point whose prior transform %s as −∞", async (_name, priorTransform, reason) => {
    const { v, logl, failures } = await inProcessEvaluator({ ...model, priorTransform }).evaluate(
      Float64Array.of(0.1, 0.2),
    );
    expect([...logl]).toEqual([Number.NEGATIVE_INFINITY]);
    expect([...v]).toEqual([Number.NaN, Number.NaN]);
    expect(failures[0].reason).toContain(reason);
  });

  it("is not disturbed by a model that writes into its arguments", async () => {
    const rude: Model = {
      parameters: ["a", "b"],
      priorTransform(x) {
        x[0] *= 2;
        return x;
      },
      logLikelihood(x) {
        const sum = x[0] + x[1];
        x.fill(0);
        return sum;
      },
    };
    const given = Float64Array.of(0.1, 0.5);
    const { v, logl } = await inProcessEvaluator(rude).evaluate(given);
    expect([...given]).toEqual([0.1, 0.5]);
    expect([...v]).toEqual([0.2, 0.5]);
    expect(logl[0]).toBe(0.7);
  });
});

describe("poolEvaluator", () => {
  it.each([1, 2, 5])("gives the same with %p workers, in shares", async (workers) => {
    const sizes: number[] = [];
    const carryOut = samplingTasks(model);
    const pool = {
      workers,
      run: async (tasks: readonly SamplingTask[]) => {
        for (const task of tasks) if (task.kind === "evaluate") sizes.push(task.u.length / 2);
        return tasks.map(carryOut);
      },
    };
    const many = Float64Array.from({ length: 2 * 23 }, (_, i) => (i + 1) / 50);
    const evaluator = poolEvaluator(pool, model.parameters);
    expect(await evaluator.evaluate(many)).toEqual(await inProcessEvaluator(model).evaluate(many));
    expect(await evaluator.chains([chain(1), chain(2)])).toEqual(
      await inProcessEvaluator(model).chains([chain(1), chain(2)]),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(23);
    expect(sizes.length).toBeGreaterThanOrEqual(workers);
  });
});
