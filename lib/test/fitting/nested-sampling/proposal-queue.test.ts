import { describe, expect, it } from "@jest/globals";
import { Budget } from "../../../src/fitting/nested-sampling/budget";
import {
  type Candidate,
  ProposalQueue,
  type ProposalSource,
} from "../../../src/fitting/nested-sampling/proposal-queue";
import { resolveOptions } from "../../../src/fitting/nested-sampling/resolved-options";

const candidate = (logl: number): Candidate => ({
  u: Float64Array.of(0.5),
  v: Float64Array.of(0.5),
  derived: new Float64Array(0),
  logl,
  calls: 2,
  bound: 0,
  scale: 1,
  chain: null,
});

const budget = (signal?: { aborted: boolean }) => new Budget(resolveOptions({ seed: 1 }, 1), { seed: 1, signal });

const source = (propose: () => Promise<Candidate[]>): ProposalSource => ({
  propose: async () => ({ candidates: await propose(), failures: [] }),
  note: () => {},
});

describe("ProposalQueue", () => {
  it("proposes each group from the state after a definite number of candidates, whatever the speed", async () => {
    const follow = async (delays: number[]) => {
      let taken = 0;
      const states: number[] = [];
      const propose = async () => {
        states.push(taken);
        const group = states.length;
        for (let i = 0; i < delays[group % delays.length]; i++) await Promise.resolve();
        return [candidate(10 * group), candidate(10 * group + 1), candidate(10 * group + 2)];
      };
      const queue = new ProposalQueue(source(propose), budget());
      const order: number[] = [];
      for (; taken < 10; taken++) order.push((await queue.take())?.logl ?? Number.NaN);
      return { states, order };
    };
    const even = await follow([1]);
    expect(even.order).toEqual([10, 11, 12, 20, 21, 22, 30, 31, 32, 40]);
    expect(even.states).toEqual([0, 0, 3, 6, 9]);
    expect(await follow([40, 0, 7])).toEqual(even);
  });

  it("gives the calls of what nobody took", async () => {
    const queue = new ProposalQueue(
      source(async () => [candidate(1), candidate(2), candidate(3)]),
      budget(),
    );
    await queue.take();
    // Two are left of the first group, three are under way.
    expect(await queue.unusedCalls()).toBe(10);
  });

  it("skips an empty group and passes on a failure", async () => {
    let group = 0;
    const propose = async () => {
      if (++group === 1) return [];
      throw new Error("workers are gone");
    };
    const queue = new ProposalQueue(source(propose), budget());
    await expect(queue.take()).rejects.toThrow("workers are gone");
  });

  it("hears of failures group by group, whichever is done first", async () => {
    const heard: string[] = [];
    let group = 0;
    const failing: ProposalSource = {
      async propose() {
        const name = String(++group);
        for (let i = 0; i < 20 / group; i++) await Promise.resolve();
        return { candidates: [candidate(1)], failures: [{ reason: name, parameters: Float64Array.of(0) }] };
      },
      note: (failures) => heard.push(...failures.map(({ reason }) => reason)),
    };
    const queue = new ProposalQueue(failing, budget());
    await queue.take();
    await queue.take();
    await queue.unusedCalls();
    expect(heard).toEqual(["1", "2", "3"]);
  });

  it("does not wait for a group once it is told to stop", async () => {
    const controller = new AbortController();
    const queue = new ProposalQueue(
      source(() => new Promise(() => {})),
      budget(controller.signal),
    );
    const taken = queue.take();
    controller.abort();
    expect(await taken).toBeNull();
    expect(await queue.unusedCalls()).toBe(0);
  });
});
