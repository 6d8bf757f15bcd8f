import { describe, expect, it } from "@jest/globals";
import type { FreshDraws } from "../../../../src/fitting/nested-sampling/importance/fresh-draws";
import { isPoor, Renewal } from "../../../../src/fitting/nested-sampling/importance/renewal";

const wanted = { nEffective: 10_000, logzError: 0.1 };

/** Where `n` draws of such an efficiency stand; their weights follow a Pareto law of shape k. */
function standing(n: number, efficiency: number, more: { k?: number; learned?: number; before?: number }) {
  const { k = 0.1, learned = 1e6, before = 0 } = more;
  const logWeights = () => Float64Array.from({ length: n }, (_, i) => -k * Math.log((i + 0.5) / n));
  const nEffective = efficiency * n;
  const summary = { n, nEffective, logz: 0, error: nEffective ** -0.5, largestWeight: 1 / nEffective, splitHalves: 0 };
  const draws = { points: { size: n }, logWeights } as unknown as FreshDraws;
  return { draws, summary, learned, drawn: before + n, reached: nEffective + efficiency * before };
}

describe("Renewal", () => {
  it("has enough draws when they reach what is wanted", () => {
    const renewal = new Renewal(wanted);
    expect(renewal.enough(standing(19_000, 0.5, {}))).toBe(false);
    expect(renewal.enough(standing(20_480, 0.5, {}))).toBe(true);
    // Ten effective draws do not tell the evidence.
    expect(new Renewal({ nEffective: 10, logzError: 0.1 }).enough(standing(100, 0.5, {}))).toBe(false);
    expect(new Renewal({ nEffective: 10, logzError: 0.1 }).enough(standing(300, 0.5, {}))).toBe(true);
  });

  it("wants draws from a later proposal, too, before it ends", () => {
    const renewal = new Renewal(wanted);
    expect(renewal.isDue(standing(4096, 0.5, { k: 1 }))).toBe(true);
    const early = standing(512, 0.1, { before: 140_000 });
    expect(renewal.tellsEvidence(early.draws)).toBe(false);
    expect(renewal.enough(early)).toBe(false);
    expect(renewal.enough(standing(4096, 0.1, { before: 140_000 }))).toBe(true);
    // Weights with a heavy tail do not tell how much is missing: only as many draws as are wanted of it alone will do.
    expect(renewal.enough(standing(4096, 0.1, { k: 1, before: 140_000 }))).toBe(false);
    expect(renewal.enough(standing(102_400, 0.1, { k: 1 }))).toBe(true);
  });

  it("counts the draws of all proposals only where the latest is a poor one", () => {
    expect(isPoor(standing(8192, 0.5, {}).summary)).toBe(false);
    expect(isPoor(standing(8192, 0.1, {}).summary)).toBe(true);
  });

  it("looks at 4096 draws, and then at twice as many", () => {
    const renewal = new Renewal(wanted);
    const looked = [2048, 4096, 4608, 8192, 9216, 16_384, 17_408].filter((n) => {
      const now = standing(n, 0.35, {});
      let isLookedAt = false;
      const logWeights = () => {
        isLookedAt = true;
        return now.draws.logWeights();
      };
      renewal.isDue({ ...now, draws: { ...now.draws, logWeights } as unknown as FreshDraws });
      return isLookedAt;
    });
    expect(looked).toEqual([4096, 8192, 16_384]);
  });

  it("renews a proposal whose weights have a heavy tail three times at once, then at twice as many draws", () => {
    const renewal = new Renewal(wanted);
    const heavy = (n: number) => renewal.isDue(standing(n, 0.5, { k: 1.2 }));
    expect([heavy(4096), heavy(4096), heavy(4096)]).toEqual([true, true, true]);
    expect(heavy(4096)).toBe(false);
    expect(heavy(8192)).toBe(true);
    expect(heavy(4096)).toBe(false);
    expect(heavy(8192)).toBe(false);
    expect(heavy(16_384)).toBe(true);
  });

  it("renews a proposal with a less heavy tail three times, at the first check only", () => {
    const renewal = new Renewal(wanted);
    const uneasy = (n: number) => renewal.isDue(standing(n, 0.5, { k: 0.6 }));
    expect(renewal.isDue(standing(4096, 0.5, { k: 0.4 }))).toBe(false);
    expect(uneasy(8192)).toBe(false);
    const next = new Renewal(wanted);
    const again = [4096, 4096, 4096, 4096].map((n) => next.isDue(standing(n, 0.5, { k: 0.6 })));
    expect(again).toEqual([true, true, true, false]);
    // A run that wants few draws ends with them.
    const few = new Renewal({ nEffective: 500, logzError: 0.1 });
    expect(few.isDue(standing(1024, 0.5, { k: 0.6 }))).toBe(false);
    // Those renewals do not count among the ones for a heavy tail.
    const heavy = [8192, 4096, 4096].map((n) => next.isDue(standing(n, 0.5, { k: 1.2 })));
    expect(heavy).toEqual([true, true, true]);
  });

  it("renews a poor proposal as the draws grow, as long as as many are to come", () => {
    const renewal = new Renewal(wanted);
    expect(renewal.isDue(standing(4096, 0.1, {}))).toBe(true);
    expect(renewal.isDue(standing(4096, 0.1, { before: 10_000 }))).toBe(false);
    expect(renewal.isDue(standing(8192, 0.1, { before: 10_000 }))).toBe(true);
    expect(renewal.isDue(standing(49_152, 0.1, { before: 20_000 }))).toBe(false);
    expect(new Renewal(wanted).isDue(standing(4096, 0.4, {}))).toBe(false);
  });
});
