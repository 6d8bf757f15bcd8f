import { random } from "../../../core/random";
import { log } from "../../../core/special";
import { randomStage } from "../random-stage";
import type { NestedSamplingResult } from "../result";
import { samplesOf } from "../sample-columns";
import { jitterRun } from "./jitter-run";
import { resampleRun } from "./resample-run";
import { resampledDrawRows } from "./resampled-draws";
import { resampledRows } from "./resampled-rows";
import { isDrawn } from "./weighted-draws";

/**
 * How far the posterior of a run as it might have come out lies from that of the run: the Kullback-Leibler
 * divergence of its weights from the run's, summed along the samples. Drawn a few times, it tells how well the
 * posterior is known.
 *
 * @param result a run of any engine
 * @param options `seed` of the draws; `method`: `jitter` for other volumes (default), `resample` for other strands
 * @returns cumulative divergence, nats, shape `[n]`; the last is the whole
 * @throws {RangeError} for a run of the importance engine that has no independent draws
 * @see [Higson2018]
 * @see [Speagle2020]
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -50 * (x - 0.5) ** 2 };
 * const result = await nestedSampling.run(model, { engine: "static", seed: 1, nlive: 100 });
 * const divergence = nestedSampling.kldError(result, { seed: 1 }).at(-1);
 * if (!(divergence > 0)) throw new Error(`Divergence of different weights: ${divergence}`);
 * ```
 */
export function kldError(
  result: NestedSamplingResult,
  { seed, method = "jitter" }: { seed: number | string; method?: "jitter" | "resample" },
): Float64Array {
  const n = result.logl.length;
  const other = method === "jitter" ? jitterRun(result, seed) : resampleRun(result, seed);
  const rows = method === "jitter" ? Uint32Array.from({ length: n }, (_, i) => i) : rowsOf(result, seed);

  const weights = new Float64Array(n);
  for (const [k, weight] of other.importanceWeights().entries()) weights[rows[k]] += weight;
  const own = result.importanceWeights();
  let sum = 0;
  return weights.map((weight, i) => {
    if (weight > 0 && own[i] > 0) sum += weight * log(weight / own[i]);
    return sum;
  });
}

/** Which samples of a run its resampled version has. */
function rowsOf(result: NestedSamplingResult, seed: number | string): Uint32Array {
  const stream = random(seed).stream(randomStage.strands);
  return isDrawn(result) ? resampledDrawRows(result, stream) : resampledRows(samplesOf(result), stream).rows;
}
