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

  it("does not change the points that come first", async () => {
    const [few, more] = await Promise.all(
      [400, 4000].map((maxCalls) => {
        const asked: number[] = [];
        const watched = {
          ...model,
          logLikelihood(x: Float64Array): number {
            asked.push(x[0]);
            return model.logLikelihood(x);
          },
        };
        return run(watched, { engine: "importance", seed: 3, maxCalls }).then(() => asked);
      }),
    );
    expect(more.slice(0, few.length)).toEqual(few);
  });
});
