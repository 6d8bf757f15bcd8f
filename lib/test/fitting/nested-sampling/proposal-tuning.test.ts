import { describe, expect, it } from "@jest/globals";
import type { ChainOutcome } from "../../../src/fitting/nested-sampling";
import { ProposalTuning } from "../../../src/fitting/nested-sampling/proposal-tuning";

const outcome = (grown: number, shrunk: number): ChainOutcome => ({
  u: Float64Array.of(0.5),
  v: Float64Array.of(0.5),
  logl: 0,
  derived: new Float64Array(0),
  calls: grown + shrunk,
  moved: true,
  grown,
  shrunk,
  failures: [],
});

describe("ProposalTuning", () => {
  it("judges draws in lots, by the part accepted", () => {
    const tuning = new ProposalTuning(3);
    const verdicts = (every: number, n: number) =>
      Array.from({ length: n }, (_, i) => tuning.learnDraw(i % every === 0, 0.1)).filter(Boolean).length;
    expect(verdicts(4, 1000)).toBe(0);
    tuning.restart();
    expect(verdicts(50, 1000)).toBe(10);
    expect(tuning.learnDraw(false, 0)).toBe(false);
  });

  it("settles where intervals grow as often as they shrink, although news comes late", () => {
    const tuning = new ProposalTuning(3);
    const underWay: { scale: number; outcome: ChainOutcome }[] = [];
    // An interval of width w in a chord of length 40 grows about 40 / w times and shrinks log₂(w) times.
    const chain = (scale: number) => outcome(Math.round(40 / scale), Math.round(10 * Math.log2(1 + scale)));
    for (let i = 0; i < 2000; i++) {
      underWay.push({ scale: tuning.scale, outcome: chain(tuning.scale) });
      if (underWay.length > 40) {
        const [done] = underWay.splice(0, 1);
        tuning.learnChain("slice", done.outcome, done.scale);
      }
    }
    const { grown, shrunk } = chain(tuning.scale);
    expect(Math.abs(grown - shrunk)).toBeLessThanOrEqual(2);
    expect(tuning.totals.chains).toBe(1960);
  });

  it("lengthens the step of a walk that is always accepted and shortens one that never is", () => {
    for (const [accepted, refused, change] of [
      [25, 0, 1],
      [0, 25, -1],
    ]) {
      const tuning = new ProposalTuning(5);
      for (let i = 0; i < 16; i++) tuning.learnChain("rwalk", outcome(accepted, refused), 1);
      expect(Math.sign(tuning.scale - 1)).toBe(change);
      expect(tuning.scale).toBeGreaterThan(0.4);
    }
  });
});
