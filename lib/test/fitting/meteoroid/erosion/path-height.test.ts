import { describe, expect, it } from "@jest/globals";
import { pathHeight } from "../../../../src/fitting/meteoroid/erosion/path-height";
import { golden } from "./golden";

type Row = [h0: number, zc: number, length: number, radius: number, height: number];

const { rows } = golden<{ heightCurvature: { rows: Row[] } }>("units").heightCurvature;

describe("pathHeight", () => {
  it("equals the stored values", () => {
    for (const [h0, zc, length, radius, height] of rows) {
      expect(pathHeight(h0, Math.cos(zc), length, radius)).toBeCloseTo(height, 6);
    }
  });

  it("climbs again on a grazing path", () => {
    const at = (length: number) => pathHeight(180e3, Math.cos(1.4), length, 6371e3);
    expect(at(1e6)).toBeLessThan(at(0));
    expect(at(3e6)).toBeGreaterThan(at(1e6));
  });
});
