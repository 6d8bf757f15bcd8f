import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { effectiveSampleSize } from "../../../../src/core/statistics";
import { coldestKnown, heatedProposal } from "../../../../src/fitting/nested-sampling/importance/cooling";
import { FreshDraws } from "../../../../src/fitting/nested-sampling/importance/fresh-draws";
import {
  extended,
  type KnownPoints,
  posteriorWeights,
  significant,
} from "../../../../src/fitting/nested-sampling/importance/known-points";

const ndim = 4;
const [centre, sd] = [0.7, 0.01];

/** A normal distribution in a hypercube, one part in 10⁵ of it. */
function logLikelihood(u: ArrayLike<number>, at = 0): number {
  let sum = 0;
  for (let j = 0; j < ndim; j++)
    sum -= (0.5 * (u[at + j] - centre) ** 2) / sd ** 2 + Math.log(sd * Math.sqrt(2 * Math.PI));
  return sum;
}

function priorDraws(n: number): KnownPoints {
  const stream = random(5).stream(1);
  const u = Float64Array.from({ length: n * ndim }, () => stream.uniform());
  return {
    ndim,
    u,
    logl: Float64Array.from({ length: n }, (_, i) => logLikelihood(u, i * ndim)),
    density: new Float64Array(n).fill(n),
    densityAt: () => n,
  };
}

/** As many equal weights have the same entropy. */
function perplexity(weights: Float64Array): number {
  return Math.exp(-weights.reduce((sum, w) => (w > 0 ? sum + w * Math.log(w) : sum), 0));
}

describe("coldestKnown", () => {
  it("takes the likelihood to the largest power at which enough points count", () => {
    const known = priorDraws(2000);
    const { power, weights } = coldestKnown(known, 100);
    expect(power).toBeGreaterThan(0);
    expect(power).toBeLessThan(0.2);
    expect(perplexity(weights)).toBeGreaterThanOrEqual(100);
    expect(perplexity(posteriorWeights(known, 1.1 * power).weights)).toBeLessThan(100);
  });

  it("is the posterior itself where the points can describe it", () => {
    const known = priorDraws(2000);
    const flat = { ...known, logl: known.logl.map((l) => 1e-4 * l) };
    expect(coldestKnown(flat, 100).power).toBe(1);
  });

  it("leaves points without likelihood without weight, at every power", () => {
    const known = priorDraws(2000);
    known.logl.fill(Number.NEGATIVE_INFINITY, 0, 1500);
    const { weights } = coldestKnown(known, 499.9);
    expect(weights.subarray(0, 1500).every((w) => w === 0)).toBe(true);
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
  });
});

describe("proposals for colder and colder posteriors", () => {
  it("lead from draws of the prior to the posterior", () => {
    let known = priorDraws(2000);
    const seed = random(6);
    let steps = 0;
    for (let cold = coldestKnown(known, 60); cold.power < 1; cold = coldestKnown(known, 60)) {
      const proposal = heatedProposal(known, cold, [], seed, 3, steps);
      const draws = new FreshDraws(proposal, ndim, 0);
      const stream = seed.stream(4, steps);
      const drawn = proposal.drawPoints(256, stream);
      const logl = Float64Array.from({ length: 256 }, (_, i) => logLikelihood(drawn.u, i * ndim));
      draws.add(drawn, { v: drawn.u, logl, derived: new Float64Array(0), failures: [] });
      known = extended(known, draws);
      if (++steps > 40) break;
    }
    expect(steps).toBeLessThan(20);
    const { weights, logz } = posteriorWeights(significant(known));
    expect(Math.abs(logz)).toBeLessThan(5 / Math.sqrt(effectiveSampleSize(weights)));
  });
});
