import { describe, expect, it } from "@jest/globals";
import { type Model, run } from "../../../src/fitting/nested-sampling";
import { gauss } from "./problems";

/** A broad normal density, and beside its peak a narrow one that holds 30 of 31 parts of the evidence, which is 1. */
const [broad, narrow, offset, ndim] = [0.1, 0.003, 0.02, 4];
const logNormal = (x: Float64Array, centre: number, sd: number): number =>
  x.reduce((sum, v) => sum - 0.5 * ((v - centre) / sd) ** 2, -0.5 * ndim * Math.log(2 * Math.PI * sd * sd));
const hidden: Model = {
  parameters: ["a", "b", "c", "d"],
  priorTransform: (u) => u.map((t) => t - 0.5),
  logLikelihood: (x) => Math.log((Math.exp(logNormal(x, 0, broad)) + 30 * Math.exp(logNormal(x, offset, narrow))) / 31),
};

const pull = ({ logz }: { logz: { value: number; error: number } }) => logz.value / logz.error;

describe("a narrow peak that the base run ends without", () => {
  it("is missed by some static runs, found by all dynamic ones, and told of", async () => {
    let missed = 0;
    let told = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const { diagnostics: once } = await run(hidden, { engine: "static", seed, nlive: 40 });
      if (pull(once) < -5) missed++;
      const { diagnostics } = await run(hidden, { engine: "dynamic", seed, nlive: 40, nEffective: 600 });
      expect(Math.abs(pull(diagnostics))).toBeLessThan(4.5);
      if (diagnostics.warnings.some((line) => /^A peak was found only beyond the end .* by \d\.\d\d/.test(line)))
        told++;
    }
    expect(missed).toBeGreaterThan(0);
    expect(told).toBeGreaterThanOrEqual(missed);
  });
});

describe("where nothing is hidden", () => {
  it("a tenth of the live points goes on for some iterations, and nothing is said", async () => {
    const { batch_nlive, batch_logl_bounds, diagnostics, samples_batch } = await run(gauss(2), {
      engine: "dynamic",
      seed: 1,
      nlive: 200,
      nEffective: 1000,
    });
    expect([...batch_nlive.slice(0, 3)]).toEqual([200, 20, 200]);
    expect(batch_logl_bounds[3]).toBe(Number.POSITIVE_INFINITY);
    const further = samples_batch.filter((batch) => batch === 1).length;
    // Seven e-folds of 20 points, and those alive at the end.
    expect(further).toBeGreaterThan(140);
    expect(further).toBeLessThan(220);
    expect(diagnostics.warnings).toEqual([]);
  });

  it("nothing goes on where the likelihood is flat, no batches are wanted, or draws are from the whole prior", async () => {
    const flat: Model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: () => 0 };
    expect([...(await run(flat, { engine: "dynamic", seed: 1, nlive: 50, nEffective: 40 })).batch_nlive]).toEqual([50]);
    const only = await run(gauss(2), { engine: "dynamic", seed: 1, nlive: 50, maxBatches: 0 });
    expect([...only.batch_nlive]).toEqual([50]);
    const blind = { sample: "unif", bound: "none", dlogz: 1 } as const;
    const draws = await run(gauss(1), { engine: "dynamic", seed: 1, nlive: 50, nEffective: 10, ...blind });
    expect([...draws.batch_nlive]).toEqual([50]);
  });
});
