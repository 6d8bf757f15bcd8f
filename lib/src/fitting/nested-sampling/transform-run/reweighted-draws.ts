import { effectiveSize } from "../effective-size";
import { logSumExp } from "../log-sum";
import type { NestedSamplingRecord } from "../result";
import { type DrawnRun, drawFields, drawsOf } from "./weighted-draws";

/** Pareto k above which not even the error of the new evidence is to be trusted. */
const hopeless = 0.7;

/**
 * A run of draws for another likelihood: each keeps the volume that it stands for.
 * @param logRatio logarithm of the ratio of the new likelihood to the old one, shape `[n]`
 */
export function reweightedDraws(run: DrawnRun, logRatio: Float64Array): NestedSamplingRecord {
  const { diagnostics, importance } = run;
  const logwt = run.logwt.map((w, i) => w + logRatio[i]);
  const fields = drawFields(
    run,
    run.samples_u,
    run.logl.map((logl, i) => logl + logRatio[i]),
    logwt,
    errorOf(run, logwt),
  );
  const change = logSumExp(logwt) - diagnostics.logz.value;
  const shifted = ([logz, error]: readonly [number, number]) => [logz + change, error] as const;
  const { paretoK } = fields.importance;
  const warnings = [...fields.diagnostics.warnings];
  if (importance.method === "proposal" && paretoK > hopeless) {
    warnings.push(
      `The new posterior reaches where there are few draws (Pareto k = ${paretoK.toFixed(2)}): sample it, instead`,
    );
  }
  return {
    ...run,
    ...fields,
    importance: {
      ...fields.importance,
      evidences: {
        ...fields.importance.evidences,
        pooled: shifted(importance.evidences.pooled),
        explorations: importance.evidences.explorations.map(shifted),
      },
    },
    diagnostics: {
      ...fields.diagnostics,
      logz: { ...fields.diagnostics.logz, simulatedMean: diagnostics.logz.simulatedMean + change },
      warnings,
    },
  };
}

/**
 * Error of the new log-evidence: from the scatter of the new weights. What the old one has beyond the scatter of its
 * weights, as from the volumes of bounds or from particles that are not independent, is kept.
 */
function errorOf(run: DrawnRun, logwt: Float64Array): number {
  const scatter = (weights: Float64Array) => Math.max(0, 1 / effectiveSize(weights) - 1 / drawsOf(run));
  const { error } = run.diagnostics.logz;
  const beyond = Math.max(0, error * error - scatter(run.logwt));
  return Math.sqrt(scatter(logwt) + beyond);
}
