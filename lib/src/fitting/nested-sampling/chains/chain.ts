import { RandomStream } from "../../../core/random";
import type { ChainSampler, ChainTask } from "../evaluator";
import { axisSlice } from "./axis-slice";
import { randomSlice } from "./random-slice";
import { randomWalk } from "./random-walk";
import type { Chain, Walker } from "./slice-step";

const chains: Record<ChainSampler, (task: ChainTask, walker: Walker, stream: RandomStream) => Chain> = {
  rslice: randomSlice,
  slice: axisSlice,
  rwalk: randomWalk,
};

/**
 * The Markov chain of a task, not begun yet.
 * @param wrapped indices of the periodic coordinates
 */
export function chainOf(task: ChainTask, wrapped: readonly number[]): Chain {
  const { start, startLogl } = task;
  const walker: Walker = { u: Float64Array.from(start), logl: startLogl, wrapped, moved: false, grown: 0, shrunk: 0 };
  const [stage, round, point] = task.counter;
  return chains[task.sampler](task, walker, new RandomStream(task.key, stage, round, point));
}
