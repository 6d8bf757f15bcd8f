import type { NestedSamplingResult } from "../nested-sampling/result";
import { type ExportContext, type ExportedFile, exportedColumns, provenanceText } from "./export-context";
import { numberRows, numberWord } from "./number-rows";
import { chainNames, paramnamesFile } from "./parameter-names";

/**
 * A posterior as a chain that GetDist, anesthetic and Cobaya read: weight, negative log-likelihood, parameters and derived
 * quantities in `_1.txt`, names and labels in `.paramnames`, limits in `.ranges`. Samples whose weight is 0 are left out; the
 * largest weight is 1.
 *
 * @param nested result of any engine
 * @param context names, labels, limits, provenance
 * @returns the files
 * @see [Lewis2025]
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 50, nEffective: 200 });
 * const files = exporting.getdistFiles(result, { ranges: { x: [0, 1] } });
 * files[2].content; // => "x\t0\t1\n"
 * ```
 */
export function getdistFiles(nested: NestedSamplingResult, context: ExportContext = {}): ExportedFile[] {
  const columns = exportedColumns(nested, context);
  const weights = nested.importanceWeights();
  const largest = weights.reduce((a, b) => Math.max(a, b), 0);
  const table = [weights.map((w) => w / largest), nested.logl.map((l) => -l), ...columns.map(({ values }) => values)];
  const rows = Array.from(weights.keys()).filter((i) => weights[i] / largest > 0);
  const names = chainNames(columns.map(({ name }) => name));
  const limit = (value: number | null) => (value === null || !Number.isFinite(value) ? "N" : numberWord(value));
  const ranges = columns.map(({ range: [low, high] }, k) => `${names[k]}\t${limit(low)}\t${limit(high)}\n`);
  return [
    { suffix: "_1.txt", content: `# ${provenanceText(nested, context)}\n${numberRows(table, rows, " ")}` },
    { suffix: ".paramnames", content: paramnamesFile(columns) },
    { suffix: ".ranges", content: ranges.join("") },
  ];
}
