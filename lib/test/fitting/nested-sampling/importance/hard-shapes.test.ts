import { describe, expect, it } from "@jest/globals";
import { normalCdf } from "../../../../src/core/special";
import { type NestedSamplingResult, run } from "../../../../src/fitting/nested-sampling";
import type { Problem } from "../problems";

/** A problem of which all moments are known. */
type KnownProblem = Problem & Required<Pick<Problem, "mean" | "sd">>;

const log2Pi = Math.log(2 * Math.PI);
const names = (n: number) => Array.from({ length: n }, (_, i) => `x${i + 1}`);
const logNormal = (x: number, mean: number, sd: number) => -0.5 * ((x - mean) / sd) ** 2 - 0.5 * log2Pi - Math.log(sd);

interface RoundMode {
  readonly mass: number;
  readonly sd: number;
  readonly centre: readonly number[];
}

/** Round normal modes, prior uniform on (0, 1). */
function roundModes(modes: readonly RoundMode[]): KnownProblem {
  const average = (of: (mode: RoundMode) => number) => modes.reduce((sum, mode) => sum + mode.mass * of(mode), 0);
  const mean = modes[0].centre.map((_, j) => average(({ centre }) => centre[j]));
  return {
    parameters: names(mean.length),
    priorTransform: (u) => u,
    logLikelihood: (x) => {
      const terms = modes.map(
        ({ mass, sd, centre }) => Math.log(mass) + centre.reduce((sum, at, j) => sum + logNormal(x[j], at, sd), 0),
      );
      const highest = Math.max(...terms);
      return highest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - highest), 0));
    },
    logz: 0,
    mean,
    sd: mean.map((centreOfAll, j) => Math.sqrt(average(({ sd, centre }) => sd ** 2 + (centre[j] - centreOfAll) ** 2))),
  };
}

/** They hold 70, 25 and 5 % of the mass, the lighter the narrower. */
const unequalModes = roundModes([
  { mass: 0.7, sd: 0.07, centre: [0.3, 0.3, 0.3, 0.3] },
  { mass: 0.25, sd: 0.05, centre: [0.7, 0.6, 0.7, 0.6] },
  { mass: 0.05, sd: 0.035, centre: [0.75, 0.2, 0.4, 0.75] },
]);

/** The lightest has a thousandth of the volume of the first: live points are gone from it before its peak shows. */
const lostMode = roundModes([
  { mass: 0.7, sd: 0.05, centre: [0.3, 0.3, 0.3, 0.3, 0.3, 0.3] },
  { mass: 0.25, sd: 0.03, centre: [0.7, 0.6, 0.7, 0.6, 0.7, 0.6] },
  { mass: 0.05, sd: 0.015, centre: [0.75, 0.2, 0.4, 0.75, 0.2, 0.4] },
]);

/** Three coordinates that follow two free ones along a bent sheet, a hundredth of the box thick, prior uniform on (−1, 1)⁵. */
const sheet: KnownProblem = {
  parameters: names(5),
  priorTransform: (u) => u.map((t) => 2 * t - 1),
  logLikelihood: ([x, y, a, b, c]) =>
    logNormal(a, 0.8 * x * x, 0.02) + logNormal(b, 0.6 * x * y, 0.02) + logNormal(c, 0.5 * y * y - 0.3 * x, 0.02),
  logz: -3 * Math.log(2),
  // Of the square of a coordinate that is uniform on (−1, 1): mean 1/3 and variance 4/45.
  mean: [0, 0, 0.8 / 3, 0, 0.5 / 3],
  sd: [1 / 3, 1 / 3, 0.64 * (4 / 45) + 4e-4, 0.36 / 9 + 4e-4, 0.25 * (4 / 45) + 0.09 / 3 + 4e-4].map(Math.sqrt),
};

/** Seven coordinates that follow one free one along a winding ridge, a five-hundredth of the box thick, prior uniform on (−1, 1)⁸. */
const ridge: KnownProblem = (() => {
  const width = 0.004;
  const curve = [
    (t: number) => t,
    (t: number) => 0.8 * t * t - 0.4,
    (t: number) => 0.9 * t ** 3,
    (t: number) => 0.7 * Math.sin(4 * t),
    (t: number) => 0.6 * t,
    (t: number) => 0.7 * Math.cos(3 * t),
    (t: number) => 0.5 * Math.sin(6 * t),
    (t: number) => 0.5 * t - 0.4 * t * t,
  ];
  const steps = 20_000;
  const average = (of: (t: number) => number) => {
    let sum = 0;
    for (let i = 0; i < steps; i++) sum += of(-1 + (2 * (i + 0.5)) / steps) / steps;
    return sum;
  };
  const mean = curve.map((at) => average(at));
  return {
    parameters: names(8),
    priorTransform: (u) => u.map((t) => 2 * t - 1),
    logLikelihood: (x) => curve.reduce((sum, at, j) => (j === 0 ? 0 : sum + logNormal(x[j], at(x[0]), width)), 0),
    logz: -7 * Math.log(2),
    mean,
    sd: curve.map((at, j) => Math.sqrt(average((t) => (at(t) - mean[j]) ** 2) + (j === 0 ? 0 : width ** 2))),
  };
})();

/** A normal density whose peak lies where the likelihood vanishes: below a hyperbola, in 60 % of the prior on (0, 1)⁴. */
const bordered: KnownProblem = (() => {
  const [border, peak, width] = [0.25, 0.42, 0.05];
  let mass = 0;
  let first = 0;
  let second = 0;
  const steps = 20_000;
  for (let i = 0; i < steps; i++) {
    const x = border + ((1 - border) * (i + 0.5)) / steps;
    const above = normalCdf((peak - border / x) / width);
    const density = ((1 - border) / steps) * above * Math.exp(logNormal(x, peak, width));
    mass += density;
    first += x * density;
    second += x * x * density;
  }
  const mean = first / mass;
  const sd = Math.sqrt(second / mass - mean * mean);
  return {
    parameters: names(4),
    priorTransform: (u) => u,
    logLikelihood: ([x, y, a, b]) =>
      x * y > border
        ? logNormal(x, peak, width) + logNormal(y, peak, width) + logNormal(a, 0.5, 0.05) + logNormal(b, 0.4, 0.03)
        : Number.NEGATIVE_INFINITY,
    logz: Math.log(mass),
    mean: [mean, mean, 0.5, 0.4],
    sd: [sd, sd, 0.05, 0.03],
  };
})();

/** The same likelihood all over a ball, and a lower one everywhere else: prior uniform on (−1, 1)⁴. */
const ball: KnownProblem = (() => {
  const [radius, floor] = [0.3, -9];
  const inside = (Math.PI ** 2 / 2) * radius ** 4;
  const outside = Math.exp(floor) * (2 ** 4 - inside);
  const square = (inside * radius ** 2) / 6 + Math.exp(floor) * (2 ** 4 / 3 - (inside * radius ** 2) / 6);
  return {
    parameters: names(4),
    priorTransform: (u) => u.map((t) => 2 * t - 1),
    logLikelihood: (x) => (x.reduce((sum, each) => sum + each * each, 0) < radius ** 2 ? 0 : floor),
    logz: Math.log((inside + outside) / 2 ** 4),
    mean: [0, 0, 0, 0],
    sd: Array(4).fill(Math.sqrt(square / (inside + outside))),
  };
})();

/** How many errors, of which the means and deviations have tolerances beside, a result is off at most. */
function worstError(result: NestedSamplingResult, { logz, mean, sd }: KnownProblem): number {
  const [found, error] = [result.logz.at(-1) ?? Number.NaN, result.logzerr.at(-1) ?? Number.NaN];
  const { mean: means, covariance } = result.meanAndCovariance();
  const errors = sd.flatMap((each, j) => [
    (Math.abs(means[j] - mean[j]) / each - 0.05) * Math.sqrt(result.diagnostics.nEffective),
    (Math.abs(Math.sqrt(covariance[j * sd.length + j]) / each - 1) - 0.05) * Math.sqrt(result.diagnostics.nEffective),
  ]);
  return Math.max(Math.abs(found - logz) / error, ...errors);
}

describe("the importance engine on hard shapes", () => {
  const options = { engine: "importance", seed: 1, nlive: 200, nEffective: 1000, maxCalls: 60_000 } as const;

  it.each([
    ["unequal modes", unequalModes, true],
    ["a thin bent sheet", sheet, true],
    ["a bent border of a forbidden region", bordered, true],
    ["a plateau in a ball", ball, false],
  ])("is right on %s, or says that it has not converged", async (_name, problem, converges) => {
    const result = await run(problem, options);
    const { outcome } = result.diagnostics;
    if (converges) expect(outcome).toBe("converged");
    if (outcome === "converged") expect(worstError(result, problem)).toBeLessThan(4);
    else expect(result.diagnostics.warnings.length).toBeGreaterThan(0);
  });

  it("follows a thin winding ridge to both of its ends", async () => {
    const result = await run(ridge, { engine: "importance", seed: 1, nEffective: 2000 });
    expect(result.diagnostics.outcome).toBe("converged");
    expect(worstError(result, ridge)).toBeLessThan(4);
  });

  it("finds a mode that explorations have lost", async () => {
    const result = await run(lostMode, { engine: "importance", seed: 1, nEffective: 2000 });
    expect(result.diagnostics.outcome).toBe("converged");
    // Without it the evidence is 0.05 less, which is more than ten errors.
    const explored = result.importance?.evidences.explorations.map(([logz]) => logz) ?? [];
    expect(Math.max(...explored)).toBeLessThan(-0.03);
    expect(worstError(result, lostMode)).toBeLessThan(4);
    const masses = result.importance?.modes.map(({ mass }) => mass).sort() ?? [];
    expect(masses).toHaveLength(3);
    expect(masses[0]).toBeCloseTo(0.05, 1);
  });
});
