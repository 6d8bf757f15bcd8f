import { describe, expect, it } from "@jest/globals";
import { batchRange, batchSettings } from "../../../src/fitting/nested-sampling/batch-contours";
import { posteriorOf } from "../../../src/fitting/nested-sampling/posterior";
import type { Sample } from "../../../src/fitting/nested-sampling/sample";

/** A base run of 40 live points on a likelihood that peaks: logl = −½ (X/0.01)². */
function baseRun(nlive: number): Sample[] {
  const samples: Sample[] = [];
  const at = (i: number) => -0.5 * (Math.exp(-i / nlive) / 0.01) ** 2;
  const deaths = 12 * nlive;
  for (let i = 0; i < deaths + nlive; i++) {
    // The first points come from the prior; every death brings forth the point that dies `nlive` later.
    const birth = i < nlive ? Number.NEGATIVE_INFINITY : at(i - nlive);
    const point = Float64Array.of(0.5);
    const sample = {
      u: point,
      v: point,
      derived: new Float64Array(0),
      logl: at(i),
      birth,
      it: i,
      id: i % nlive,
      batch: 0,
      bound: 0,
      scale: 1,
      calls: 1,
    };
    samples.push({ ...sample, boundAtDeath: 0 });
  }
  return samples;
}

const prior = { draws: 40, feasible: 40 };

describe("batchRange", () => {
  const posterior = posteriorOf(baseRun(40), prior);
  const { logl, logwt, logz, logvol, counts } = posterior;
  const { first, last } = batchRange(logl, logwt, logz, logvol, counts);

  it("covers the samples that matter most and one more on either side", () => {
    let heaviest = 0;
    for (let i = 0; i < logwt.length; i++) if (logwt[i] > logwt[heaviest]) heaviest = i;
    expect(first).toBeLessThan(heaviest);
    expect(last).toBeGreaterThan(heaviest);
    // Volumes around s = 0.01 carry the posterior.
    expect(Math.exp(logvol[first])).toBeGreaterThan(0.01);
    expect(Math.exp(logvol[last])).toBeLessThan(0.01);
    expect(Math.exp(logvol[last])).toBeGreaterThan(0.001);
  });

  it("begins at the prior when its first samples matter", () => {
    const flat = Float64Array.from({ length: 10 }, (_, i) => i * 1e-6);
    const weights = new Float64Array(10).fill(Math.log(0.1));
    const cumulative = Float64Array.from({ length: 10 }, (_, i) => Math.log((i + 1) / 10));
    const volume = Float64Array.from({ length: 10 }, (_, i) => Math.log(1 - (i + 1) / 11));
    const range = batchRange(
      flat,
      weights,
      cumulative,
      volume,
      Int32Array.from({ length: 10 }, (_, i) => 10 - i),
    );
    expect(range.first).toBe(-1);
    expect(range.last).toBe(9);
  });
});

describe("batchSettings", () => {
  it("gives the points alive at the lower contour", () => {
    const posterior = posteriorOf(baseRun(40), prior);
    const { lower, upper, alive, batch, nlive } = batchSettings(3, 30, posterior);
    expect([batch, nlive]).toEqual([3, 30]);
    expect(upper).toBeGreaterThan(lower);
    expect(alive).toHaveLength(40);
    for (const { birth, logl } of alive) expect(birth <= lower && logl > lower).toBe(true);
  });

  it("goes down to where enough points are alive", () => {
    // Everything that matters lies among the last live points, of which fewer and fewer are left.
    const point = Float64Array.of(0.5);
    const samples = Array.from({ length: 20 }, (_, i) => ({
      u: point,
      v: point,
      derived: new Float64Array(0),
      logl: 10 * i,
      birth: Number.NEGATIVE_INFINITY,
      it: 0,
      id: i,
      batch: 0,
      bound: 0,
      scale: 1,
      calls: 1,
      boundAtDeath: 0,
    }));
    const posterior = posteriorOf(samples, { draws: 20, feasible: 20 });
    const { lower, alive } = batchSettings(1, 20, posterior);
    expect(alive).toHaveLength(10);
    expect(lower).toBe(90);
  });
});
