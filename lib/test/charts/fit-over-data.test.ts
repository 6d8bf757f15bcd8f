import { describe, expect, it } from "@jest/globals";
import { fitOverData } from "../../src/charts/fit-over-data";
import { fit } from "./synthetic";

interface View {
  data: { values: { residual: number; station: string }[] };
  layer: { data?: { values: { height: number; best: number; low95: number }[] }; mark: { type: string } }[];
}

const views = (...args: Parameters<typeof fitOverData>) => fitOverData(...args).spec["hconcat"] as View[];

describe("fitOverData", () => {
  const data = fit(100);

  it("gives residuals in units of the noise", () => {
    const [, light, , lag] = views(data);
    const { observation, predicted } = data;
    expect(light.data.values[3].residual).toBeCloseTo(
      (observation.luminosity[3] - predicted.luminosity[3]) / observation.noise_lum,
      3,
    );
    expect(lag.data.values[3].residual).toBeCloseTo((observation.lag[3] - predicted.lag[3]) / observation.noise_lag, 3);
  });

  it("takes the fitted noise where there is one", () => {
    const [, , , plain] = views(data);
    const [, , , fitted] = views({
      ...data,
      predicted: { ...data.predicted, noise_lag: 2 * data.observation.noise_lag },
    });
    expect(fitted.data.values[0].residual).toBeCloseTo(plain.data.values[0].residual / 2, 4);
  });

  it("draws the curve only where there are data and a model", () => {
    const gap = { ...data.lag, best: Array.from(data.lag.best, (lag, i) => (i % 2 === 0 ? Number.NaN : lag)) };
    const [, , lag] = views({ ...data, lag: gap });
    const curve = lag.layer[0].data?.values ?? [];
    const heights = Array.from(data.observation.height_lag, (height) => height / 1000);
    expect(curve.length).toBeGreaterThan(10);
    for (const { height, best } of curve) {
      expect(Number.isFinite(best)).toBe(true);
      expect(height).toBeGreaterThan(Math.min(...heights) - 1);
      expect(height).toBeLessThan(Math.max(...heights) + 1);
    }
  });

  it("refuses a prediction for other points", () => {
    const predicted = { ...data.predicted, lag: [1, 2] };
    expect(() => fitOverData({ ...data, predicted })).toThrow("30 points: 2");
  });
});
