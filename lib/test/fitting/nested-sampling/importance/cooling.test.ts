import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { effectiveSampleSize } from "../../../../src/core/statistics";
import { run } from "../../../../src/fitting/nested-sampling";
import { coldestKnown, coolDown, onePath } from "../../../../src/fitting/nested-sampling/importance/cooling";
import { FreshDraws } from "../../../../src/fitting/nested-sampling/importance/fresh-draws";
import {
  type KnownPoints,
  posteriorWeights,
  significant,
} from "../../../../src/fitting/nested-sampling/importance/known-points";
import type { Proposal } from "../../../../src/fitting/nested-sampling/importance/proposal";

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
    sources: [],
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

describe("the points that matter", () => {
  const known = {
    ndim: 1,
    u: Float64Array.of(0.1, 0.2, 0.3, 0.4),
    logl: Float64Array.of(0, 5, -1, -40),
    density: Float64Array.of(1, 1e9, 1e9, 1),
    sources: [],
  };

  it("are, on the way, also those that are drawn densely and more likely than the heaviest", () => {
    expect(Array.from(significant(known, 0).u)).toEqual([0.1, 0.2, 0.4]);
    expect(Array.from(significant(known, 0.5).u)).toEqual([0.1, 0.2]);
  });

  it("are those of some weight at the end", () => {
    expect(Array.from(significant(known).u)).toEqual([0.1, 0.2]);
    expect(Array.from(significant({ ...known, density: Float64Array.of(1, 1e12, 1e9, 1) }).u)).toEqual([0.1]);
  });
});

describe("coolDown", () => {
  const seed = random(6);
  /** Draws whose likelihoods are those of the distribution above; it counts the steps. */
  function drawer(most = Number.POSITIVE_INFINITY) {
    let steps = 0;
    const drawn = async (proposal: Proposal, n: number): Promise<FreshDraws | null> => {
      if (steps === most) return null;
      const draws = new FreshDraws(proposal, ndim, 0);
      const points = proposal.drawPoints(n, seed.stream(4, steps++));
      const logl = Float64Array.from({ length: n }, (_, i) => logLikelihood(points.u, i * ndim));
      draws.add(points, { v: points.u, logl, derived: new Float64Array(0), failures: [] });
      return draws;
    };
    return { wrapped: [], random: seed, stage: 3, drawn, taken: () => steps };
  }

  it("leads from draws of the prior to the posterior", async () => {
    const tools = drawer();
    const known = await coolDown(priorDraws(2000), tools);
    expect(tools.taken()).toBeGreaterThan(1);
    expect(tools.taken()).toBeLessThan(40);
    const { weights, logz } = posteriorWeights(significant(known));
    expect(Math.abs(logz)).toBeLessThan(5 / Math.sqrt(effectiveSampleSize(weights)));
  });

  it("gives what it has when the run is told to end, and nothing new where points describe the posterior", async () => {
    const known = priorDraws(2000);
    const cooled = await coolDown(known, drawer(2));
    // What did not matter before the second draws is gone.
    expect(cooled.logl.length).toBeGreaterThan(128);
    expect(cooled.logl.length).toBeLessThan(2000);
    expect(Math.max(...cooled.logl)).toBeGreaterThan(Math.max(...known.logl));
    const flat = { ...known, logl: known.logl.map((l) => 1e-4 * l) };
    expect(await coolDown(flat, drawer())).toBe(flat);
  });

  it("is told of by a run whose explorations both ended on their way", async () => {
    // Each parameter follows the square of the one before it, within a thousandth of the prior.
    const result = await run(
      {
        parameters: ["a", "b", "c", "d"],
        priorTransform: (u: Float64Array) => u.map((x) => 4 * x - 2),
        logLikelihood: (x: Float64Array) => {
          let sum = 0;
          for (let j = 1; j < 4; j++) sum -= 0.5 * ((x[j] - x[j - 1] * x[j - 1] + 0.5) / 0.002) ** 2;
          return sum;
        },
      },
      { engine: "importance", seed: 1, nlive: 60, nEffective: 200, maxCalls: 12_000 },
    );
    expect(result.diagnostics.warnings).toContain(onePath);
  });
});
