import { describe, expect, it } from "@jest/globals";
import { FreshDraws } from "../../../../src/fitting/nested-sampling/importance/fresh-draws";
import { PooledDraws } from "../../../../src/fitting/nested-sampling/importance/pooled-draws";
import type { Proposal } from "../../../../src/fitting/nested-sampling/importance/proposal";

/** A density on the unit interval that rises, or falls, along it: `1 + s (2u − 1)`. */
const density = (slope: number, u: number) => 1 + slope * (2 * u - 1);
const logLikelihood = (u: number) => -((u - 0.3) ** 2) / 0.02;

/** Draws, here given places, from such a density. */
function drawsOf(slope: number, places: readonly number[]): FreshDraws {
  const logDensities = (u: Float64Array) => u.map((x) => Math.log(density(slope, x)));
  const draws = new FreshDraws({ logDensities } as unknown as Proposal, 1, 0);
  add(draws, places);
  return draws;
}

function add(draws: FreshDraws, places: readonly number[]): void {
  const u = Float64Array.from(places);
  const v = u.map((x) => 10 * x);
  const answer = { v, derived: new Float64Array(0), logl: u.map(logLikelihood), failures: [] };
  const logq = draws.proposal.logDensities(u);
  draws.add({ u, logq, origin: places.map(() => -1) }, answer);
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe("PooledDraws", () => {
  it("weights each draw by the density of all draws together", () => {
    const pool = new PooledDraws();
    const parts: [number, number[]][] = [
      [0.8, [0.2, 0.6, 0.9]],
      [-0.5, [0.1, 0.4]],
      [0.1, [0.3, 0.35, 0.5, 0.7]],
    ];
    for (const [slope, places] of parts) {
      const draws = drawsOf(slope, places.slice(0, 1));
      pool.begin(draws);
      // What comes later counts too, whether somebody has looked before or not.
      if (slope > 0) pool.nEffective();
      add(draws, places.slice(1));
    }
    const expected = parts.flatMap(([, places]) =>
      places.map((u) => Math.exp(logLikelihood(u)) / sum(parts.map(([s, all]) => all.length * density(s, u)))),
    );
    expect(pool.size).toBe(9);
    expect(pool.nEffective()).toBeCloseTo(sum(expected) ** 2 / sum(expected.map((w) => w * w)), 10);
    const logz = -3;
    const { logwt, u, v, logl, round } = pool.weighted(logz);
    for (const [i, w] of expected.entries()) expect(Math.exp(logwt[i] - logz)).toBeCloseTo(w / sum(expected), 12);
    expect(sum(logwt.map(Math.exp))).toBeCloseTo(Math.exp(logz), 12);
    expect([...u]).toEqual(parts.flatMap(([, places]) => places));
    expect(v).toEqual(u.map((x) => 10 * x));
    expect(logl).toEqual(u.map(logLikelihood));
    expect([...round]).toEqual([0, 0, 0, 1, 1, 2, 2, 2, 2]);
  });

  it("takes the weight off a draw where the next proposal draws more often", () => {
    const pool = new PooledDraws();
    pool.begin(drawsOf(-0.99, [0.1, 0.15, 0.2, 0.99]));
    const shares = () => {
      const { logwt } = pool.weighted(0);
      return logwt.map(Math.exp);
    };
    const before = shares()[3] / shares()[2];
    pool.begin(drawsOf(0.99, [0.8, 0.9, 0.95]));
    expect(shares()[3] / shares()[2]).toBeLessThan(0.05 * before);
  });

  it("sketches what it holds, and nothing where there is nothing", () => {
    const pool = new PooledDraws();
    expect(pool.sketch(["x"])).toBeNull();
    expect(pool.nEffective()).toBe(0);
    pool.begin(drawsOf(0, [0.1, 0.2, 0.3, 0.4, 0.5]));
    expect(pool.sketch(["x"])?.parameters[0]).toMatchObject({ name: "x", from: 1, to: 5 });
  });

  it("passes over draws where the likelihood vanishes", () => {
    const pool = new PooledDraws();
    const draws = drawsOf(0, [0.2, 0.3, 0.4]);
    draws.points.logl[1] = Number.NEGATIVE_INFINITY;
    pool.begin(draws);
    expect(pool.weighted(0).logwt[1]).toBe(Number.NEGATIVE_INFINITY);
    expect(pool.nEffective()).toBeCloseTo(2, 1);
  });

  it("holds where a density is too large for a number and the latest proposal has no draws yet", () => {
    const pool = new PooledDraws();
    pool.begin(drawsOf(0.5, [0.2, 0.3, 0.4]));
    const steep = new FreshDraws({ logDensities: (u: Float64Array) => u.map(() => 1500) } as unknown as Proposal, 1, 0);
    pool.begin(steep);
    expect(pool.nEffective()).toBeGreaterThan(2);
    add(steep, [0.25]);
    expect(pool.nEffective()).toBeGreaterThan(0);
    expect(pool.weighted(0).logwt.every((w) => !Number.isNaN(w))).toBe(true);
  });
});
