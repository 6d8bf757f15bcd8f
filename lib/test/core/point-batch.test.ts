import { describe, expect, it } from "@jest/globals";
import { giveUp, hasTaken, markDone, pointBatch, pointsLeft, takeFirst, takeLast } from "../../src/core/point-batch";

describe("a batch of points", () => {
  const five = () =>
    pointBatch(
      Float64Array.from({ length: 10 }, (_, i) => i / 10),
      2,
      3,
    );

  it("has room for the answers, in memory that threads share", () => {
    const { u, v, logl, derived, hands } = five();
    expect(Array.from(u)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
    expect([v.length, logl.length, derived.length, hands.length]).toEqual([10, 5, 15, 5]);
    expect(new Set([u, v, logl, derived, hands].map(({ buffer }) => buffer)).size).toBe(1);
    expect(Object.prototype.toString.call(u.buffer)).toBe("[object SharedArrayBuffer]");
  });

  it("gives each point to one hand", () => {
    const batch = five();
    expect(takeFirst(batch, 1, 0)).toBe(0);
    expect(takeFirst(batch, 2, 0)).toBe(1);
    expect(takeLast(batch, 9, 2)).toEqual([3, 4]);
    expect(takeLast(batch, 8, 2)).toEqual([2]);
    expect(takeFirst(batch, 1, 0)).toBe(-1);
    expect(pointsLeft(batch)).toEqual({ free: 0, open: 5 });
  });

  it("counts a point as done for the hand that has it only", () => {
    const batch = five();
    takeFirst(batch, 1, 0);
    expect(markDone(batch, 0, 2)).toBe(false);
    expect(markDone(batch, 0, 1)).toBe(true);
    expect(markDone(batch, 0, 1)).toBe(false);
    expect(pointsLeft(batch)).toEqual({ free: 4, open: 4 });
    expect([hasTaken(batch, 1), hasTaken(batch, 2)]).toEqual([true, false]);
  });

  it("makes all that a lost hand had free again, its finished points too", () => {
    const batch = five();
    for (const hand of [1, 2, 1]) takeFirst(batch, hand, 0);
    markDone(batch, 0, 1);
    expect(giveUp(batch, 1)).toBe(2);
    expect(pointsLeft(batch)).toEqual({ free: 4, open: 5 });
    expect(takeFirst(batch, 3, 0)).toBe(0);
  });
});
