import { describe, expect, it } from "@jest/globals";
import type { FreshDraws } from "../../../../src/fitting/nested-sampling/importance/fresh-draws";
import { Trials, type Verdict } from "../../../../src/fitting/nested-sampling/importance/trials";

/** Draws of which the weights are 1 for some and 0 for the others, or, with a heavy tail, follow a Pareto law of shape k. */
function drawsOf(n: number, weights: (i: number) => number): FreshDraws {
  const values = Float64Array.from({ length: n }, (_, i) => weights(i));
  const sum = values.reduce((a, b) => a + b, 0);
  const nEffective = (sum * sum) / values.reduce((a, b) => a + b * b, 0);
  return {
    summary: () => ({ n, nEffective }),
    logWeights: () => values.map((w) => Math.log(w)),
  } as unknown as FreshDraws;
}

const part = (n: number, efficiency: number): FreshDraws =>
  drawsOf(n, (i) => (i < efficiency * n ? 1 + 1e-3 * (i % 7) : 1e-9));
const heavy = (n: number, k: number): FreshDraws => drawsOf(n, (i) => ((i + 0.5) / n) ** -k);
const wanted = { nEffective: 10_000, logzError: 0.1 };

function verdicts(make: (n: number) => FreshDraws, most: number): Verdict[] {
  const trials = new Trials(wanted);
  const all: Verdict[] = [];
  while (all.length < most && all.at(-1) !== "draw") all.push(trials.judge(make(trials.size())));
  return all;
}

describe("Trials", () => {
  it("take a good proposal at once", () => {
    expect(verdicts((n) => part(n, 0.5), 5)).toEqual(["draw"]);
  });

  it("refine a poor one for some hundredths of the calls that it takes", () => {
    const trials = new Trials(wanted);
    let spent = 0;
    for (;;) {
      const n = trials.size();
      expect(n % 512).toBe(0);
      spent += n;
      if (trials.judge(part(n, 0.02)) === "draw") break;
    }
    expect(spent).toBeGreaterThanOrEqual(15_000);
    expect(spent).toBeLessThan(20_000);
  });

  it("ask for chains, again and again, where next to nothing is effective or a few draws weigh most", () => {
    expect(verdicts((n) => part(n, 0.005), 6)).toEqual(["refit", "refit", "chains", "refit", "refit", "chains"]);
    expect(verdicts((n) => heavy(n, 1.3), 3)).toEqual(["refit", "refit", "chains"]);
  });
});
