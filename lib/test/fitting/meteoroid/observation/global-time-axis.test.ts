import { describe, expect, it } from "@jest/globals";
import { globalTimeAxis, type PathPoint } from "../../../../src/fitting/meteoroid/observation/global-time-axis";
import { unitValues } from "./unit-values";

const speed = 60_000;
const descent = 50_000;

/** Points of a camera that saw the path from `first` to `last` frame; its clock is late by `late` seconds. */
function track(station: string, first: number, last: number, late = 0, frame = 0.01): PathPoint[] {
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const t = (first + i) * frame;
    return { station, time: t + late, height: 100_000 - descent * t, length: speed * t + 7 * late, lag: 3 };
  });
}

describe("globalTimeAxis", () => {
  it("agrees with the original", () => {
    const { in: input, out, offset_tol, v_init } = unitValues.buildGlobalTimeAxis;
    const points: PathPoint[] = input.time.map((time: number, i: number) => ({
      station: input.flag_station[i],
      time,
      height: input.height[i],
      length: input.length[i],
      lag: input.lag[i],
    }));
    const aligned = globalTimeAxis(points, offset_tol, v_init);
    expect(aligned.map(({ station }) => station)).toEqual(out.flag_station);
    for (const [key, scale] of [
      ["height", 1e5],
      ["time", 1],
      ["length", 1e4],
      ["lag", 1e4],
    ] as const) {
      for (const [i, point] of aligned.entries()) {
        expect(Math.abs(point[key] - out[key][i])).toBeLessThan(1e-13 * scale);
      }
    }
  });

  it("only sorts a single camera, repeated times included", () => {
    const points = [...track("A", 0, 3), ...track("A", 2, 2)].reverse();
    expect(globalTimeAxis(points, 0.0025, speed).map(({ time }) => time)).toEqual([0, 0.01, 0.02, 0.02, 0.03]);
  });

  it("leaves cameras whose clocks agree, but drops the second point of a time", () => {
    const points = [...track("A", 0, 20), ...track("B", 5, 25, 0.002)];
    expect(globalTimeAxis(points, 0.0025, speed).map(({ lag }) => lag)).toEqual(new Array(42).fill(3));
    const together = globalTimeAxis([...track("A", 0, 20), ...track("B", 5, 25)], 0.0025, speed);
    expect(together.map(({ station }) => station).join("")).toBe("A".repeat(21) + "B".repeat(5));
  });

  it("shifts a late camera back and counts from the first point of the highest", () => {
    const points = [...track("A", 3, 20, 1.5), ...track("B", 5, 25, 1.7)];
    const aligned = globalTimeAxis(points, 0.0025, speed);
    for (const { time, height, length, lag } of aligned) {
      expect(height).toBeCloseTo(100_000 - descent * (time + 0.03), 6);
      expect(length).toBeCloseTo(speed * time, 6);
      expect(lag).toBeCloseTo(length - speed * time, 6);
    }
    expect(aligned[0]).toMatchObject({ station: "A", time: 0, length: 0, lag: 0 });
  });

  it("does not take seven shared points as proof of a late clock", () => {
    const seven = [...track("A", 0, 20), ...track("B", 14, 30, 0.2)];
    expect(globalTimeAxis(seven, 0.0025, speed).every(({ lag }) => lag === 3)).toBe(true);
    const eight = [...track("A", 0, 20), ...track("B", 13, 30, 0.2)];
    expect(globalTimeAxis(eight, 0.0025, speed).every(({ lag }) => lag !== 3)).toBe(true);
  });

  it("shifts a camera of few shared points too, once another one is late", () => {
    const points = [...track("A", 0, 20), ...track("B", 5, 25, 0.2), ...track("C", 18, 30, -0.4)];
    for (const { time, height } of globalTimeAxis(points, 0.0025, speed)) {
      expect(height).toBeCloseTo(100_000 - descent * time, 6);
    }
  });

  it("cannot shift a camera that shares no height with the reference", () => {
    const points = [...track("A", 0, 20), ...track("B", 5, 20, 0.2), ...track("C", 30, 40, 0.3)];
    const times = globalTimeAxis(points, 0.0025, speed)
      .filter(({ station }) => station === "C")
      .map(({ time }) => time);
    expect(times[0]).toBeCloseTo(0.6, 12);
  });

  it("leaves its input as it is", () => {
    const points = [...track("A", 0, 20), ...track("B", 5, 25, 0.2)];
    const copy = structuredClone(points);
    globalTimeAxis(points, 0.0025, speed);
    expect(points).toEqual(copy);
  });
});
