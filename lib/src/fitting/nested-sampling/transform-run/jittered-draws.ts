import type { RandomStream } from "../../../core/random";
import { log } from "../../../core/special";
import { volumes } from "../importance/importance-posterior";
import type { NestedSamplingRecord } from "../result";
import { type DrawnRun, drawFields, drawsOf, needDraws } from "./weighted-draws";

/**
 * The same draws with other volumes: the Bayesian bootstrap. Draws where the likelihood vanishes take their part of the
 * volume, too.
 */
export function jitteredDraws(run: DrawnRun, stream: RandomStream): NestedSamplingRecord {
  needDraws(run, "given other volumes");
  const draws = drawsOf(run);
  const exponential = Float64Array.from({ length: Math.max(draws, run.logl.length) }, () => -log(stream.uniform()));
  const mean = exponential.reduce((sum, e) => sum + e, 0) / exponential.length;
  const logwt = run.logwt.map((w, i) => w + log(exponential[i] / mean));
  const { logvol, live } = volumes(run.logl, logwt);
  return {
    ...run,
    ...drawFields(run, run.samples_u, run.logl, logwt, run.diagnostics.logz.error),
    logvol,
    samples_n: live,
  };
}
