import { describe, expect, it } from "@jest/globals";
import { lightCurve } from "../../src/charts/light-curve";
import { observation } from "./synthetic";

describe("lightCurve", () => {
  const { spec } = lightCurve(observation) as unknown as {
    spec: {
      data: { values: { height: number; magnitude: number; bright: number; faint: number; station: string }[] };
      encoding: { x: { scale: { domain: [number, number] } } };
      layer: { encoding: Record<string, { field?: string; scale?: { domain: string[] } }> }[];
    };
  };

  it("shows every point in kilometres", () => {
    expect(spec.data.values).toHaveLength(observation.height_lum.length);
    spec.data.values.forEach(({ height, magnitude, station }, i) => {
      expect(height).toBeCloseTo(observation.height_lum[i] / 1000, 3);
      expect(magnitude).toBeCloseTo(observation.absolute_magnitudes[i], 4);
      expect(station).toBe(observation.stations_lum[i]);
    });
  });

  it("puts the bright end on the right", () => {
    const [left, right] = spec.encoding.x.scale.domain;
    expect(left).toBeGreaterThan(right);
  });

  it("turns the noise of the luminosity into bars of magnitude", () => {
    const { bright, faint } = spec.data.values[0];
    const [luminosity, noise] = [observation.luminosity[0], observation.noise_lum];
    const offset = -2.5 * Math.log10(luminosity / (luminosity + noise));
    expect(observation.absolute_magnitudes[0] - bright).toBeCloseTo(offset, 3);
    expect(faint - observation.absolute_magnitudes[0]).toBeCloseTo(-2.5 * Math.log10(1 - noise / luminosity), 3);
  });

  it("tells stations by colour and by shape", () => {
    const points = spec.layer[spec.layer.length - 1].encoding;
    expect(points["color"].field).toBe("station");
    expect(points["shape"].scale?.domain).toEqual(["01G", "02G"]);
  });

  it("refuses no points and columns of different lengths", () => {
    expect(() => lightCurve({ height_lum: [], absolute_magnitudes: [], stations_lum: [] })).toThrow(RangeError);
    expect(() => lightCurve({ height_lum: [1], absolute_magnitudes: [1, 2], stations_lum: ["a"] })).toThrow(
      "1 elements: 2",
    );
  });
});
