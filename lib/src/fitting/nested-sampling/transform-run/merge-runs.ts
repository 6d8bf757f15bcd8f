import { nestedSamplingResult } from "../nested-sampling-result";
import type { NestedSamplingResult } from "../result";
import { mergedByContours } from "./merged-by-contours";
import { mergedByDraws } from "./merged-by-draws";
import { type DrawnRun, isDrawn } from "./weighted-draws";

/**
 * Joins independent runs of one model into one, as if all their live points had gone down together. Static and
 * dynamic runs, and strands of them, are joined by the contours of birth and death of their samples: how many
 * points were alive, and with it the volumes, follows from the pooled contours. So runs on different machines
 * add up, and the error of the evidence falls with their number.
 *
 * Runs of the importance engine are joined by their draws, each with the weight that its own proposal gave it: the
 * evidence is the mean of theirs, weighted by their numbers of draws. A mixture of all proposals would make a little
 * more of the draws, but results do not hold the proposals.
 *
 * Whole runs are compared by the χ² of their log-evidences (`diagnostics.merged`). Beyond 3 σ the error of the
 * result is enlarged to their scatter, with a warning, and the outcome is `unconverged`. So it is where the posterior
 * of a run of draws lies elsewhere than that of all together.
 *
 * @param results runs of the same parameters, with different seeds
 * @returns a run whose batches are those of all, in the order of the arguments
 * @throws {RangeError} when there are no runs, their parameters differ, one is given twice, runs of the importance engine
 *   are among others, or one of them ended before its draws
 * @see [Skilling2006]
 * @see [Higson2019]
 * @see [Owen2000]
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const model = {
 *   parameters: ["x"],
 *   priorTransform: ([u]) => [10 * u - 5],
 *   logLikelihood: ([x]) => -0.5 * x * x - 0.5 * Math.log(2 * Math.PI),
 * };
 * const runs = [];
 * for (const seed of [1, 2]) {
 *   runs.push(await nestedSampling.run(model, { engine: "static", seed, nlive: 100 }));
 * }
 * const merged = nestedSampling.mergeRuns(runs);
 * merged.samples_n[0]; // => 200
 * if (!(merged.diagnostics.logz.error < runs[0].diagnostics.logz.error)) throw new Error("Nothing gained");
 * ```
 */
export function mergeRuns(results: readonly NestedSamplingResult[]): NestedSamplingResult {
  if (results.length === 0) throw new RangeError("No runs to merge");
  const [{ parameters, derived }] = results;
  const seen = new Set<string>();
  for (const [i, result] of results.entries()) {
    const names = [...result.parameters, ...result.derived].join();
    if (names !== [...parameters, ...derived].join()) {
      throw new RangeError(`Run ${i} has other parameters than run 0: ${names}`);
    }
    const run = `${result.seed}: ${result.samples_u.subarray(0, result.ndim).join()}`;
    if (seen.has(run)) throw new RangeError(`Run ${i} is there twice, with seed ${result.seed}`);
    seen.add(run);
  }
  if (results.length === 1) return results[0];
  const drawn = results.filter(isDrawn);
  if (drawn.length === 0) return nestedSamplingResult(mergedByContours(results));
  if (drawn.length < results.length) {
    const engines = results.map(({ engine }) => engine).join(", ");
    throw new RangeError(`Draws of the importance engine cannot be merged with live points; engines: ${engines}`);
  }
  refuseUnfinished(drawn);
  return mergedByDraws(drawn);
}

/** Explored points have a density that was fitted to them, so that their evidence is biased. */
function refuseUnfinished(runs: readonly DrawnRun[]): void {
  for (const [i, { importance, seed }] of runs.entries()) {
    if (importance.method === "exploration") {
      throw new RangeError(
        `A run that ended before its draws cannot be merged, continue it first; run ${i}, seed ${seed}`,
      );
    }
  }
}
