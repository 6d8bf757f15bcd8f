import { describe, expect, it } from "@jest/globals";
import { tracePlot } from "../../src/charts/trace-plot";
import { nestedSamplingRun } from "./synthetic";

interface TraceSpec {
  title: { text: string };
  concat: { data: { values: { x: number; y: number; weight: number }[] } }[];
}

describe("tracePlot", () => {
  it("says how many samples of a long run it shows", () => {
    const { title, concat } = tracePlot(nestedSamplingRun(6000)).spec as unknown as TraceSpec;
    expect(title.text).toBe("1333 of 6000 samples, evenly spread over the run");
    expect(concat[0].data.values).toHaveLength(1333);
  });

  it("shows all of a short one, the heaviest sample with weight 1", () => {
    const run = nestedSamplingRun(600);
    const { title, concat } = tracePlot(run, { select: ["rho"] }).spec as unknown as TraceSpec;
    expect(title.text).toBe("All 600 samples of the run");
    expect(concat).toHaveLength(2);
    expect(Math.max(...concat[0].data.values.map(({ weight }) => weight))).toBe(1);
    expect(concat[0].data.values[0].y).toBeCloseTo(run.samples[1], 4);
  });

  it("refuses volumes of another number", () => {
    expect(() => tracePlot({ ...nestedSamplingRun(24), logvol: [1] })).toThrow("24 volumes: 1");
  });
});
