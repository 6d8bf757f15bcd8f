import { describe, expect, it } from "@jest/globals";
import { inOrderOfDeath, liveCounts } from "../../../src/fitting/nested-sampling/live-counts";
import type { Sample } from "../../../src/fitting/nested-sampling/sample";

const none = Number.NEGATIVE_INFINITY;

const sample = (birth: number, logl: number, id = 0): Sample => ({
  u: Float64Array.of(0),
  v: Float64Array.of(0),
  derived: new Float64Array(0),
  logl,
  birth,
  it: 0,
  id,
  batch: 0,
  bound: 0,
  scale: 1,
  calls: 1,
  boundAtDeath: 0,
});

const counts = (...contours: [number, number][]) => [
  ...liveCounts(inOrderOfDeath(contours.map(([birth, logl]) => sample(birth, logl)))),
];

describe("liveCounts", () => {
  it("is constant while the dead are replaced, then falls to 1", () => {
    expect(counts([none, 1], [none, 2], [none, 5], [1, 3], [2, 4])).toEqual([3, 3, 3, 2, 1]);
  });

  it("adds a strand between the contours of its birth and death", () => {
    const base: [number, number][] = [
      [none, 1],
      [none, 2],
      [1, 4],
      [2, 6],
    ];
    expect(counts(...base)).toEqual([2, 2, 2, 1]);
    // Deaths at 1, 2, 3, 4, 5, 6; the strand of two lives above the contour 2.
    expect(counts(...base, [2, 3], [2, 5])).toEqual([2, 2, 4, 3, 2, 1]);
  });

  it("lets points on a plateau die one after another before their successors count", () => {
    // Three of four share 1; their successors were drawn above 1.
    expect(counts([none, 1], [none, 1], [none, 1], [none, 9], [1, 3], [1, 5], [1, 7])).toEqual([4, 3, 2, 4, 3, 2, 1]);
  });

  it("keeps the order of equals and the argument", () => {
    const samples = [sample(none, 2, 0), sample(none, 1, 1), sample(none, 2, 2)];
    expect(inOrderOfDeath(samples).map(({ id }) => id)).toEqual([1, 0, 2]);
    expect(samples.map(({ id }) => id)).toEqual([0, 1, 2]);
  });
});
