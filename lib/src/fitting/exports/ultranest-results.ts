import { weightedQuantiles } from "../../core/statistics";
import type { NestedSamplingResult } from "../nested-sampling/result";
import { type ExportContext, type ExportedFile, exportedColumns, provenanceText } from "./export-context";

/** The central interval that one standard deviation of a normal distribution spans. */
const oneSigma = [0.15865525393145707, 0.5, 0.8413447460685429];

/**
 * Evidence, moments and best fit of a result in `info/results.json`, under the names that UltraNest uses.
 *
 * @param nested result of any engine
 * @param context names, provenance
 * @returns the file
 * @see [Buchner2021]
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 50, nEffective: 200 });
 * const [{ content }] = exporting.ultranestFiles(result);
 * JSON.parse(String(content)).paramnames; // => ["x"]
 * ```
 */
export function ultranestFiles(nested: NestedSamplingResult, context: ExportContext = {}): ExportedFile[] {
  const columns = exportedColumns(nested, context);
  const weights = nested.importanceWeights();
  const { diagnostics, samples_u, ndim } = nested;
  const n = nested.logl.length;
  const best = nested.logl.reduce((top, value, i) => (value > nested.logl[top] ? i : top), 0);
  // A sample without weight has no derived quantities.
  const rows = Array.from(weights.keys()).filter((i) => weights[i] > 0);
  const average = (of: (i: number) => number) => rows.reduce((sum, i) => sum + weights[i] * of(i), 0);
  const mean = columns.map(({ values }) => average((i) => values[i]));
  const stdev = columns.map(({ values }, k) =>
    Math.sqrt(average((i) => (values[i] - mean[k]) * (values[i] - mean[k]))),
  );
  const kept = Float64Array.from(rows, (i) => weights[i]);
  const quantiles = columns.map(({ values }) =>
    weightedQuantiles(
      Float64Array.from(rows, (i) => values[i]),
      kept,
      oneSigma,
    ),
  );
  const results = {
    niter: nested.niter,
    ncall: diagnostics.calls,
    logz: nested.logz[n - 1],
    logzerr: nested.logzerr[n - 1],
    logz_single: diagnostics.logz.value,
    logzerr_single: diagnostics.logz.informationError,
    logz_bs: diagnostics.logz.simulatedMean,
    logzerr_bs: diagnostics.logz.simulatedError,
    ess: diagnostics.nEffective,
    H: nested.information[n - 1],
    paramnames: columns.map(({ name }) => name),
    posterior: {
      mean,
      stdev,
      median: quantiles.map(([, median]) => median),
      errlo: quantiles.map(([low]) => low),
      errup: quantiles.map(([, , high]) => high),
    },
    maximum_likelihood: {
      logl: nested.logl[best],
      point: columns.map(({ values }) => values[best]),
      point_untransformed: Array.from(samples_u.subarray(best * ndim, best * ndim + ndim)),
    },
    diagnostics,
    provenance: JSON.parse(provenanceText(nested, context)),
  };
  return [{ suffix: "/info/results.json", content: `${JSON.stringify(results, null, 1)}\n` }];
}
