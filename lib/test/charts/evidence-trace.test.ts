import { describe, expect, it } from "@jest/globals";
import { evidenceTrace } from "../../src/charts/evidence-trace";
import { nestedSamplingRun } from "./synthetic";

interface TraceSpec {
  title: { text: string };
  data: { values: { x: number; logz: number; low1: number; high2: number }[] };
}

describe("evidenceTrace", () => {
  const run = nestedSamplingRun(3000);
  const last = run.logz.length - 1;

  it("ends at the evidence of the run, with its error", () => {
    const { title, data } = evidenceTrace(run).spec as unknown as TraceSpec;
    const end = data.values[data.values.length - 1];
    expect(end.x).toBeCloseTo(-run.logvol[last], 4);
    expect(end.logz).toBeCloseTo(run.logz[last], 3);
    expect(end.logz - end.low1).toBeCloseTo(run.logzerr[last], 2);
    expect(end.high2 - end.logz).toBeCloseTo(2 * run.logzerr[last], 2);
    expect(title.text).toMatch(/^ln Z = −\d+\.\d\d ± 0\.\d\d$/);
  });

  it("counts calls", () => {
    const { data } = evidenceTrace(run, { against: "calls" }).spec as unknown as TraceSpec;
    const calls = run.ncall.reduce((a, b) => a + b, 0);
    expect(data.values[data.values.length - 1].x).toBeCloseTo(calls, -1);
  });

  it("leaves out the time before the evidence comes near its value", () => {
    const early = { ...run, logz: Array.from(run.logz, (z, i) => (i < 100 ? -1e300 : z)) };
    const { data } = evidenceTrace(early).spec as unknown as TraceSpec;
    expect(Math.min(...data.values.map(({ logz }) => logz))).toBeGreaterThan(run.logz[last] - 500);
  });

  it("refuses an empty run, columns of different lengths, and calls that are not given", () => {
    expect(() => evidenceTrace({ logz: [], logzerr: [], logvol: [] })).toThrow(RangeError);
    expect(() => evidenceTrace({ logz: [1], logzerr: [1, 2], logvol: [1] })).toThrow("1 elements: 2");
    expect(() => evidenceTrace({ logz: [1], logzerr: [1], logvol: [1] }, { against: "calls" })).toThrow("ncall");
  });
});
