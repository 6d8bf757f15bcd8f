import { describe, expect, it } from "@jest/globals";
import type { FitControls, FitStatus } from "../../src/core/progress";
import type { Evaluator } from "../../src/fitting/nested-sampling";
import { FitGate, gatedEvaluator } from "../../src/notebook/fit-gate";
import { ViewedFit } from "../../src/notebook/viewed-fit";

const status = (phase: FitStatus["phase"]): FitStatus => ({
  id: "meteor-1",
  label: "m",
  engine: "dynamic",
  phase,
  iteration: 0,
  batch: 0,
  bound: 0,
  nc: 0,
  ncall: 0,
  efficiency: null,
  loglstar: [null, null, null],
  logz: null,
  logzError: null,
  stopping: { name: "stop", value: null, tolerance: 1 },
  nEffective: 900,
  nEffectiveWanted: 1000,
  startedAt: 0,
  elapsed: 0,
  remaining: null,
  workers: 1,
  trace: { ncall: [], logz: [], logzError: [] },
  warnings: [],
  posterior: {
    nEffective: 9,
    parameters: ["rho", "v"].map((name) => ({ name, from: 0, to: 1, mean: 0, sd: 1, counts: [] })),
  },
});

function watched(folder?: string) {
  const told: FitStatus[] = [];
  const controls: FitControls[] = [];
  const sink = {
    update(fit: FitStatus, asked: FitControls): void {
      told.push(fit);
      controls.push(asked);
    },
  };
  const fit = new ViewedFit(
    { folder, logarithmic: ["rho"] },
    () => {},
    () => sink,
  );
  return { fit, last: () => told.at(-1)!, ask: () => controls.at(-1)! };
}

describe("ViewedFit", () => {
  it("says that it waits, at once, and that it goes on", () => {
    const { fit, last, ask } = watched();
    fit.tell(status("base"));
    expect(last()).toMatchObject({ controls: ["pause"] });
    ask().pause?.();
    expect(last().paused).toBe(true);
    ask().resume?.();
    expect(last().paused).toBeUndefined();
    expect(ask().extend).toBeUndefined();
  });

  it("goes on beyond its end where somebody wants more samples", () => {
    const { fit, last, ask } = watched("/runs/a");
    fit.tell(status("batch"));
    ask().extend?.(500);
    expect(fit.more).toBeUndefined();
    ask().extend?.(3000);
    expect(fit.more).toBe(3000);
    expect(last()).toMatchObject({ nEffectiveWanted: 3000, folder: "/runs/a", controls: ["pause", "extend"] });
    fit.tell(status("done"));
    expect(last().phase).toBe("sampling");
    fit.tell({ ...status("done"), nEffectiveWanted: 3000 });
    expect(last().phase).toBe("done");
  });

  it("tells which parameters are logarithms", () => {
    const { fit, last } = watched();
    fit.tell(status("base"));
    expect(last().posterior?.parameters.map(({ log }) => log)).toEqual([true, undefined]);
  });
});

describe("gatedEvaluator", () => {
  it("asks nothing while the gate is closed, and gives the same answers", async () => {
    let asked = 0;
    const answers = { v: new Float64Array(1), logl: new Float64Array(1), derived: new Float64Array(0), failures: [] };
    const inner: Evaluator = {
      parameters: ["x"],
      derived: [],
      wrapped: [],
      workers: 3,
      async evaluate() {
        asked++;
        return answers;
      },
      async chains() {
        asked++;
        return [];
      },
    };
    const gate = new FitGate();
    const gated = gatedEvaluator(inner, gate);
    expect(await gated.evaluate(Float64Array.of(0.5))).toBe(answers);
    gate.close();
    const waiting = [gated.evaluate(Float64Array.of(0.5)), gated.chains([])];
    await new Promise((done) => setTimeout(done, 20));
    expect(asked).toBe(1);
    gate.open();
    expect(await waiting[0]).toBe(answers);
    expect(await waiting[1]).toEqual([]);
    expect(asked).toBe(3);
    expect(gated.workers).toBe(3);
  });
});
