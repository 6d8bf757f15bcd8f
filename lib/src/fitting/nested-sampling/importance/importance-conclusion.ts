import { concatenated } from "../../../core/concatenated";
import { exp, hypot, log } from "../../../core/special";
import { failureWarnings } from "../record";
import type { Diagnostics, NestedSamplingResult } from "../result";
import { effectiveSizes } from "./effective-sizes";
import type { Exploration } from "./exploration";
import { effectiveOf, importanceResult, type WeightedPoints } from "./importance-posterior";
import type { EvidenceEstimate, ImportanceRecord } from "./importance-record";
import type { ImportanceRun } from "./importance-run";
import { pooledPoints, posteriorWeights } from "./known-points";
import { largestShare } from "./largest-share";
import { regionsOf } from "./mixture/separate-regions";
import { componentLogDensities } from "./mixture/t-mixture";
import { areEven, paretoK } from "./pareto-k";

/** Pareto k from which errors are enlarged, and from which a result is not to be trusted. */
const [heavy, hopeless] = [0.5, 0.7];
/** Difference of log-evidences of two explorations that shows that one missed something, in nats and in errors. */
const [missedNats, missedSigmas] = [0.3, 5];
/** Explored evidences have at least this error: bounds are fitted to the points that they count. */
const explorationError = 0.03;
/** Difference of the halves, in errors, that chance does not explain. */
const unlike = 4;

/** How a run ended, and its result. */
export interface Conclusion {
  readonly result: NestedSamplingResult;
  readonly outcome: Diagnostics["outcome"];
  readonly message: string | undefined;
  readonly warnings: string[];
}

/** Makes the result of what a run has done, and judges it. */
export function conclude(run: ImportanceRun): Conclusion {
  const { evaluator, settings, budget, end, explorations } = run;
  const { points, method, logz, error: given } = materialOf(run);
  const k = method === "proposal" ? paretoK(run.fresh.logWeights()) : (run.tempered?.paretoK ?? Number.NaN);
  const volumes = method === "proposal" ? volumesOf(run) : { error: 0, outside: 0 };
  const inflation = k > heavy && !hasEvenWeights(run) ? 1 + 2 * (k - heavy) : 1;
  const error = inflation * Math.sqrt(given * given + volumes.error * volumes.error);
  const alone = explorations.map(evidenceOf);
  const known = pooledPoints(
    explorations.filter(({ points: { size } }) => size > 0),
    evaluator.parameters.length,
  );
  const pooled = posteriorWeights(known);
  const record: ImportanceRecord = {
    evidences: {
      fresh: [logz, error],
      pooled: [pooled.logz, estimateError(effectiveOf(pooled.weights.map(log)))],
      explorations: alone,
    },
    evidenceDraws: method === "proposal" ? run.fresh.points.size : points.logl.length,
    calls: callsOf(run),
    bounds: explorations.map(({ bounds }) => bounds.length),
    paretoK: k,
    largestWeight: method === "proposal" ? largestShare(points.logwt, logz) : Number.NaN,
    splitHalves: method === "proposal" ? run.fresh.summary().splitHalves : 0,
    volumeError: volumes.error,
    outside: volumes.outside,
    modes: modesOf(run, points),
    method,
  };
  const faults = faultsOf(run, record);
  const warnings = [
    ...failureWarnings({ proposer: run, parameters: evaluator.parameters, calls: budget.calls }),
    ...faults,
    ...run.warnings,
    ...(end === null ? [] : [`${end.message} before the run converged`]),
  ];
  const outcome = end?.outcome ?? (faults.length > 0 ? "unconverged" : "converged");
  const message = end?.message ?? faults[0];
  const infeasible = explorations[0].priorDraws();
  const diagnostics: Diagnostics = {
    outcome,
    message: message ?? null,
    nEffective: effectiveOf(points.logwt),
    logz: {
      value: logz,
      error,
      informationError: given,
      simulatedMean: alone.reduce((sum, [value]) => sum + value, 0) / alone.length,
      simulatedError: estimateError(Number.POSITIVE_INFINITY),
    },
    insertionRanks: { count: 0, pValue: 1, worstStretch: 1 },
    feasible: infeasible,
    calls: budget.calls,
    failures: run.failureCount,
    warnings,
  };
  const result = importanceResult(points, {
    evaluator,
    options: settings,
    record,
    diagnostics,
    calls: budget.calls,
    timings: { startedAt: run.progress.startedAt, elapsed: run.progress.elapsed(), workers: evaluator.workers },
  });
  return { result, outcome, message, warnings };
}

/** Draws that do not count for the posterior have refined the proposals. */
function callsOf(run: ImportanceRun): ImportanceRecord["calls"] {
  const { exploration, refinement, fresh } = run.calls;
  const counted = run.tempered === null && run.fresh.points.size > 0 ? run.counted().size : fresh;
  return { exploration, refinement: refinement + fresh - counted, fresh: counted };
}

/** What the posterior is made of: fresh draws, particles, or, in a run that ended before, the explored points. */
function materialOf(run: ImportanceRun): {
  points: WeightedPoints;
  method: ImportanceRecord["method"];
  logz: number;
  error: number;
} {
  const { tempered, fresh, explorations } = run;
  if (tempered !== null) {
    const { u, v, derived, logl, weights, logz, logzError } = tempered;
    const logwt = weights.map((w) => log(w) + logz);
    const points = { u, v, derived, logl, logwt, round: new Int32Array(logl.length) };
    return { points, method: "tempering", logz, error: logzError };
  }
  if (fresh.points.size > 0) {
    const { logz, error } = fresh.summary();
    return { points: run.counted().weighted(logz), method: "proposal", logz, error };
  }
  const all = explorations.map(({ points }) => points.filled());
  const logwt = concatenated(
    explorations.map(({ points, density }) => {
      const share = points.logl.length === 0 ? 0 : log(explorations.length);
      return points.filled().logl.map((l, i) => l - log(Math.max(density[i], points.size)) - share);
    }),
  );
  const highest = logwt.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const logz = highest + log(logwt.reduce((sum, w) => sum + exp(w - highest), 0));
  const points = {
    u: concatenated(all.map(({ u }) => u)),
    v: concatenated(all.map(({ v }) => v)),
    derived: concatenated(all.map(({ derived }) => derived)),
    logl: concatenated(all.map(({ logl }) => logl)),
    logwt,
    round: new Int32Array(logwt.length),
  };
  return { points, method: "exploration", logz, error: estimateError(effectiveOf(logwt)) };
}

/** What there is to be said against the result. */
function faultsOf(run: ImportanceRun, record: ImportanceRecord): string[] {
  const { evidences, paretoK: k, splitHalves, method } = record;
  const faults: string[] = [];
  if (run.end !== null) return faults;
  const [fresh, freshError] = evidences.fresh;
  // One that was left on its way does not know the evidence.
  const complete = evidences.explorations.filter((_, i) => !run.explorations[i].stranded);
  for (const [i, [a, errorA]] of complete.entries()) {
    for (const [b, errorB] of complete.slice(0, i)) {
      const difference = Math.abs(a - b);
      if (difference < missedNats || difference < missedSigmas * hypot(errorA, errorB)) continue;
      faults.push(
        `Explorations disagree by ${difference.toFixed(2)} in log-evidence: one of them missed a part of the posterior, and ` +
          "both may have missed more; use more live points (nlive) or more explorations",
      );
    }
  }
  if (method === "tempering") {
    if (run.tempered?.settled === false)
      faults.push(`No proposal served, and chains did not settle: ${run.tempered.reason}`);
    return faults;
  }
  if (k > hopeless && !hasEvenWeights(run)) {
    faults.push(
      `A few draws carry much of the weight (Pareto k = ${k.toFixed(2)}): errors of evidence and posterior are not to be ` +
        "trusted; use more live points (nlive)",
    );
  }
  if (Math.abs(splitHalves) > unlike) {
    faults.push(
      `The two halves of the draws differ by ${Math.abs(splitHalves).toFixed(1)} standard errors in evidence`,
    );
  }
  const [pooled, pooledError] = evidences.pooled;
  if (pooled - fresh > Math.max(missedNats, missedSigmas * hypot(freshError, pooledError))) {
    faults.push(
      `The fresh draws have less evidence than exploration saw (${fresh.toFixed(2)} against ${pooled.toFixed(2)}): the ` +
        "proposal misses a part of the posterior",
    );
  }
  return faults;
}

/** Whether the weights of the draws that tell the evidence are so even that their tail says nothing. */
function hasEvenWeights({ tempered, fresh }: ImportanceRun): boolean {
  return tempered === null && areEven(fresh.summary());
}

function estimateError(nEffective: number): number {
  return Math.sqrt(explorationError * explorationError + 1 / Math.max(nEffective, 1));
}

function evidenceOf(exploration: Exploration): EvidenceEstimate {
  const { points, density } = exploration;
  const logwt = points.filled().logl.map((l, i) => l - log(Math.max(density[i], points.size)));
  return [exploration.logz(), estimateError(effectiveOf(logwt))];
}

/** Error of the evidence that comes from the volumes of the bounds, and the mass outside all of them. */
function volumesOf({ fresh }: ImportanceRun): { error: number; outside: number } {
  const { bounds } = fresh.proposal;
  const logWeights = fresh.logWeights();
  const highest = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const stride = Math.max(1, Math.floor(logWeights.length / 4000));
  const chosen = Array.from({ length: Math.ceil(logWeights.length / stride) }, (_, k) => k * stride);
  const weights = chosen.map((i) => exp(logWeights[i] - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const u = concatenated(chosen.map((i) => fresh.points.at(i)));
  const isInside = new Uint8Array(chosen.length);
  const shares = bounds.map(({ bound, share }) => {
    const logDensity = log(share / bound.volume);
    let sum = 0;
    for (const [row, inside] of bound.contained(u).entries()) {
      if (inside === 0) continue;
      isInside[row] = 1;
      sum += weights[row] * exp(logDensity - fresh.logq[chosen[row]]);
    }
    return sum;
  });
  const outside = weights.reduce((sum, weight, row) => (isInside[row] === 1 ? sum : sum + weight), 0);
  let square = 0;
  for (const [k, { bound }] of bounds.entries()) {
    const error = (shares[k] / total) * bound.volumeError;
    square += error * error;
  }
  return { error: Math.sqrt(square), outside: outside / total };
}

/** Modes by the regions of the mixture that touch each other. */
function modesOf(run: ImportanceRun, { u, logwt }: WeightedPoints): ImportanceRecord["modes"] {
  const { fitted, evaluator } = run;
  const ndim = evaluator.parameters.length;
  const n = logwt.length;
  const mixture = fitted?.mixture ?? null;
  const regions = mixture === null ? [0] : regionsOf(mixture);
  const labels = [...new Set(regions)].sort((a, b) => a - b);
  const label = new Int32Array(n);
  if (mixture !== null && labels.length > 1) {
    const scratch = new Float64Array(ndim);
    const logs = new Float64Array(regions.length);
    for (let i = 0; i < n; i++) {
      fitted?.coordinates.place(u.subarray(i * ndim, i * ndim + ndim), scratch);
      componentLogDensities(mixture, scratch, logs);
      let best = 0;
      for (let c = 1; c < logs.length; c++) if (logs[c] > logs[best]) best = c;
      label[i] = labels.indexOf(regions[best]);
    }
  }
  const { mass, nEffective } = effectiveSizes(logwt, label, labels.length);
  return labels.map((_, m) => ({
    mass: mass[m],
    nEffective: nEffective[m],
    centre: centreOf(u, logwt, label, m, ndim),
  }));
}

function centreOf(u: Float64Array, logwt: Float64Array, label: Int32Array, mode: number, ndim: number): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const [i, w] of logwt.entries()) if (label[i] === mode) highest = Math.max(highest, w);
  const centre = new Float64Array(ndim);
  let total = 0;
  for (const [i, w] of logwt.entries()) {
    if (label[i] !== mode) continue;
    const weight = exp(w - highest);
    total += weight;
    for (let j = 0; j < ndim; j++) centre[j] += weight * u[i * ndim + j];
  }
  return centre.map((sum) => sum / total);
}
