import { gammaQ, normalQuantile } from "../../../core/special";
import type { NestedSamplingRecord } from "../result";

/** How well the log-evidences of independent runs agree. */
export interface RunAgreement {
  readonly runs: number;
  /** Squared deviations from the weighted mean, in units of the errors. */
  readonly chiSquare: number;
  /** Standard deviations of a normal distribution that are as improbable. */
  readonly sigma: number;
  /** Factor by which the error of the log-evidence is enlarged, 1 when the runs agree. */
  readonly inflation: number;
  /** Of runs of the importance engine: how many independent draws are pooled. */
  readonly draws?: number;
}

/** Runs that differ by more than this are not explained by their errors. */
const tolerated = 3;

/**
 * Compares log-evidences. Where they differ by more than 3 σ, the errors are too small by the root of the
 * χ² per degree of freedom.
 *
 * @param logz shape `[runs]`
 * @param errors shape `[runs]`
 */
export function runAgreement(logz: readonly number[], errors: readonly number[]): RunAgreement {
  const runs = logz.length;
  if (runs < 2) return { runs, chiSquare: 0, sigma: 0, inflation: 1 };
  const weights = errors.map((error) => 1 / (error * error));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = logz.reduce((sum, z, i) => sum + weights[i] * z, 0) / total;
  const chiSquare = logz.reduce((sum, z, i) => sum + weights[i] * (z - mean) * (z - mean), 0);
  const chance = gammaQ((runs - 1) / 2, chiSquare / 2);
  const sigma = Math.max(0, -normalQuantile(chance / 2));
  return { runs, chiSquare, sigma, inflation: sigma > tolerated ? Math.sqrt(chiSquare / (runs - 1)) : 1 };
}

/** A warning when runs disagree. */
export function disagreement({ runs, chiSquare, sigma, inflation }: RunAgreement): string[] {
  if (inflation === 1) return [];
  return [
    `The log-evidences of the ${runs} runs differ by more than their errors allow ` +
      `(chi-square ${chiSquare.toFixed(1)} for ${runs - 1} degrees of freedom, ${sigma.toFixed(1)} sigma): ` +
      `the error is enlarged ${inflation.toFixed(1)} times to their scatter; some of them may have missed a mode`,
  ];
}

/** Whether a run is a whole one, and not a strand of a single live point. */
export function isWholeRun({ batch_logl_bounds, batch_nlive }: NestedSamplingRecord): boolean {
  return batch_nlive[0] > 1 && batch_logl_bounds[0] === Number.NEGATIVE_INFINITY;
}
