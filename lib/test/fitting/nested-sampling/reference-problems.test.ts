import { describe, expect, it } from "@jest/globals";
import { normalQuantile } from "../../../src/core/special";
import { problems } from "./reference-problems.cjs";

describe("the reference problems", () => {
  for (const problem of Object.values(problems(normalQuantile))) {
    it(`${problem.name} agrees with its check points`, () => {
      expect(problem.checkPoints.length).toBeGreaterThan(0);
      for (const { u, x, logl } of problem.checkPoints) {
        const at = problem.priorTransform(Float64Array.from(u));
        for (const [i, value] of x.entries())
          expect(Math.abs(at[i] - value)).toBeLessThan(1e-12 * (1 + Math.abs(value)));
        expect(Math.abs(problem.logLikelihood(at) - logl)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(logl)));
      }
    });
  }
});
