import { describe, expect, it } from "@jest/globals";
import { eggbox, gauss, loggamma2, shells2 } from "./problems";

describe("the test problems", () => {
  it.each([
    [gauss(4), [0.23789230923493432, 0.7391456933721047, 0.24039907750927506, 0.7416524616464454], -1004.9228841980189],
    [shells2, [0.23789230923493432, 0.7391456933721047], -38.362685435269995],
    [eggbox, [0.23789230923493432, 0.7391456933721047], 8.176036300891605],
    [loggamma2, [0.23789230923493432, 0.7391456933721047], -0.7870490180876255],
  ])("are those of the literature (%#)", (problem, u, logl) => {
    const x = Float64Array.from(problem.priorTransform(Float64Array.from(u)));
    expect(problem.logLikelihood(x) / logl).toBeCloseTo(1, 10);
  });
});
