import { describe, expect, it } from "@jest/globals";
import { lagChart } from "../../src/charts/lag";
import { observation } from "./synthetic";

interface LagSpec {
  data: { values: { height: number; time: number; lag: number; low: number; high: number }[] };
  encoding: Record<"x" | "y", { field: string; scale: { domain: [number, number] } }>;
}

const spec = (options?: Parameters<typeof lagChart>[1]) => lagChart(observation, options).spec as unknown as LagSpec;

describe("lagChart", () => {
  it("stands against height, upwards, or against time", () => {
    expect([spec().encoding.x.field, spec().encoding.y.field]).toEqual(["lag", "height"]);
    expect([spec({ against: "time" }).encoding.x.field, spec({ against: "time" }).encoding.y.field]).toEqual([
      "time",
      "lag",
    ]);
  });

  it("shows every point with the noise as bar, and zero", () => {
    const { data, encoding } = spec();
    expect(data.values).toHaveLength(observation.lag.length);
    for (const { lag, low, high } of data.values) {
      expect(high - lag).toBeCloseTo(observation.noise_lag, 2);
      expect(lag - low).toBeCloseTo(observation.noise_lag, 2);
      expect(low).toBeGreaterThan(encoding.x.scale.domain[0]);
      expect(high).toBeLessThan(encoding.x.scale.domain[1]);
    }
    expect(encoding.x.scale.domain[1]).toBeGreaterThan(0);
  });

  it("refuses no points and columns of different lengths", () => {
    const empty = { height_lag: [], time_lag: [], lag: [], stations_lag: [] };
    expect(() => lagChart(empty)).toThrow(RangeError);
    expect(() => lagChart({ ...empty, lag: [1] })).toThrow("1 elements: 0");
  });
});
