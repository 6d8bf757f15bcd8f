import { describe, expect, it } from "@jest/globals";
import { luminousEfficiency } from "../../../src/fitting/meteoroid/luminous-efficiency";
import { golden } from "./erosion/golden";

type Row = [type: number, percent: number, v: number, m: number, vInit: number, tau: number];

const { rows } = golden<{ luminousEfficiency: { rows: Row[] } }>("units").luminousEfficiency;

describe("luminousEfficiency", () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])("equals the stored values of type %i", (wanted) => {
    const ofType = rows.filter(([type]) => type === wanted);
    expect(ofType.length).toBeGreaterThan(20);
    for (const [type, percent, v, m, vInit, tau] of ofType) {
      expect(luminousEfficiency(type, percent, v, m, vInit) / tau).toBeCloseTo(1, 12);
    }
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])("stays finite and positive for a burnt-out fragment with type %i", (type) => {
    const tau = luminousEfficiency(type, 0.7, 20_000, 0);
    expect(tau).toBeGreaterThan(0);
    expect(tau).toBeLessThan(1);
  });

  it("has no deceleration term unless the initial speed is given", () => {
    const plain = luminousEfficiency(1, 0, 20_000, 1e-3);
    expect(luminousEfficiency(1, 0, 20_000, 1e-3, 0)).toBe(plain);
    expect(luminousEfficiency(1, 0, 20_000, 1e-3, 20_000)).toBe(plain);
    expect(luminousEfficiency(1, 0, 20_000, 1e-3, 23_000)).toBeGreaterThan(plain);
  });

  it.each([-1, 9, 1.5, Number.NaN])("refuses type %d", (type) => {
    expect(() => luminousEfficiency(type, 0.7, 20_000, 1e-3)).toThrow(RangeError);
  });
});
