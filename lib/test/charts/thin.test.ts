import { describe, expect, it } from "@jest/globals";
import { thin } from "../../src/charts/thin";

describe("thin", () => {
  it("keeps everything that is few enough", () => {
    expect(thin(3, 5)).toEqual([0, 1, 2]);
    expect(thin(0, 5)).toEqual([]);
  });

  it("spreads evenly and keeps both ends", () => {
    expect(thin(101, 5)).toEqual([0, 25, 50, 75, 100]);
    const many = thin(6000, 1333);
    expect([many.length, many[0], many.at(-1)]).toEqual([1333, 0, 5999]);
    expect(new Set(many).size).toBe(1333);
  });
});
