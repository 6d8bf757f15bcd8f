import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  inProcessEvaluator,
  type NestedSamplingResult,
  poolEvaluator,
  type RunOptions,
  run,
  type SamplingAnswer,
  type SamplingTask,
} from "../../src/fitting/nested-sampling";
import { startWorkerPool } from "../../src/parallel/worker-pool.node";

const parameters = ["x", "y"];

async function onWorkers(cores: number, options: RunOptions): Promise<NestedSamplingResult> {
  const pool = startWorkerPool<SamplingTask, SamplingAnswer>({
    module: join(__dirname, "fixtures", "ring.cjs"),
    export: "ring",
    cores,
  });
  try {
    return await run(poolEvaluator(pool, parameters), { engine: "dynamic", ...options });
  } finally {
    await pool.close();
  }
}

/** Everything but clock and machine, to the last bit. */
function determined(result: NestedSamplingResult): unknown {
  const bits = Object.entries(result.asDict()).map(([name, value]) =>
    ArrayBuffer.isView(value) ? [name, Buffer.from(value.buffer).toString("hex")] : [name, value],
  );
  return [bits, result.diagnostics];
}

describe("nested sampling on worker threads", () => {
  it.each<[string, RunOptions]>([
    ["uniform draws", { seed: 7, nlive: 60, nEffective: 800 }],
    ["chains", { seed: 7, nlive: 40, nEffective: 300, sample: "rslice" }],
    ["independent draws", { engine: "importance", seed: 7, nlive: 60, nEffective: 500 }],
    ["a limit of calls", { seed: 7, nlive: 60, maxCalls: 1500 }],
  ])("gives the same bits on 1, 2 and 4 of them, with %s", async (_name, options) => {
    const one = await onWorkers(1, options);
    expect(determined(await onWorkers(2, options))).toEqual(determined(one));
    expect(determined(await onWorkers(4, options))).toEqual(determined(one));
    expect(one.diagnostics.failures).toBeGreaterThan(0);
    expect(one.diagnostics.warnings[0]).toMatch(/x = 1\.[89]\d*, y = -?\d.*off the chart/);
  });

  it("gives the same bits as in one thread", async () => {
    const options: RunOptions = { engine: "dynamic", seed: 8, nlive: 60, nEffective: 500 };
    const ring = {
      parameters,
      priorTransform: ([u, v]: Float64Array) => [4 * u - 2, 4 * v - 2],
      logLikelihood([x, y]: Float64Array) {
        if (x > 1.8) throw new Error("off the chart");
        const offset = Math.sqrt(x * x + y * y) - 1;
        return -0.5 * (offset / 0.05) ** 2;
      },
    };
    const here = await run(inProcessEvaluator(ring), options);
    expect(determined(await onWorkers(2, options))).toEqual(determined(here));
  });

  it("stops at once when it is told to, with what it has", async () => {
    const stop = new AbortController();
    const result = await onWorkers(2, {
      seed: 9,
      nlive: 60,
      nEffective: 1e9,
      signal: stop.signal,
      onProgress: ({ phase }) => {
        if (phase === "batch") stop.abort();
      },
    });
    expect(result.diagnostics.outcome).toBe("stopped");
    expect(result.timings.workers).toBe(2);
    expect(result.logl.length).toBeGreaterThan(300);
  });
});
