import { describe, expect, it } from "@jest/globals";
import { runPlot } from "../../src/charts/run-plot";
import { nestedSamplingRun } from "./synthetic";

describe("runPlot", () => {
  it("scales likelihood, mass and evidence to one", () => {
    const { spec } = runPlot(nestedSamplingRun(3000)) as unknown as {
      spec: {
        data: { values: { live: number; likelihood: number; z: number }[] };
        vconcat: { data?: { values: { weight: number }[] } }[];
      };
    };
    const rows = spec.data.values;
    expect(Math.max(...rows.map(({ likelihood }) => likelihood))).toBeCloseTo(1, 6);
    expect(rows[rows.length - 1].z).toBe(1);
    expect(Math.max(...rows.map(({ live }) => live))).toBe(500);
    expect(Math.max(...(spec.vconcat[2].data?.values.map(({ weight }) => weight) ?? []))).toBe(1);
  });

  it("refuses runs that are too short or uneven", () => {
    const run = nestedSamplingRun(24);
    expect(() => runPlot({ ...run, logvol: [1], logl: [1] })).toThrow("two samples: 1");
    expect(() => runPlot({ ...run, logl: [1, 2] })).toThrow("24 elements: 2");
  });
});
