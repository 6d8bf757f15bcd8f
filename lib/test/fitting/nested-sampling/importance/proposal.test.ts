import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { Coordinates } from "../../../../src/fitting/nested-sampling/importance/coordinates";
import type { ExploredBound } from "../../../../src/fitting/nested-sampling/importance/exploration";
import { FreshDraws } from "../../../../src/fitting/nested-sampling/importance/fresh-draws";
import { extended, nothingKnown, significant } from "../../../../src/fitting/nested-sampling/importance/known-points";
import { logDensity, tMixture } from "../../../../src/fitting/nested-sampling/importance/mixture/t-mixture";
import { Proposal, type WeightedBound } from "../../../../src/fitting/nested-sampling/importance/proposal";
import { fitTriangularMap } from "../../../../src/fitting/nested-sampling/importance/transport/fit-triangular-map";

const ndim = 2;
const coordinates = new Coordinates([true, false], null);

/** What has its first coordinate below a limit. */
function below(limit: number): ExploredBound {
  const stream = random(1).stream(0);
  return {
    volume: limit,
    volumeError: 0,
    acceptance: 1,
    contained: (u) => Uint8Array.from({ length: u.length / ndim }, (_, i) => (u[i * ndim] < limit ? 1 : 0)),
    draw: () => Float64Array.of(limit * stream.uniform(), stream.uniform()),
    recount: () => {},
  };
}

const bounds: WeightedBound[] = [
  { bound: below(0.5), share: 0.2 },
  { bound: below(0.7), share: 0.1 },
];

/** Parabolas with normal scatter, in coordinates without walls. */
function bentMap() {
  const stream = random(7).stream(0);
  const y = new Float64Array(ndim * 2000);
  for (let at = 0; at < y.length; at += ndim) {
    y[at] = stream.normal();
    y[at + 1] = y[at] * y[at] + 0.1 * stream.normal();
  }
  return fitTriangularMap(y, new Float64Array(2000).fill(1), [false, true], stream);
}

const mixture = tMixture({
  ndim,
  degreesOfFreedom: 8,
  weights: Float64Array.of(0.3, 0.4),
  centres: Float64Array.of(-0.4, 0.5, 0.6, -0.2),
  factors: Float64Array.of(0.2, 0, 0.1, 0.5, 0.3, 0, -0.2, 0.2),
});

describe("Proposal", () => {
  const map = bentMap();
  it.each([
    ["", null],
    [", bent by a map", map],
  ] as const)("finds the densities of many points%s", (_, used) => {
    const proposal = new Proposal(ndim, { mixture, map: used }, bounds, coordinates);
    const { u, logq } = proposal.drawPoints(500, random(2).stream(0));
    // Corners, too.
    u.set([0, 0, 1, 1, 0, 1]);
    const found = proposal.logDensities(u);
    expect(found.subarray(3)).toEqual(logq.subarray(3));
    const y = new Float64Array(ndim);
    const z = new Float64Array(ndim);
    for (let i = 0; i < found.length; i++) {
      const point = u.subarray(i * ndim, i * ndim + ndim);
      const logVolume = coordinates.place(point, y);
      const logDeterminant = used === null ? 0 : used.straighten(y, 0, z);
      const smooth = logDensity(mixture, used === null ? y : z) + logDeterminant - logVolume;
      let uniform = 0;
      for (const { bound, share } of bounds) if (bound.contained(point)[0] === 1) uniform += share / bound.volume;
      expect(found[i]).toBeGreaterThan(Number.NEGATIVE_INFINITY);
      if (smooth < 300) expect(found[i]).toBeCloseTo(Math.log(Math.exp(smooth) + uniform), 11);
      else expect(found[i]).toBeCloseTo(smooth, 11);
    }
  });

  it("counts anew the volumes that are not certain", () => {
    const asked: number[][] = [];
    const uncertain: ExploredBound = {
      ...below(0.4),
      volumeError: 0.1,
      acceptance: 0,
      recount: (...limits) => asked.push(limits),
    };
    const certain: ExploredBound = {
      ...below(1),
      recount: () => {
        throw new Error("certain");
      },
    };
    const shared = [uncertain, certain].map((bound) => ({ bound, share: 0.5 }));
    new Proposal(ndim, null, shared, coordinates).recount();
    expect(asked).toHaveLength(1);
    // Alone it may cause all of the error, 0.002, with half of the draws.
    expect(asked[0][0]).toBeCloseTo(0.004, 12);
  });

  it("is uniform where it has bounds alone, and nothing outside them", () => {
    const proposal = new Proposal(ndim, null, [{ bound: below(0.5), share: 1 }], coordinates);
    expect([...proposal.logDensities(Float64Array.of(0.2, 0.9, 0.6, 0.9))]).toEqual([
      Math.log(2),
      Number.NEGATIVE_INFINITY,
    ]);
  });
});

describe("known points", () => {
  it("know the density of all draws, whatever they were drawn from and in which order", () => {
    const proposals = [
      new Proposal(ndim, { mixture, map: null }, bounds, coordinates),
      new Proposal(ndim, null, [{ bound: below(1), share: 1 }], coordinates),
    ];
    let known = nothingKnown(ndim);
    const sizes = [40, 25];
    for (const [k, proposal] of proposals.entries()) {
      const draws = new FreshDraws(proposal, ndim, 0);
      const points = proposal.drawPoints(sizes[k], random(3).stream(k));
      const logl = new Float64Array(sizes[k]);
      draws.add(points, { v: points.u, derived: new Float64Array(0), logl, failures: [] });
      known = significant(extended(known, draws));
    }
    expect(known.logl.length).toBe(65);
    const densities = proposals.map((proposal) => proposal.logDensities(known.u).map(Math.exp));
    for (const [i, density] of known.density.entries()) {
      expect(density / (40 * densities[0][i] + 25 * densities[1][i])).toBeCloseTo(1, 12);
    }
    const elsewhere = Float64Array.of(0.3, 0.4);
    const sum = known.sources.reduce((total, source) => total + source(elsewhere)[0], 0);
    const expected = 40 * Math.exp(proposals[0].logDensities(elsewhere)[0]) + 25;
    expect(sum).toBeCloseTo(expected, 10);
  });
});
