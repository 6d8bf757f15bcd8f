import { describe, expect, it } from "@jest/globals";
import { gammaQ, normalQuantile } from "../../../src/core/special";
import { type RunOptions, run } from "../../../src/fitting/nested-sampling";
import { problems } from "./reference-problems.cjs";

/** Seeds of each case: all of them with `NIGHTBOOK_LONG=1`, when there are more cases too. */
const long = process.env["NIGHTBOOK_LONG"] === "1";
const seeds = long ? 240 : 24;

const cases: [string, Partial<RunOptions>][] = [
  ["gauss4", { engine: "static", nlive: 60 }],
  ["shells2", { engine: "static", nlive: 80 }],
];
const longCases: [string, Partial<RunOptions>][] = [
  ["loggamma2", { engine: "static", nlive: 100 }],
  ["eggbox2", { engine: "static", nlive: 200 }],
  ["gauss4", { engine: "static", nlive: 60, sample: "rslice" }],
  ["gauss4", { engine: "static", nlive: 60, sample: "slice" }],
  ["gauss4", { engine: "static", nlive: 60, sample: "rwalk" }],
  ["gauss4", { engine: "dynamic", nlive: 60, nEffective: 800 }],
  ["shells2", { engine: "dynamic", nlive: 80, nEffective: 800 }],
];

/** Fair runs fail one of these bounds less often than once in ten thousand. */
const improbable = 5e-5;
const far = -normalQuantile(improbable);
/** What a chain of finite length may be off by. */
const slack = long ? 0.1 : 0;

describe("errors of the log-evidence are as large as they are said to be", () => {
  it.each(long ? [...cases, ...longCases] : cases)(
    "on %s with %j",
    async (name, options) => {
      const problem = problems(normalQuantile)[name];
      const pulls: number[] = [];
      let surprise = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const { diagnostics } = await run(problem, { ...options, seed: 1000 * seed });
        expect(diagnostics.outcome).toBe("converged");
        // The mean over volumes: expected volumes have a larger logarithm than the expected logarithm.
        pulls.push((diagnostics.logz.simulatedMean - problem.truth.logz) / diagnostics.logz.error);
        surprise -= Math.log(diagnostics.insertionRanks.pValue);
      }
      const mean = pulls.reduce((sum, z) => sum + z, 0) / seeds;
      expect(Math.abs(mean)).toBeLessThan(far / Math.sqrt(seeds) + slack);
      const square = pulls.reduce((sum, z) => sum + (z - mean) ** 2, 0);
      const tooWide = gammaQ((seeds - 1) / 2, square / (1 + slack) ** 2 / 2);
      const tooNarrow = 1 - gammaQ((seeds - 1) / 2, square / (1 - 2 * slack) ** 2 / 2);
      expect(tooWide).toBeGreaterThan(improbable);
      expect(tooNarrow).toBeGreaterThan(improbable);
      // Batches of a dynamic run share live points at their start, so only the ranks of one pass are independent.
      if (options.engine === "static") expect(gammaQ(seeds, surprise)).toBeGreaterThan(improbable);
    },
    long ? 1_800_000 : undefined,
  );
});
