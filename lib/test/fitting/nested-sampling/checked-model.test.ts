import { describe, expect, it } from "@jest/globals";
import {
  type ChainTask,
  type Evaluator,
  inProcessEvaluator,
  type Model,
  type ModelShape,
  poolEvaluator,
  samplingTasks,
} from "../../../src/fitting/nested-sampling";
import { checkedModel } from "../../../src/fitting/nested-sampling/checked-model";

const parameters = ["a", "b", "c"];
const shaped = (shape: Partial<Model>): Model => ({
  parameters,
  priorTransform: (u) => u,
  logLikelihood: () => 0,
  ...shape,
});

describe("the names of a model", () => {
  it("become indices", () => {
    const { derived, wrapped, ordered } = checkedModel(
      shaped({ derived: ["d"], wrapped: ["b"], ordered: [["c", "a"]] }),
    );
    expect({ derived, wrapped, ordered }).toEqual({ derived: ["d"], wrapped: [1], ordered: [[2, 0]] });
  });

  it.each<[Partial<ModelShape>, string]>([
    [{ parameters: ["a", "b", "a"] }, "name twice: a"],
    [{ derived: ["x", "b"] }, "name twice: b"],
    [{ wrapped: ["z"] }, "to be wrapped: z"],
    [{ wrapped: ["b", "b"] }, "wrapped twice: b"],
    [{ ordered: [["a", "z"]] }, "to be ordered: z"],
    [{ ordered: [["a"]] }, "two parameters or more: a"],
    [
      {
        ordered: [
          ["a", "b"],
          ["b", "c"],
        ],
      },
      "ordered groups twice: b",
    ],
    [{ wrapped: ["a"], ordered: [["a", "b"]] }, "both wrapped and ordered: a"],
  ])("are refused when they do not fit together (%#)", (shape, message) => {
    const model = shaped(shape);
    expect(() => inProcessEvaluator(model)).toThrow(message);
    expect(() => poolEvaluator({ workers: 1, run: async () => [] }, model)).toThrow(message);
    expect(() => samplingTasks(model)).toThrow(message);
  });
});

/** A ring with its angle as periodic parameter, two ordered ones, and two derived quantities. */
const model: Model = {
  parameters: ["angle", "low", "high"],
  derived: ["sum", "gap"],
  wrapped: ["angle"],
  ordered: [["low", "high"]],
  priorTransform: ([angle, low, high]) => [2 * Math.PI * angle, 10 * low, 10 * high],
  logLikelihood([angle, low, high]) {
    if (low > 5) throw Object.assign(new Error("took longer than 1 s"), { code: "TIME_LIMIT" });
    return { logl: -((angle - 3) ** 2) - low, derived: [low + high, Number.isNaN(high) ? 0 : high - low] };
  },
};

const carryOut = samplingTasks(model);
const evaluators: [string, Evaluator][] = [
  ["in this thread", inProcessEvaluator(model)],
  ["in a pool", poolEvaluator({ workers: 2, run: async (tasks) => tasks.map(carryOut) }, model)],
];

describe.each(evaluators)("derived, wrapped and ordered parameters %s", (_name, evaluator) => {
  it("are known by the evaluator", () => {
    expect(evaluator.derived).toEqual(["sum", "gap"]);
    expect(evaluator.wrapped).toEqual([0]);
  });

  it("are answered for points; failed ones have NaN and say whether time ran out", async () => {
    const u = Float64Array.of(0.5, 0.5, 0.25, 0.5, 1, 0.81);
    const { v, logl, derived, failures } = await evaluator.evaluate(u);
    expect([...v]).toEqual([Math.PI, 2.5, 5, Math.PI, 9, 9]);
    expect(logl[0]).toBeCloseTo(-((Math.PI - 3) ** 2) - 2.5, 12);
    expect([...derived]).toEqual([7.5, 2.5, Number.NaN, Number.NaN]);
    expect(failures).toEqual([
      { reason: "took longer than 1 s", timedOut: true, parameters: Float64Array.of(Math.PI, 9, 9) },
    ]);
    expect([...u]).toEqual([0.5, 0.5, 0.25, 0.5, 1, 0.81]);
  });

  it("are those of the place where a chain ends", async () => {
    const task: ChainTask = {
      sampler: "rslice",
      key: [7, 0],
      counter: [0, 0, 1],
      start: Float64Array.of(0.5, 0.5, 0.25),
      startLogl: -2.52,
      axes: Float64Array.of(0.3, 0, 0, 0, 0.3, 0, 0, 0, 0.3),
      scale: 1,
      loglstar: -3,
      steps: 4,
    };
    const [outcome] = await evaluator.chains([task]);
    const again = await evaluator.evaluate(outcome.u);
    expect(outcome.moved).toBe(true);
    expect(outcome.v).toEqual(again.v);
    expect(outcome.logl).toBe(again.logl[0]);
    expect(outcome.derived).toEqual(again.derived);
    const [still] = await evaluator.chains([{ ...task, loglstar: 0 }]);
    expect(still).toMatchObject({ moved: false, derived: Float64Array.of(Number.NaN, Number.NaN) });
    expect([...still.v]).toEqual([Math.PI, 2.5, 5]);
  });
});

describe("derived quantities", () => {
  it.each<[string, Model["logLikelihood"], string]>([
    ["too few", () => ({ logl: 0, derived: [1] }), "1 derived quantities, not 2"],
    ["none", () => 0, "0 derived quantities, not 2"],
    ["no number beside them", () => ({ logl: Number.NaN, derived: [1, 2] }), "Log-likelihood is NaN"],
  ])("count as a failure when there are %s", async (_name, logLikelihood, reason) => {
    const evaluator = inProcessEvaluator({ ...model, ordered: [], logLikelihood });
    const { logl, derived, failures } = await evaluator.evaluate(Float64Array.of(0.1, 0.2, 0.3));
    expect([...logl, ...derived]).toEqual([Number.NEGATIVE_INFINITY, Number.NaN, Number.NaN]);
    expect(failures[0].reason).toContain(reason);
  });

  it("need no names when there are none", async () => {
    const evaluator = inProcessEvaluator(shaped({ logLikelihood: () => ({ logl: -1, derived: [] }) }));
    expect((await evaluator.evaluate(Float64Array.of(0.1, 0.2, 0.3))).logl[0]).toBe(-1);
  });
});
