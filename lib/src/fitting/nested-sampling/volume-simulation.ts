import type { Random } from "../../core/random";
import { exp, log } from "../../core/special";
import type { FeasibleVolume } from "./evidence";
import { randomStage } from "./random-stage";

/** Mean and standard deviation of the log-evidence over simulated volumes. */
export interface SimulatedEvidence {
  readonly mean: number;
  readonly error: number;
}

const replicates = 100;

/**
 * The error of the log-evidence by simulation: the unknown shrinkage of the volume at each death among `n`
 * live points is the largest of `n` uniform numbers, so draw it, many times over.
 *
 * @param logl ascending, shape `[n]`
 * @param counts live points at each death, shape `[n]`
 * @see [Skilling2006]
 */
export function simulateEvidence(
  logl: Float64Array,
  counts: Int32Array,
  feasible: FeasibleVolume,
  random: Random,
): SimulatedEvidence {
  const best = logl[logl.length - 1];
  const relative = logl.map((l) => exp(l - best));
  let mean = 0;
  let square = 0;
  for (let k = 0; k < replicates; k++) {
    const stream = random.stream(randomStage.volumes, 0, k);
    let logVolume = feasible.log + Math.sqrt(feasible.variance) * stream.normal();
    let volume = exp(logVolume);
    let sum = 0;
    let below = 0;
    for (let i = 0; i < relative.length; i++) {
      logVolume += log(stream.uniform()) / counts[i];
      const next = exp(logVolume);
      sum += 0.5 * (below + relative[i]) * (volume - next);
      volume = next;
      below = relative[i];
    }
    const logz = best + log(sum);
    const delta = logz - mean;
    mean += delta / (k + 1);
    square += delta * (logz - mean);
  }
  return { mean, error: Math.sqrt(square / (replicates - 1)) };
}
