import { describe, expect, it } from "@jest/globals";
import { renderPng } from "../../src/charts/render.node";
import { tracePlot } from "../../src/charts/trace-plot";
import { nestedSamplingRun } from "./synthetic";

interface TraceSpec {
  title: { text: string };
  concat: { data: { values: { x: number; y: number; weight: number }[] } }[];
}

describe("tracePlot", () => {
  it("says how many samples of a long run it shows", () => {
    const { title, concat } = tracePlot(nestedSamplingRun(6000)).spec as unknown as TraceSpec;
    expect(title.text).toBe("1568 of 6000 samples, evenly spread over the run");
    expect(concat[0].data.values.length).toBeLessThanOrEqual(1568);
    expect(concat[0].data.values.length).toBeGreaterThan(600);
  });

  it("chooses them by a seed", () => {
    const [one, two, other] = [0, 0, 1].map((seed) =>
      JSON.stringify(tracePlot(nestedSamplingRun(6000), { seed }).spec),
    );
    expect(one).toBe(two);
    expect(one).not.toBe(other);
  });

  it("shows all of a short one, the heaviest sample with weight 1", () => {
    const run = nestedSamplingRun(600);
    const { title, concat } = tracePlot(run, { select: ["rho"] }).spec as unknown as TraceSpec;
    expect(title.text).toBe("All 600 samples of the run");
    expect(concat).toHaveLength(2);
    expect(Math.max(...concat[0].data.values.map(({ weight }) => weight))).toBe(1);
    const rho = new Set(
      Array.from({ length: 600 }, (_, i) => run.samples[i * run.parameters.length + 1].toPrecision(4)),
    );
    for (const { y } of concat[0].data.values) expect(rho.has(y.toPrecision(4))).toBe(true);
  });

  it("draws no sample outside its panel, where the renderer would fail", async () => {
    const n = 400;
    const logvol = Float64Array.from({ length: n }, (_, i) => -i / 20);
    const samples = logvol.map((x, i) => 1e4 * Math.exp(x) * Math.sin(i * i));
    const plot = tracePlot({ parameters: ["x"], samples, weights: logvol.map((x) => Math.exp(-x)), logvol });
    const { concat } = plot.spec as unknown as TraceSpec;
    expect(Math.max(...concat[0].data.values.map(({ y }) => Math.abs(y)))).toBeLessThan(10);
    expect((await renderPng(plot.spec)).png.length).toBeGreaterThan(1000);
  });

  it("leaves room for the many digits of a narrow posterior beside the title of its axis", () => {
    const n = 200;
    const logvol = Float64Array.from({ length: n }, (_, i) => -i / 20);
    const titleX = (spread: number) => {
      const samples = logvol.map((_, i) => 67_700 + spread * Math.sin(i * i));
      const plot = tracePlot({ parameters: ["v_init"], samples, weights: logvol.map(() => 1), logvol });
      const { concat } = plot.spec as unknown as { concat: { encoding: { y: { axis: { titleX: number } } } }[] };
      return concat[0].encoding.y.axis.titleX;
    };
    // Labels of seven characters, 67.7001, of a font of 11 pixels, and two lines of title.
    expect(titleX(0.1)).toBeLessThanOrEqual(-80);
    expect(titleX(1000)).toBeGreaterThan(-70);
  });

  it("refuses volumes of another number", () => {
    expect(() => tracePlot({ ...nestedSamplingRun(24), logvol: [1] })).toThrow("24 volumes: 1");
  });
});
