import type { RandomStream } from "../../../core/random";
import { insideCube } from "../bounds/bound";
import { wrap } from "../bounds/wrap";
import type { ChainTask } from "../evaluator";
import type { Chain, Walker } from "./slice-step";

/** `rwalk`: steps uniform in an ellipsoid round the walker, taken when they stay above the contour. */
export function* randomWalk(task: ChainTask, walker: Walker, stream: RandomStream): Chain {
  const ndim = walker.u.length;
  const step = new Float64Array(ndim);
  const proposal = new Float64Array(ndim);
  for (let k = 0; k < task.steps; k++) {
    stream.pointInBall(step);
    for (let i = 0; i < ndim; i++) {
      let sum = 0;
      for (let j = 0; j < ndim; j++) sum += task.axes[i * ndim + j] * step[j];
      proposal[i] = walker.u[i] + sum * task.scale;
    }
    wrap(proposal, walker.wrapped);
    const logl = insideCube(proposal) ? yield proposal : Number.NEGATIVE_INFINITY;
    if (logl > task.loglstar) {
      walker.u = Float64Array.from(proposal);
      walker.logl = logl;
      walker.moved = true;
      walker.grown++;
    } else {
      walker.shrunk++;
    }
  }
  return walker;
}
