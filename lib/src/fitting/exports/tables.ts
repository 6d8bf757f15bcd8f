import { arrowFile, arrowTable, type TableColumn } from "../../core/arrow";
import type { NestedSamplingResult } from "../nested-sampling/result";
import { distinctNames, type ExportContext, exportedColumns, provenanceText } from "./export-context";
import { numberRows } from "./number-rows";

/** Columns that every table of samples has beside its parameters and derived quantities. */
const ownColumns = ["weight", "logl"] as const;

/**
 * All samples as comma-separated values with a line of names: parameters in sampler coordinates, derived quantities,
 * normalised weight, log-likelihood.
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 50, nEffective: 200 });
 * exporting.samplesCsv(result).split("\n")[0]; // => "x,weight,logl"
 * ```
 */
export function samplesCsv(nested: NestedSamplingResult, context: ExportContext = {}): string {
  const { names, values } = table(nested, context);
  const header = names.map((name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(",");
  return `${header}\n${numberRows(values, nested.logl.keys(), ",")}`;
}

/**
 * The same table as an Arrow file, with units, evidence and provenance in its metadata.
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 50, nEffective: 200 });
 * const file = exporting.samplesArrow(result, { units: { x: "m" } });
 * String.fromCharCode(...file.subarray(0, 6)); // => "ARROW1"
 * ```
 */
export function samplesArrow(nested: NestedSamplingResult, context: ExportContext = {}): Uint8Array {
  const { names, values, units } = table(nested, context);
  const columns = names.map((name, k): [string, TableColumn] => [
    name,
    { values: values[k], type: "float64", ...(units[k] !== undefined && { unit: units[k] }) },
  ]);
  const n = nested.logz.length;
  const metadata = {
    logz: String(nested.logz[n - 1]),
    logzerr: String(nested.logzerr[n - 1]),
    engine: nested.engine,
    provenance: provenanceText(nested, context),
  };
  return arrowFile(arrowTable(Object.fromEntries(columns), metadata));
}

function table(nested: NestedSamplingResult, context: ExportContext) {
  const columns = exportedColumns(nested, context);
  return {
    names: [
      ...distinctNames(
        columns.map(({ name }) => name),
        (name) => name,
        ownColumns,
      ),
      ...ownColumns,
    ],
    values: [...columns.map(({ values }) => values), nested.importanceWeights(), nested.logl],
    units: columns.map(({ unit }) => unit),
  };
}
