import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type FitControls, type FitStatus, setProgressSink } from "../../src/core/progress";
import { inProcessEvaluator } from "../../src/fitting/nested-sampling";
import { type FitOptions, runFit } from "../../src/notebook/run-fit.node";

const model = {
  parameters: ["x", "y"],
  priorTransform: (u: Float64Array) => u.map((value) => 20 * value - 10),
  logLikelihood: ([x, y]: Float64Array) => -0.5 * ((x - 1) ** 2 + (y + 2) ** 2),
};
const identity = { name: "two normals", sha256: "00" };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nightbook-run-fit-"));
});
afterEach(() => {
  setProgressSink(undefined);
  rmSync(folder, { recursive: true });
});

/** Runs the fit while somebody watches it. */
async function watched(options: FitOptions, onStatus: (status: FitStatus, controls: FitControls) => void) {
  const told: FitStatus[] = [];
  setProgressSink({
    update: (status, controls) => {
      told.push(status);
      onStatus(status, controls);
    },
  });
  const evaluator = inProcessEvaluator(model, { now: Date.now, yieldNow: () => new Promise(setImmediate) });
  const { nested, sampling } = await runFit(
    async () => ({ evaluator, close: async () => {} }),
    { seed: 5, nlive: 60, label: "two normals", ...options },
    { kind: "model", model: identity, inputs: [], logarithmic: ["y"] },
  );
  return { nested, sampling, told };
}

describe("a fit that somebody watches", () => {
  it("goes on to more samples when asked, as if it had been asked for them at once", async () => {
    const { nested, sampling, told } = await watched({ folder: join(folder, "a"), nEffective: 300 }, (_, controls) =>
      controls.extend?.(1500),
    );
    expect(nested.diagnostics.nEffective).toBeGreaterThanOrEqual(1500);
    expect(sampling.nEffective).toBe(1500);
    expect(told.filter(({ phase }) => phase === "done")).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ phase: "done", nEffectiveWanted: 1500, folder: join(folder, "a") });
    const once = await watched({ folder: join(folder, "b"), nEffective: 1500 }, () => {});
    expect(readFileSync(join(folder, "a/posterior.json"), "utf8")).toBe(
      readFileSync(join(folder, "b/posterior.json"), "utf8"),
    );
    expect(once.nested.logl.length).toBe(nested.logl.length);
  });

  it("waits, goes on, and comes to the same result", async () => {
    const plain = await watched({ nEffective: 300 }, () => {});
    let pauses = 0;
    const { nested, told } = await watched({ nEffective: 300 }, ({ paused, phase }, controls) => {
      if (paused || pauses > 0 || phase === "preparing") return;
      pauses++;
      controls.pause?.();
      setTimeout(() => controls.resume?.(), 50);
    });
    expect(told.some(({ paused }) => paused)).toBe(true);
    expect(Array.from(nested.logl)).toEqual(Array.from(plain.nested.logl));
    expect(told.at(-1)?.posterior?.parameters.map(({ log }) => log)).toEqual([undefined, true]);
    expect(told.at(-1)?.controls).toEqual(["pause"]);
  });

  it("can be stopped while it waits", async () => {
    const { nested } = await watched({ nEffective: 100_000 }, ({ paused, phase }, controls) => {
      if (paused || phase === "preparing" || phase === "stopped") return;
      controls.pause?.();
      setTimeout(() => controls.stop(), 20);
    });
    expect(nested.diagnostics.outcome).toBe("stopped");
  });
});
