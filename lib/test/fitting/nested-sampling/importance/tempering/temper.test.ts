import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { inProcessEvaluator, type Model } from "../../../../../src/fitting/nested-sampling";
import { fromProbit, logPrior, toProbit } from "../../../../../src/fitting/nested-sampling/importance/mixture/probit";
import {
  drawMany,
  logDensity,
  tMixture,
} from "../../../../../src/fitting/nested-sampling/importance/mixture/t-mixture";
import { type TemperingOptions, temper } from "../../../../../src/fitting/nested-sampling/importance/tempering/temper";
import type { TemperingResult } from "../../../../../src/fitting/nested-sampling/importance/tempering/tempering-result";
import { forbidden, gauss, loggamma2 } from "../../problems";

const log2Pi = Math.log(2 * Math.PI);
const names = (n: number) => Array.from({ length: n }, (_, i) => `x${i + 1}`);

/** Seven tenths of the mass in one corner, three tenths in the other, far from each other. */
const twoModes: Model & { logz: number } = {
  parameters: names(4),
  priorTransform: (u) => u.map((x) => 20 * x - 10),
  logLikelihood(x) {
    const mode = (centre: number, sd: number): number => {
      let square = 0;
      for (const xi of x) square += ((xi - centre) / sd) ** 2;
      return -0.5 * square - 2 * log2Pi - 4 * Math.log(sd);
    };
    return Math.log(0.7 * Math.exp(mode(-4, 0.4)) + 0.3 * Math.exp(mode(4, 0.3)) + 1e-300);
  },
  logz: -4 * Math.log(20),
};

/** A normal distribution sheared along a parabola, which keeps its volume. */
const bent: Model & { logz: number } = {
  parameters: names(3),
  priorTransform: (u) => u.map((x) => 10 * x - 5),
  logLikelihood([x, y, z]) {
    const [a, b] = [(y - 0.5 * x * x) / 0.1, (z + 0.3 * x * x) / 0.1];
    return -0.5 * (x * x + a * a + b * b) - 1.5 * log2Pi - 2 * Math.log(0.1);
  },
  logz: -3 * Math.log(10),
};

const tempered = (model: Model, options: Partial<TemperingOptions> = {}): Promise<TemperingResult> =>
  temper(inProcessEvaluator(model), { random: random(21, 9), particles: 600, ...options });

function mean({ v, weights }: TemperingResult, of: (v: Float64Array) => number): number {
  const d = v.length / weights.length;
  return weights.reduce((sum, w, i) => sum + w * of(v.subarray(i * d, i * d + d)), 0);
}

describe("temper", () => {
  it.each([
    ["a correlated normal distribution", gauss(4)],
    ["two modes", twoModes],
    ["four skewed modes", loggamma2],
    ["a bent ridge", bent],
    ["a prior of which three quarters are forbidden", forbidden],
  ])("finds the evidence of %s within its error", async (_, model) => {
    const result = await tempered(model);
    const { product, bridge } = result.evidences;
    expect(result.reason).toContain("agree");
    expect(result.settled).toBe(true);
    expect(result.logzError).toBeLessThan(0.15);
    for (const [logz, error] of [product, bridge ?? [Number.NaN, 1]]) {
      expect(Math.abs(logz - model.logz)).toBeLessThan(3 * error);
    }
  });

  it("shares the particles out between two modes by their mass", async () => {
    const result = await tempered(twoModes);
    expect(mean(result, ([x]) => (x < 0 ? 1 : 0))).toBeGreaterThan(0.6);
    expect(mean(result, ([x]) => (x < 0 ? 1 : 0))).toBeLessThan(0.8);
  });

  it("needs one temperature from a start like the posterior", async () => {
    const model = gauss(3);
    const guess = tMixture({
      ndim: 3,
      degreesOfFreedom: 8,
      weights: Float64Array.of(1),
      centres: new Float64Array(3),
      // About the standard deviation 1 of 20, in probit coordinates.
      factors: Float64Array.of(0.14, 0, 0, 0.13, 0.05, 0, 0.13, 0.03, 0.05),
    });
    const start = {
      draw: (n: number, stream: Parameters<typeof drawMany>[2]) => fromProbit(drawMany(guess, n, stream)),
      logDensity: (u: Float64Array) => {
        const y = toProbit(u);
        return Float64Array.from({ length: u.length / 3 }, (_, i) => {
          const point = y.subarray(3 * i, 3 * i + 3);
          return logDensity(guess, point) - logPrior(point);
        });
      },
    };
    const result = await tempered(model, { start });
    expect(result.temperatures.length).toBe(1);
    expect(Math.abs(result.logz - model.logz)).toBeLessThan(3 * result.logzError);
    expect(Math.abs(result.evidences.product[0] - model.logz)).toBeLessThan(3 * result.evidences.product[1]);
  });

  it("is the same every time and hands on every likelihood call", async () => {
    const model = gauss(2);
    const particles = 200;
    let handed = 0;
    const first = await tempered(model, {
      particles,
      onEvaluations: (u, { logl }) => (handed += u.length / 2 && logl.length),
    });
    expect(handed).toBe(first.calls);
    expect(await tempered(model, { particles })).toEqual(first);
    expect((await tempered(model, { particles, random: random(22, 9) })).logz).not.toBe(first.logz);
  });

  it("says that it is not settled when the calls run out", async () => {
    const result = await tempered(gauss(4), { maxCalls: 3000 });
    expect(result.calls).toBeLessThan(5000);
    expect(result.settled).toBe(false);
    expect(result.reason).toContain("ran out");
    expect(result.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });

  it("ends with a reason where no draw has a likelihood", async () => {
    const nowhere = { ...gauss(1), logLikelihood: () => Number.NEGATIVE_INFINITY };
    await expect(tempered(nowhere, { particles: 10 })).rejects.toMatchObject({ code: "NO_LIKELIHOOD" });
  });

  it("finds a small place where the likelihood is not 0", async () => {
    const corner: Model = {
      parameters: names(2),
      priorTransform: (u) => u,
      logLikelihood: ([x, y]) => (x < 0.1 && y < 0.2 ? x : Number.NEGATIVE_INFINITY),
    };
    const { logz, logzError, evidences } = await tempered(corner, { particles: 400 });
    const truth = Math.log(0.2 * (Math.exp(0.1) - 1));
    expect(Math.abs(logz - truth)).toBeLessThan(3.5 * logzError);
    expect(Math.abs(evidences.product[0] - truth)).toBeLessThan(3.5 * evidences.product[1]);
  });
});
