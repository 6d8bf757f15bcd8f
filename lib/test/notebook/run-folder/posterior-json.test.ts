import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { isNightbookError } from "../../../src/core/errors";
import {
  inProcessEvaluator,
  ledgerConfiguration,
  type Model,
  type NestedSamplingResult,
  run,
} from "../../../src/fitting/nested-sampling";
import { posteriorJson, posteriorOfJson } from "../../../src/notebook/run-folder/posterior-json";

const model: Model = {
  parameters: ["x", "y"],
  priorTransform: ([a, b]) => [10 * a - 5, b === 0.5 ? -0 : b],
  logLikelihood: ([x, y]) => (x > 4 ? Number.NEGATIVE_INFINITY : -0.5 * x * x - y),
};
const options = { engine: "dynamic", seed: "a text", nlive: 40, nEffective: 200 } as const;
const identity = { name: "slope", sha256: "1" };
const configuration = {
  ...ledgerConfiguration(inProcessEvaluator(model), options, identity),
  end: { nEffective: 200 },
};

const data = (result: NestedSamplingResult) => {
  const { timings: _timings, ...rest } = result;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value !== "function"));
};

describe("posterior.json", () => {
  it("holds all of a result but the times, and gives it back", async () => {
    const first = await run(model, options);
    const second = await run(model, { ...options, now: Date.now, maxSeconds: 1000 });
    const text = posteriorJson(first, configuration);
    expect(posteriorJson(second, configuration)).toBe(text);
    const { result, configuration: given } = posteriorOfJson(text);
    expect(isDeepStrictEqual(data(result), data(first))).toBe(true);
    expect(result.summary()).toBe(first.summary());
    expect(result.logl_birth[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(given).toEqual(configuration);
    expect(JSON.parse(text)).toMatchObject({ v: 1, format: "nightbook posterior", result: { seed: "a text" } });
  });

  it("keeps what JSON has no numbers for", async () => {
    const first = await run(model, options);
    const odd = Float64Array.of(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324);
    const { result } = posteriorOfJson(posteriorJson({ ...first, scale: odd, eff: Number.NaN }, configuration));
    expect(isDeepStrictEqual(result.scale, odd)).toBe(true);
    expect(result.eff).toBeNaN();
  });

  it.each([
    ["", "RESULT_DAMAGED"],
    ['{"v": 1}', "RESULT_DAMAGED"],
    ['{"v": 1, "format": "nightbook res', "RESULT_DAMAGED"],
    ['{"v": 2, "format": "nightbook posterior"}', "RESULT_VERSION"],
  ])("%j is refused with one line", (text, code) => {
    try {
      posteriorOfJson(text);
      throw new Error("read");
    } catch (error) {
      if (!isNightbookError(error)) throw error;
      expect(error.code).toBe(code);
      expect(error.oneLine()).not.toContain("\n");
    }
  });
});
