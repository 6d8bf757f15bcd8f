import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type ChainTask,
  type Evaluator,
  inProcessEvaluator,
  type NestedSamplingResult,
  type RunOptions,
  run,
} from "../../../src/fitting/nested-sampling";
import { forbidden, gauss, type Problem, plateauOnTop } from "./problems";

/** An evaluator that notes what it is asked, and whose answers take a number of turns drawn from `delays`. */
function scripted(problem: Problem, delays: readonly number[]) {
  const inner = inProcessEvaluator(problem);
  const requests: string[] = [];
  const state = { open: 0, mostOpen: 0, signal: undefined as { aborted: boolean } | undefined };
  const answered = async <Answer>(request: string, answer: Promise<Answer>): Promise<Answer> => {
    const turns = delays[requests.length % delays.length];
    requests.push(request);
    state.open++;
    state.mostOpen = Math.max(state.mostOpen, state.open);
    for (let i = 0; i < turns; i++) await Promise.resolve();
    const value = await answer;
    state.open--;
    return value;
  };
  const evaluator: Evaluator = {
    ...inner,
    workers: delays.length,
    evaluate: (u) => answered(`evaluate ${u.join()}`, inner.evaluate(u)),
    chains: (tasks) => answered(`chains ${tasks.map(textOf).join(";")}`, inner.chains(tasks)),
  };
  return { evaluator, requests, state };
}

const textOf = ({ start, axes, ...rest }: ChainTask) => JSON.stringify([...start, ...axes, rest]);

const determined = (result: NestedSamplingResult) => JSON.stringify([result.asDict(), result.diagnostics]);

const delays = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 });

const cases: [string, Problem, Partial<RunOptions>][] = [
  ["uniform draws", gauss(3), { nlive: 30, nEffective: 300 }],
  ["slices", gauss(3), { nlive: 30, nEffective: 200, sample: "rslice" }],
  ["a forbidden region", forbidden, { nlive: 40, nEffective: 400 }],
  ["a plateau", plateauOnTop, { nlive: 40, nEffective: 300, sample: "rwalk" }],
];

describe.each(cases)("the requests of a run with %s", (_name, problem, options) => {
  const follow = async (script: readonly number[], more: Partial<RunOptions> = {}) => {
    const { evaluator, requests, state } = scripted(problem, script);
    const result = await run(evaluator, { engine: "dynamic", seed: 7, ...options, ...more });
    return { requests, state, result };
  };
  const even = follow([0]);

  it("are the same however long each answer takes, and so is the result", async () => {
    const { requests, result } = await even;
    await fc.assert(
      fc.asyncProperty(delays, async (script) => {
        const delayed = await follow(script);
        expect(delayed.requests).toEqual(requests);
        expect(determined(delayed.result)).toBe(determined(result));
        expect(delayed.state.open).toBe(0);
        expect(delayed.state.mostOpen).toBe(2);
      }),
      { numRuns: 4 },
    );
  });

  it("only go on for more effective samples", async () => {
    const { requests } = await even;
    const more = await follow([3, 0, 11], { nEffective: 2 * (options.nEffective ?? 0) });
    expect(more.requests.length).toBeGreaterThan(requests.length);
    expect(more.requests.slice(0, requests.length)).toEqual(requests);
  });

  it("break off at a limit of calls, with every answer taken in, and go on from there under a higher one", async () => {
    const { requests, result } = await even;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: result.diagnostics.calls - 1 }), delays, async (maxCalls, script) => {
        const { evaluator, requests: asked, state } = scripted(problem, script);
        const settings = { engine: "dynamic" as const, seed: 7, ...options, maxCalls };
        // A run may end before it has found any point.
        const limited = await run(evaluator, settings).catch((error: { code: string }) => error.code);
        expect(state.open).toBe(0);
        expect(asked).toEqual(requests.slice(0, asked.length));
        if (typeof limited !== "string") {
          if (asked.length < requests.length) expect(limited.diagnostics.outcome).toBe("limit");
          expect(determined(await run(scripted(problem, [5]).evaluator, settings))).toBe(determined(limited));
        }
      }),
      { numRuns: 6 },
    );
  });

  it("break off when the run is told to stop, and are the first of those of an undisturbed run", async () => {
    const { requests } = await even;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: requests.length - 1 }), delays, async (at, script) => {
        const signal = { aborted: false };
        const { evaluator, requests: asked } = scripted(problem, script);
        const stopping: Evaluator = {
          ...evaluator,
          evaluate(u) {
            signal.aborted = asked.length >= at;
            return evaluator.evaluate(u);
          },
          chains(tasks) {
            signal.aborted = asked.length >= at;
            return evaluator.chains(tasks);
          },
        };
        await run(stopping, { engine: "dynamic", seed: 7, ...options, signal }).catch(
          (error: { code: string }) => error.code,
        );
        expect(asked).toEqual(requests.slice(0, asked.length));
        expect(asked.length).toBeLessThanOrEqual(at + 2);
      }),
      { numRuns: 6 },
    );
  });
});
