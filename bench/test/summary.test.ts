import { describe, expect, it } from "@jest/globals";
import { report } from "../report.cjs";
import { ratios, ratiosText, runText, summarized, summaryText } from "../sampler/summary.cjs";

const run = (engine: string, seed: number, callsPerSample: number, more = {}) => ({
  problem: "gauss4",
  engine,
  seed,
  calls: 10_000 * callsPerSample,
  ess: 10_000,
  callsPerSample,
  wall: 2,
  cpu: callsPerSample / 10,
  logzError: 0.01,
  z: 0.5,
  errors: { mean: 0.01, sd: 0.02, meanExcess: 0, sdExcess: 0 },
  ...more,
});

const runs = [
  run("importance", 1, 4),
  run("importance", 2, 6, { outcome: "unconverged", message: "too few samples" }),
  run("importance", 3, 5, { outcome: "converged" }),
  run("dynesty", 1, 50),
  { problem: "gauss4", engine: "nautilus", seed: 1, failure: "not done after 5 s" },
];

describe("the tables of the sampler bench", () => {
  it("spread every figure over the seeds and count what went wrong", () => {
    const [importance, dynesty, nautilus] = summarized(runs);
    expect(importance).toMatchObject({
      runs: 3,
      failures: 0,
      notConverged: 1,
      "calls/sample": { min: 4, median: 5, max: 6 },
    });
    expect(dynesty).toMatchObject({ engine: "dynesty", runs: 1, notConverged: 0 });
    expect(nautilus).toMatchObject({ runs: 0, failures: 1, calls: { median: null } });
  });

  it("compare medians where both sides have been measured", () => {
    expect(ratios(summarized(runs))).toEqual([
      { problem: "gauss4", engine: "importance", peer: "dynesty", callsPerSample: 0.1, cpu: 0.1 },
    ]);
  });

  it("read as text", () => {
    const summaries = summarized(runs);
    expect(summaryText(summaries)).toMatch(/gauss4 +importance +3 1 open +40000 \/ 50000 \/ 60000/);
    expect(ratiosText(ratios(summaries))).toMatch(/gauss4 +importance +dynesty +1\/10\.0/);
    expect(ratiosText([])).toBe("");
    expect(runText(runs[1])).toContain("unconverged: too few samples");
    expect(runText(runs[4])).toContain("failed: not done after 5 s");
  });
});

describe("the report", () => {
  const origin = { date: "2026-01-02", load: 1.5, versions: { node: "20.0.0" } };
  const entries = runs.map((entry) => ({ target: 10_000, machine: "a machine", ...origin, ...entry }));

  it("has a part for each machine and compares with dynesty within it", () => {
    const text = report({ sampler: [...entries, { ...entries[0], machine: "another machine" }] });
    const [here, there] = text.split("### another machine");
    expect(here).toContain("### a machine");
    expect(here).toContain("| gauss4 | importance | 3 (1 not converged) | 50000 | 5.00 | 1/10.0 | 0.50 … 0.50 |");
    expect(here).toContain("Measured 2026-01-02 with node 20.0.0. Load of the machine up to 1.5.");
    expect(there).toContain("| gauss4 | importance | 1 | 40000 | 4.00 |  | 0.50 |");
  });

  it("leaves failures and missing benches out", () => {
    const text = report({ sampler: entries, overhead: [] });
    expect(text).not.toContain("nautilus");
    expect(text).not.toContain("overhead");
  });

  it("is nothing where nothing was measured", () => expect(report({})).toBe(""));
});
