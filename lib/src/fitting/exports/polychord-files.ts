import { NightbookError } from "../../core/errors";
import type { NestedSamplingResult } from "../nested-sampling/result";
import { type ExportContext, type ExportedFile, exportedColumns, provenanceText } from "./export-context";
import { numberRows } from "./number-rows";
import { paramnamesFile } from "./parameter-names";

/** The contour of a point that was drawn from the whole prior. */
const priorContour = -1e30;

/**
 * A nested-sampling run as PolyChord leaves it, which anesthetic reads: parameters, derived quantities, log-likelihood and
 * birth contour of the dead points in `_dead-birth.txt`, of those that were still alive at the end in
 * `_phys_live-birth.txt`, names and labels in `.paramnames`.
 *
 * @param nested result of the static or the dynamic engine
 * @param context names, labels, provenance
 * @returns the files
 * @throws {NightbookError} `EXPORT_NEEDS_CONTOURS` for the importance engine, whose samples have no birth contours
 * @see [Handley2015]
 * @see [Handley2019]
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { engine: "static", seed: 1, nlive: 50 });
 * const files = exporting.polychordFiles(result);
 * files.map(({ suffix }) => suffix).join(); // => "_dead-birth.txt,_phys_live-birth.txt,.paramnames"
 * ```
 */
export function polychordFiles(nested: NestedSamplingResult, context: ExportContext = {}): ExportedFile[] {
  if (nested.engine === "importance") {
    throw new NightbookError(
      "Samples of the importance engine were not born on contours, which PolyChord's files hold",
      {
        code: "EXPORT_NEEDS_CONTOURS",
        hint: 'Choose the format "getdist", which anesthetic reads too, or fit with the engine "dynamic" or "static"',
      },
    );
  }
  const columns = exportedColumns(nested, context);
  const { logl, logl_birth, niter, engine, diagnostics } = nested;
  const birth = logl_birth.map((contour) => Math.max(contour, priorContour));
  const table = [...columns.map(({ values }) => values), logl, birth];
  const dead = engine === "static" ? niter : logl.length;
  const { fraction } = diagnostics.feasible;
  const notes = [
    `# ${provenanceText(nested, context)}`,
    ...(fraction < 1
      ? [`# The likelihood vanishes outside a part ${fraction} of the prior: add its logarithm to the log-evidence`]
      : []),
  ];
  return [
    { suffix: "_dead-birth.txt", content: `${notes.join("\n")}\n${numberRows(table, indices(0, dead), " ")}` },
    { suffix: "_phys_live-birth.txt", content: numberRows(table, indices(dead, logl.length), " ") },
    { suffix: ".paramnames", content: paramnamesFile(columns) },
  ];
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
