import { describe, expect, it } from "@jest/globals";
import { cornerPlot } from "../../src/charts/corner-plot";
import { randomNumbers } from "./synthetic";

interface Panel {
  mark?: string;
  title?: { text: string[] };
  data: { values: { x: number; y: number; mass: number }[] };
  layer: { mark: { type: string; color: string }; data?: { values: Record<string, number>[] } }[];
}

/** Two normal parameters with a correlation of 0.8. */
function pair(n: number) {
  const { normal } = randomNumbers(3);
  const samples = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const [a, b] = [normal(), normal()];
    samples.set([10 + a, 100 + 5 * (0.8 * a + 0.6 * b)], 2 * i);
  }
  return { parameters: ["a", "b"], samples, weights: new Float64Array(n).fill(1) };
}

describe("cornerPlot", () => {
  const plot = cornerPlot(pair(20_000), { truths: { a: 10.5 } });
  const panels = plot.spec["concat"] as Panel[];

  it("has densities on the diagonal, regions below it and nothing above", () => {
    expect(panels).toHaveLength(4);
    expect(panels[1].data.values).toEqual([]);
    expect(panels[0].title?.text[0]).toBe("a");
    expect(panels[3].title?.text[0]).toBe("b");
    expect(panels[2].layer[0].mark.type).toBe("line");
  });

  it("states medians with 95 % intervals", () => {
    const [, median, plus, minus] = /^([\d.]+) \+([\d.]+) −([\d.]+)$|^$/.exec(
      (panels[0].title?.text[1] ?? "").replace(/ ± ([\d.]+)/, " +$1 −$1"),
    ) as RegExpExecArray;
    expect(Math.abs(Number(median) - 10)).toBeLessThan(0.05);
    expect(Math.abs(Number(plus) - 1.96)).toBeLessThan(0.08);
    expect(Math.abs(Number(minus) - 1.96)).toBeLessThan(0.08);
  });

  it.each([0.68, 0.95])("outlines the region that holds %d of the samples", (mass) => {
    const outline = panels[2].data.values.filter((point) => point.mass === mass);
    const inside = (x: number, y: number) =>
      outline.reduce((odd, { x: x1, y: y1 }, i) => {
        const { x: x2, y: y2 } = outline[(i + 1) % outline.length];
        return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) ? !odd : odd;
      }, false);
    const { samples } = pair(20_000);
    let count = 0;
    for (let i = 0; i < samples.length; i += 2) if (inside(samples[i], samples[i + 1])) count++;
    expect(Math.abs(count / 20_000 - mass)).toBeLessThan(0.03);
  });

  it("draws true values where they are known", () => {
    const rules = panels.flatMap(({ layer = [] }) => layer).filter(({ mark }) => mark.color === "#D55E00");
    expect(rules.map(({ data }) => data?.values)).toEqual([[{ x: 10.5 }], [{ x: 10.5 }]]);
  });

  it("stays small for many parameters", () => {
    const { uniform } = randomNumbers(5);
    const parameters = Array.from({ length: 18 }, (_, k) => `p${k}`);
    const weights = new Float64Array(500).fill(1);
    const many = cornerPlot({ parameters, samples: Float64Array.from({ length: 18 * 500 }, uniform), weights });
    const rows = JSON.stringify(many.spec).match(/\{"x":/g) ?? [];
    expect(rows.length).toBeLessThanOrEqual(5000);
  });
});
