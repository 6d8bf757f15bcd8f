import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { type Ellipsoid, logUnitBallVolume } from "../../../../../src/fitting/nested-sampling/bounds/ellipsoid";
import { flatRegion, volumeOf } from "../../../../../src/fitting/nested-sampling/importance/region/flat-region";
import { knotCount } from "../../../../../src/fitting/nested-sampling/importance/region/layout";
import { plainRegionKernel } from "../../../../../src/fitting/nested-sampling/importance/region/plain-region";
import { inWebAssembly } from "../../../../../src/fitting/nested-sampling/importance/region/region-web-assembly";
import { type Score, score } from "../../../../../src/fitting/nested-sampling/importance/region/score";

const address = { random: random(9), stage: 3, round: 1, point: 7 };

/** An ellipsoid somewhere about the middle of the cube. */
function ellipsoidOf(ndim: number, number: number): Ellipsoid {
  const stream = random(4).stream(ndim, number);
  const factor = new Float64Array(ndim * ndim);
  let logVolume = logUnitBallVolume(ndim);
  for (let i = 0; i < ndim; i++) {
    for (let j = 0; j < i; j++) factor[i * ndim + j] = 0.1 * stream.normal();
    factor[i * ndim + i] = 0.3 + 0.1 * stream.uniform();
    logVolume += Math.log(factor[i * ndim + i]);
  }
  return { centre: Float64Array.from({ length: ndim }, () => 0.5 + 0.1 * stream.normal()), factor, logVolume };
}

function scoreOf(ndim: number, isProbit: boolean, isCurved: boolean): Score {
  const stream = random(5).stream(ndim, isProbit ? 1 : 0, isCurved ? 1 : 0);
  const numbers = (n: number, scale = 0.3) => Float64Array.from({ length: n }, () => scale * stream.normal());
  return score({
    threshold: -0.5,
    isProbit,
    mean: numbers(ndim).map((x) => x + (isProbit ? 0 : 0.5)),
    deviation: numbers(ndim).map((x) => 0.4 + Math.abs(x)),
    constant: 0.3,
    linear: numbers(ndim),
    quadratic: numbers(ndim * ndim).map((x, at) => (at % ndim > Math.floor(at / ndim) ? 0 : x)),
    curved: isCurved
      ? {
          radius: -0.1,
          fourthPower: -0.01,
          quartic: numbers(ndim),
          cubic: numbers(ndim * ndim),
          knots: numbers(ndim * knotCount, 1),
          slopes: numbers(ndim * knotCount),
        }
      : undefined,
  });
}

describe("the kernels of regions", () => {
  const cases = [1, 2, 3, 10, 11].flatMap((ndim) =>
    [false, true].flatMap((isProbit) => [false, true].map((isCurved) => ({ ndim, isProbit, isCurved }))),
  );
  it.each(cases)("give the same bits: $ndim parameters, probit $isProbit, curved $isCurved", (each) => {
    const { ndim, isProbit, isCurved } = each;
    const scores = [scoreOf(ndim, isProbit, isCurved), scoreOf(ndim, !isProbit, isCurved), null, null];
    const region = flatRegion(
      ndim,
      scores.map((own, k) => ({ ellipsoid: ellipsoidOf(ndim, k), score: own })),
    );
    const draws = plainRegionKernel.draws(region, address, 3000);
    expect(draws.length).toBeGreaterThan(300 * ndim);
    expect(inWebAssembly.draws(region, address, 3000)).toEqual(draws);
    const stream = random(6).stream(ndim);
    const spread = ndim < 4 ? 1 : 0.5;
    const elsewhere = Float64Array.from({ length: 2000 * ndim }, () => 0.5 + spread * (stream.uniform() - 0.5));
    const flags = plainRegionKernel.contained(region, elsewhere);
    expect(inWebAssembly.contained(region, elsewhere)).toEqual(flags);
    expect([...new Set(flags)].sort()).toEqual([0, 1]);
    // Near to a face the quantile is another function.
    const nearFaces = elsewhere.map((x, at) => [x, 1e-14, 1 - 1e-14, 0.003][at % 4]);
    expect(inWebAssembly.contained(region, nearFaces)).toEqual(plainRegionKernel.contained(region, nearFaces));
    expect(plainRegionKernel.contained(region, draws)).toEqual(new Uint8Array(draws.length / ndim).fill(1));
  });

  it("leave nothing behind: a small region of odd dimension after a large one", () => {
    for (const ndim of [11, 1, 3]) {
      const region = flatRegion(ndim, [{ ellipsoid: ellipsoidOf(ndim, 0), score: scoreOf(ndim, true, true) }]);
      const draws = plainRegionKernel.draws(region, address, 500);
      expect(inWebAssembly.draws(region, address, 500)).toEqual(draws);
      expect(inWebAssembly.contained(region, draws)).toEqual(plainRegionKernel.contained(region, draws));
    }
  });

  it("read nothing above a diagonal", () => {
    const ndim = 3;
    const ellipsoid = ellipsoidOf(ndim, 0);
    const factor = ellipsoid.factor.map((x, at) => (at % ndim > Math.floor(at / ndim) ? 7 : x));
    const [clean, filled] = [ellipsoid, { ...ellipsoid, factor }].map((each) =>
      flatRegion(ndim, [{ ellipsoid: each, score: null }]),
    );
    expect(filled).toEqual(clean);
  });

  it("need one part at least", () => {
    expect(() => flatRegion(2, [])).toThrow(RangeError);
  });

  it("draw evenly from parts that overlap", () => {
    // Two discs of radius 0.2 whose centres are 0.2 apart: each point of the union has the same chance.
    const disc = (x: number): Ellipsoid => ({
      centre: Float64Array.of(x, 0.5),
      factor: Float64Array.of(0.2, 0, 0, 0.2),
      logVolume: Math.log(Math.PI * 0.04),
    });
    const region = flatRegion(2, [
      { ellipsoid: disc(0.4), score: null },
      { ellipsoid: disc(0.6), score: null },
    ]);
    const tries = 40_000;
    const draws = plainRegionKernel.draws(region, address, tries);
    const lens = 0.04 * (2 * Math.acos(0.5) - 0.5 * Math.sqrt(3));
    const union = 2 * Math.PI * 0.04 - lens;
    const n = draws.length / 2;
    expect((volumeOf(region) * n) / tries / union).toBeCloseTo(1, 1.5);
    let shared = 0;
    for (let i = 0; i < n; i++) {
      const [x, y] = [draws[2 * i], draws[2 * i + 1]];
      if (Math.hypot(x - 0.4, y - 0.5) < 0.2 && Math.hypot(x - 0.6, y - 0.5) < 0.2) shared++;
    }
    expect(Math.abs(shared / n - lens / union)).toBeLessThan(4 * Math.sqrt(lens / union / n));
  });
});
