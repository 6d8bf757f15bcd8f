import { describe, expect, it } from "@jest/globals";
import { frameAverage } from "../../../../src/fitting/meteoroid/likelihood/frame-average";
import { golden } from "../erosion/golden";

interface StoredAverage {
  all_simulated_time: number[];
  time_fps: number[];
  luminosity_arr: number[];
  fps: number;
  luminosity: (number | null)[];
}

const stored = golden<{ integrateLuminosity: StoredAverage }>("units").integrateLuminosity;

describe("frameAverage", () => {
  it("equals the stored means, NaN where no simulated time falls into the exposure", () => {
    const ours = frameAverage(stored.all_simulated_time, stored.luminosity_arr, stored.time_fps, 1 / stored.fps);
    stored.luminosity.forEach((value, i) => {
      if (value === null) expect(ours[i]).toBeNaN();
      else expect(ours[i] / value).toBeCloseTo(1, 12);
    });
  });

  it("takes the end of the exposure in and leaves its beginning out", () => {
    expect(frameAverage([0, 1, 2], [100, 10, 1], [2], 2)[0]).toBe(5.5);
    expect(frameAverage([0, 1, 2], [100, 10, 1], [0.5, -1, 5], 1)).toEqual(
      Float64Array.of(100, Number.NaN, Number.NaN),
    );
  });
});
