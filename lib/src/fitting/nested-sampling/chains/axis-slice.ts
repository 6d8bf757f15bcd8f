import type { RandomStream } from "../../../core/random";
import type { ChainTask } from "../evaluator";
import { type Chain, sliceStep, type Walker } from "./slice-step";

/** `slice`: sweeps of slice steps along all axes, each sweep in a random order. */
export function* axisSlice(task: ChainTask, walker: Walker, stream: RandomStream): Chain {
  const ndim = walker.u.length;
  const direction = new Float64Array(ndim);
  for (let sweep = 0; sweep < task.steps; sweep++) {
    for (const axis of stream.permutation(ndim)) {
      for (let i = 0; i < ndim; i++) direction[i] = task.axes[i * ndim + axis] * task.scale;
      yield* sliceStep(walker, direction, task.loglstar, stream);
    }
  }
  return walker;
}
