import { describe, expect, it } from "@jest/globals";
import { run } from "../../../../src/fitting/nested-sampling";

const model = {
  parameters: ["a", "b", "c"],
  priorTransform: (u: Float64Array) => u,
  logLikelihood: (x: Float64Array) => -200 * x.reduce((sum, each) => sum + (each - 0.4) * (each - 0.4), 0),
};

describe("a limit of likelihood calls", () => {
  it.each([1, 50, 301, 1000, 7000, 9000])("of %d is kept to", async (maxCalls) => {
    const result = await run(model, { engine: "importance", seed: 3, maxCalls, nEffective: 1e6 });
    expect(result.diagnostics.calls).toBe(maxCalls);
    expect(result.diagnostics.outcome).toBe("limit");
  });

  /** First coordinates of the points of a run, and how many of them explorations asked for. */
  async function askedWith(maxCalls: number) {
    const asked: number[] = [];
    const watched = {
      ...model,
      logLikelihood(x: Float64Array): number {
        asked.push(x[0]);
        return model.logLikelihood(x);
      },
    };
    const { importance } = await run(watched, { engine: "importance", seed: 3, maxCalls, nEffective: 15_000 });
    return { asked, explored: importance?.calls.exploration ?? Number.NaN };
  }

  it("does not change the points that come first", async () => {
    const { asked, explored } = await askedWith(40_000);
    // In exploration, in the hunt for lost modes, in trials, and where a new proposal may take over.
    for (const limit of [400, explored + 250, explored + 900, explored + 1500, explored + 9000]) {
      const { asked: few } = await askedWith(limit);
      expect(few).toHaveLength(limit);
      expect(asked.slice(0, limit)).toEqual(few);
    }
  });
});
