import { concatenated } from "../../../core/concatenated";
import { meanAndCovariance } from "../../../core/linalg";
import { exp } from "../../../core/special";
import { effectiveSizes } from "../importance/effective-sizes";
import type { ImportanceRecord } from "../importance/importance-record";

type Modes = ImportanceRecord["modes"];

/** Weighted samples of a run, and the modes that it knows. */
export interface ModalSamples {
  /** Shape `[n, ndim]`. */
  readonly samples_u: Float64Array;
  /** Shape `[n]`. */
  readonly logwt: Float64Array;
  readonly modes: Modes;
}

/** Modes of weighted samples: each sample belongs to the nearest of the known centres. */
export function modesOf(samples_u: Float64Array, logwt: Float64Array, known: Modes): Modes {
  return summarized(samples_u, logwt, nearest(samples_u, logwt, known), known.length);
}

/**
 * Modes of all runs together. Two modes of different runs are one where their centres lie within each other's spread.
 *
 * @param runs with weights of a common scale
 */
export function mergedModes(runs: readonly ModalSamples[]): Modes {
  const samples = concatenated(runs.map(({ samples_u }) => samples_u));
  const logwt = concatenated(runs.map((run) => run.logwt));
  const groups: { place: Place; runs: Set<number> }[] = [];
  const label = new Int32Array(logwt.length);
  let first = 0;
  for (const [r, run] of runs.entries()) {
    const own = nearest(run.samples_u, run.logwt, run.modes);
    const groupOf = run.modes.map((_, m) => {
      const place = placeOf(run, own, m);
      let group = groups.findIndex((each) => !each.runs.has(r) && isSame(each.place, place));
      if (group < 0) group = groups.push({ place, runs: new Set() }) - 1;
      groups[group].runs.add(r);
      return group;
    });
    for (const m of own) label[first++] = groupOf[m];
  }
  return summarized(samples, logwt, label, groups.length);
}

/** Centre and variances of a mode, shape `[ndim]`. */
interface Place {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

function placeOf({ samples_u, logwt, modes }: ModalSamples, labels: Int32Array, mode: number): Place {
  const ndim = modes[mode].centre.length;
  const rows: number[] = [];
  for (const [i, label] of labels.entries()) if (label === mode) rows.push(i);
  const here = rowsOf(samples_u, rows, ndim);
  if (rows.length === 0) return { mean: modes[mode].centre, variance: new Float64Array(ndim) };
  const { mean, covariance } = meanAndCovariance(here, ndim, weightsOf(Float64Array.from(rows, (i) => logwt[i])));
  return { mean, variance: Float64Array.from({ length: ndim }, (_, j) => covariance[j * ndim + j]) };
}

/** Whether the centres are nearer to each other than the modes are wide, all coordinates together. */
function isSame(a: Place, b: Place): boolean {
  const ndim = a.mean.length;
  let square = 0;
  for (let j = 0; j < ndim; j++) {
    const offset = a.mean[j] - b.mean[j];
    square += (offset * offset) / (a.variance[j] + b.variance[j] + Number.MIN_VALUE);
  }
  return square < ndim;
}

/** Mode of each sample: that with the nearest centre, in units of the spread of all samples. */
function nearest(samples_u: Float64Array, logwt: Float64Array, modes: Modes): Int32Array {
  const labels = new Int32Array(logwt.length);
  if (modes.length < 2) return labels;
  const ndim = modes[0].centre.length;
  const { covariance } = meanAndCovariance(samples_u, ndim, weightsOf(logwt));
  for (let i = 0; i < labels.length; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (const [m, { centre }] of modes.entries()) {
      let square = 0;
      for (let j = 0; j < ndim; j++) {
        const offset = samples_u[i * ndim + j] - centre[j];
        square += (offset * offset) / (covariance[j * ndim + j] + Number.MIN_VALUE);
      }
      if (square < least) [least, labels[i]] = [square, m];
    }
  }
  return labels;
}

function summarized(samples_u: Float64Array, logwt: Float64Array, labels: Int32Array, count: number): Modes {
  const ndim = samples_u.length / logwt.length;
  const { mass, nEffective } = effectiveSizes(logwt, labels, count);
  return Array.from({ length: count }, (_, m) => {
    const rows = [...labels.keys()].filter((i) => labels[i] === m);
    const weights = weightsOf(Float64Array.from(rows, (i) => logwt[i]));
    const centre = new Float64Array(ndim);
    for (const [k, i] of rows.entries())
      for (let j = 0; j < ndim; j++) centre[j] += weights[k] * samples_u[i * ndim + j];
    return { mass: mass[m], nEffective: nEffective[m], centre };
  });
}

/** Weights that add up to 1. */
function weightsOf(logwt: Float64Array): Float64Array {
  const highest = logwt.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weights = logwt.map((w) => exp(w - highest));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

function rowsOf(points: Float64Array, rows: readonly number[], ndim: number): Float64Array {
  const out = new Float64Array(rows.length * ndim);
  for (const [row, i] of rows.entries()) out.set(points.subarray(i * ndim, i * ndim + ndim), row * ndim);
  return out;
}
