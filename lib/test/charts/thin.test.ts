import { describe, expect, it } from "@jest/globals";
import { thin, thinAtRandom } from "../../src/charts/thin";

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

describe("thinAtRandom", () => {
  it("takes one of each stretch, by a seed", () => {
    const chosen = thinAtRandom(1000, 10, 3);
    expect(chosen.map((i) => Math.floor(i / 100))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(thinAtRandom(1000, 10, 3)).toEqual(chosen);
    expect(thinAtRandom(1000, 10, 4)).not.toEqual(chosen);
  });

  it("takes all of few", () => {
    expect(thinAtRandom(3, 3, 0)).toEqual([0, 1, 2]);
  });
});
