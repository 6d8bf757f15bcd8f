import type { RandomStream } from "../../../core/random";
import type { ChainTask } from "../evaluator";
import { type Chain, sliceStep, type Walker } from "./slice-step";

/** `rslice`: slice steps along random directions, isotropic in the frame of the axes. */
export function* randomSlice(task: ChainTask, walker: Walker, stream: RandomStream): Chain {
  const ndim = walker.u.length;
  const isotropic = new Float64Array(ndim);
  const direction = new Float64Array(ndim);
  for (let step = 0; step < task.steps; step++) {
    stream.direction(isotropic);
    for (let i = 0; i < ndim; i++) {
      let sum = 0;
      for (let j = 0; j < ndim; j++) sum += task.axes[i * ndim + j] * isotropic[j];
      direction[i] = sum * task.scale;
    }
    yield* sliceStep(walker, direction, task.loglstar, stream);
  }
  return walker;
}
