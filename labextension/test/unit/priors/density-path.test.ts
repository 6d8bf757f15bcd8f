import { describe, expect, it } from "@jest/globals";
import { type PriorDensity, priorDensity } from "nightbook/priors";
import { densityPath } from "../../../src/priors/density-path";

const densityOf = (bounds: [number, number], flags: string[]): PriorDensity =>
  priorDensity({ variables: ["x"], bounds: [bounds], flags: { x: flags } }, "x", 101);

const pointsOf = (path: string): [number, number][] =>
  [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]);

describe("densityPath", () => {
  it("fills the box: the peak at the upper edge, the ends at the sides", () => {
    const points = pointsOf(densityPath(densityOf([1, 10], ["norm"]), 140, 30)!.curve);
    expect(points[0]![0]).toBe(0);
    expect(points.at(-1)![0]).toBe(140);
    expect(Math.min(...points.map(([, y]) => y))).toBe(0);
    expect(points[50]).toEqual([70, 0]);
  });

  it("shades the bands where their probability lies", () => {
    const { band68, band95 } = densityPath(densityOf([1, 10], ["norm"]), 140, 30)!;
    const ends = (path: string): number[] => pointsOf(path).map(([x]) => x);
    const wide = Math.max(...ends(band95)) - Math.min(...ends(band95));
    const narrow = Math.max(...ends(band68)) - Math.min(...ends(band68));
    expect(wide / narrow).toBeCloseTo(1.96 / 0.9945, 2);
    expect(pointsOf(band68)[0]![1]).toBe(30);
  });

  it("ticks the decades of a logarithmic axis", () => {
    expect(densityPath(densityOf([-12, -6], ["log"]), 140, 30)!.ticks.split("M")).toHaveLength(8);
    expect(densityPath(densityOf([1, 10], []), 140, 30)!.ticks).toBe("");
  });

  it("draws nothing where there is no density", () => {
    const density = densityOf([1, 10], []);
    expect(densityPath({ ...density, density: density.density.map(() => 0) }, 140, 30)).toBeNull();
  });
});
