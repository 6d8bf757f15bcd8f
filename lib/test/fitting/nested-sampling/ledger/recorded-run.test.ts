import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "@jest/globals";
import {
  inProcessEvaluator,
  type MemoryStore,
  type Model,
  memoryStore,
  type NestedSamplingResult,
  type RunOptions,
  recordedRun,
  run,
} from "../../../../src/fitting/nested-sampling";

/** A normal density, and a corner of its prior where the likelihood fails. */
const model: Model = {
  parameters: ["x", "y"],
  priorTransform: ([a, b]) => [10 * a - 5, 10 * b - 5],
  logLikelihood([x, y]) {
    if (x > 4.5) throw new Error("out of range");
    return -0.5 * (x * x + y * y);
  },
};
const identity = { name: "normal density", sha256: "1" };
const options: RunOptions = { engine: "dynamic", seed: 3, nlive: 40, nEffective: 300, dlogz: 0.1 };

function counting() {
  const inner = inProcessEvaluator(model);
  const evaluator = {
    ...inner,
    asked: 0,
    evaluate: (u: Float64Array) => {
      evaluator.asked += u.length / 2;
      return inner.evaluate(u);
    },
    chains: (tasks: Parameters<typeof inner.chains>[0]) => {
      evaluator.asked += tasks.length;
      return inner.chains(tasks);
    },
  };
  return evaluator;
}

/** All of a result but its methods. */
const data = (result: NestedSamplingResult) =>
  Object.fromEntries(Object.entries(result).filter(([, value]) => typeof value !== "function"));

async function recorded(store: MemoryStore, more: Partial<RunOptions> = {}) {
  const evaluator = counting();
  const result = await recordedRun(evaluator, { ...options, ...more }, store, identity);
  return { result, asked: evaluator.asked, bytes: store.bytes() };
}

describe.each(["static", "dynamic", "importance"] as const)("a recorded run, %s", (engine) => {
  it("gives what the same run gives without a ledger, and again what is recorded", async () => {
    const plain = await run(model, { ...options, engine });
    const first = await recorded(memoryStore(), { engine });
    expect(first.asked).toBeGreaterThan(400);
    expect(isDeepStrictEqual(data(first.result), data(plain))).toBe(true);
    const again = await recorded(memoryStore(first.bytes), { engine });
    expect(again.asked).toBe(0);
    expect(isDeepStrictEqual(data(again.result), data(plain))).toBe(true);
    expect(again.result.diagnostics.failures).toBeGreaterThan(0);
    expect(again.result.diagnostics.warnings[0]).toMatch(/failed at x = 4\.[5-9].*, y = .*: out of range/);
  });

  it("that a limit ended goes on, to the same bytes as without the limit", async () => {
    const whole = await recorded(memoryStore(), { engine });
    const limited = await recorded(memoryStore(), { engine, maxCalls: 400 });
    expect(limited.result.diagnostics.outcome).toBe("limit");
    expect(limited.bytes.length).toBeLessThan(whole.bytes.length);
    const resumed = await recorded(memoryStore(limited.bytes), { engine });
    expect(isDeepStrictEqual([data(resumed.result), resumed.bytes], [data(whole.result), whole.bytes])).toBe(true);
    // One point more, to see whether the model is still the same.
    expect(resumed.asked + limited.asked).toBe(whole.asked + 1);
  });

  it("that was told to stop can be resumed", async () => {
    const whole = await recorded(memoryStore(), { engine });
    const signal = { aborted: false };
    const stopped = await recorded(memoryStore(), {
      engine,
      signal,
      onProgress: ({ ncall }) => {
        signal.aborted ||= ncall > 300;
      },
    });
    expect(stopped.result.diagnostics.outcome).toBe("stopped");
    expect(stopped.bytes.length).toBeGreaterThan(2000);
    const resumed = await recorded(memoryStore(stopped.bytes), { engine });
    expect(isDeepStrictEqual([data(resumed.result), resumed.bytes], [data(whole.result), whole.bytes])).toBe(true);
  });
});

describe("a run that had ended", () => {
  it.each([
    ["dynamic", 600],
    ["importance", 3000],
  ] as const)(
    "is extended by a larger effective size, as if it had been asked for at once, %s",
    async (engine, wanted) => {
      const first = await recorded(memoryStore(), { engine });
      const extended = await recorded(memoryStore(first.bytes), { engine, nEffective: wanted });
      const atOnce = await recorded(memoryStore(), { engine, nEffective: wanted });
      expect(extended.result.diagnostics.nEffective).toBeGreaterThanOrEqual(wanted);
      expect(extended.asked).toBe(atOnce.asked - first.asked + 1);
      expect(isDeepStrictEqual([data(extended.result), extended.bytes], [data(atOnce.result), atOnce.bytes])).toBe(
        true,
      );
      const smaller = await recorded(memoryStore(extended.bytes), { engine });
      expect(smaller.asked).toBe(0);
      expect(isDeepStrictEqual(data(smaller.result), data(first.result))).toBe(true);
    },
  );

  it.each<[string, Partial<RunOptions>]>([
    ["seed", { seed: 4 }],
    ["number of live points", { nlive: 41 }],
    ["engine", { engine: "static" }],
  ])("is not mistaken for one of another %s", async (_name, more) => {
    const { bytes } = await recorded(memoryStore());
    await expect(recorded(memoryStore(bytes), more)).rejects.toMatchObject({ code: "LEDGER_OTHER_FIT" });
  });

  it("is not continued with a model that has changed under the same hash", async () => {
    const { bytes } = await recorded(memoryStore(), { maxCalls: 400 });
    const changed = inProcessEvaluator({ ...model, logLikelihood: (x) => Number(model.logLikelihood(x)) - 1e-12 });
    const store = memoryStore(bytes);
    await expect(recordedRun(changed, options, store, identity)).rejects.toMatchObject({
      code: "LEDGER_MISMATCH",
      message: expect.stringMatching(/log-likelihood at x = .*, y = .* was -\d.*, now it is -\d/),
    });
    expect(store.bytes()).toEqual(bytes);
  });
});
