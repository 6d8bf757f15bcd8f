import type { RandomStream } from "../../../core/random";
import type { ChainTask } from "../evaluator";
import { randomFrame } from "./random-frame";
import { type Chain, sliceStep, type Walker } from "./slice-step";

/**
 * `rslice`: slice steps along random directions, isotropic in the frame of the axes. Directions come in
 * orthogonal sets of `ndim`, so that as many steps move the walker along every direction once; directions
 * drawn one by one take twice the steps to forget the start as well.
 */
export function* randomSlice(task: ChainTask, walker: Walker, stream: RandomStream): Chain {
  const ndim = walker.u.length;
  const direction = new Float64Array(ndim);
  let frame: Float64Array = new Float64Array(0);
  for (let step = 0; step < task.steps; step++) {
    const k = step % ndim;
    if (k === 0) frame = randomFrame(ndim, stream);
    for (let i = 0; i < ndim; i++) {
      let sum = 0;
      for (let j = 0; j < ndim; j++) sum += task.axes[i * ndim + j] * frame[k * ndim + j];
      direction[i] = sum * task.scale;
    }
    yield* sliceStep(walker, direction, task.loglstar, stream);
  }
  return walker;
}
