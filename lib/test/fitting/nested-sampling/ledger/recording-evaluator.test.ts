import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isNightbookError } from "../../../../src/core/errors";
import {
  type ChainTask,
  type Evaluator,
  inProcessEvaluator,
  type LedgerConfiguration,
  type Model,
  memoryStore,
  openLedger,
  recordingEvaluator,
} from "../../../../src/fitting/nested-sampling";

const model: Model = {
  parameters: ["a", "b"],
  derived: ["sum"],
  priorTransform: ([a, b]) => [10 * a, b - 1],
  logLikelihood([a, b]) {
    if (a > 9) throw new Error("too large: ✗");
    if (b < -0.9) throw Object.assign(new Error("took longer than 1 s"), { code: "TIME_LIMIT" });
    return { logl: a > 8.5 ? Number.NEGATIVE_INFINITY : -a - b, derived: [a > 8 ? Number.NaN : a + b] };
  },
};

const configuration: LedgerConfiguration = {
  program: "nightbook",
  version: "0.1.0",
  model: { name: "a plane \u{1F30C}", sha256: "c0ffee" },
  parameters: ["a", "b"],
  derived: ["sum"],
  wrapped: [],
  engine: "dynamic",
  seed: 7,
  options: { dlogz: 0.1, nlive: 40, sample: "slice" },
};

const chain = (point: number): ChainTask => ({
  sampler: "slice",
  key: [7, 0],
  counter: [0, 0, point],
  start: Float64Array.of(0.1, 0.15),
  startLogl: -0.15,
  axes: Float64Array.of(0.3, 0, 0, 0.3),
  scale: 1,
  loglstar: -3,
  steps: 2,
});

/** Points by the model; chains by a rule, so that these bytes do not depend on how chains are made. */
function ruled(): Evaluator {
  const parameters = Float64Array.of(1, Number.NaN);
  return {
    ...inProcessEvaluator(model),
    chains: async (tasks) =>
      tasks.map(({ start, counter: [, , point] }) => ({
        u: start.map((x) => x + point / 8),
        v: start.map((x) => -point * x),
        logl: -1 / point,
        derived: Float64Array.of(point === 2 ? Number.NaN : point),
        calls: 10 * point,
        moved: point !== 2,
        grown: point + 4,
        shrunk: 70_000 * point,
        failures:
          point === 3
            ? [
                { reason: "x", parameters },
                { reason: "", timedOut: true, parameters },
              ]
            : [],
      })),
  };
}

const points = (n: number, from: number) => Float64Array.from({ length: 2 * n }, (_, i) => ((from + i) % 37) / 37);

/** What a run asks: points, some of which fail, chains, and more points, two requests at a time. */
async function ask(evaluator: Evaluator): Promise<unknown[]> {
  const first = await Promise.all([
    evaluator.evaluate(points(40, 1)),
    evaluator.chains([chain(1), chain(2), chain(3)]),
  ]);
  const second = await Promise.all([evaluator.evaluate(points(0, 0)), evaluator.evaluate(points(5, 20))]);
  return [...first, ...second];
}

/** Counts what it computes; the answers come in an order of their own. */
function unruly(): Evaluator & { computed: number } {
  const inner = ruled();
  let waiting = 0;
  const late = async <T>(answer: Promise<T>): Promise<T> => {
    const turns = [7, 0, 40, 3, 11][waiting++ % 5];
    const value = await answer;
    for (let i = 0; i < turns; i++) await null;
    return value;
  };
  const counting = {
    ...inner,
    computed: 0,
    evaluate(u: Float64Array) {
      counting.computed += u.length / 2;
      return late(inner.evaluate(u));
    },
    chains(tasks: readonly ChainTask[]) {
      counting.computed += tasks.length;
      return late(inner.chains(tasks));
    },
  };
  return counting;
}

/** Asks with a ledger that begins with these bytes. */
async function recorded(stored?: Uint8Array, inner = unruly()) {
  const store = memoryStore(stored);
  const answers = await ask(recordingEvaluator(inner, await openLedger(store, configuration)));
  return { answers, bytes: store.bytes(), computed: inner.computed };
}

const whole = recorded();
const questions = 48;
const golden = new Uint8Array(readFileSync(join(__dirname, "../../../golden/ledger/version-1.nsl")));
const headerLength = 12 + new DataView(golden.buffer).getUint32(12, true) + 8;

const stride = process.env["NIGHTBOOK_LONG"] ? 1 : 3;

describe("a ledger", () => {
  it("gives the answers that the evaluator would give, and the same bytes however they come", async () => {
    const { answers, bytes, computed } = await whole;
    expect(computed).toBe(questions);
    expect(answers).toEqual(await ask(ruled()));
    expect((await recorded(undefined, { ...ruled(), computed: 0 })).bytes).toEqual(bytes);
    expect((await recorded(undefined, { ...unruly(), workers: 8 })).bytes).toEqual(bytes);
  });

  it("answers again without computing, failures and time-outs included", async () => {
    const { answers, bytes } = await whole;
    const again = await recorded(bytes);
    expect(again).toEqual({ answers, bytes, computed: 0 });
    const [{ failures }] = again.answers as [Awaited<ReturnType<Evaluator["evaluate"]>>];
    expect(failures.map(({ reason, timedOut }) => (timedOut ? `${reason} (time)` : reason))).toEqual(
      expect.arrayContaining(["too large: ✗", "took longer than 1 s (time)"]),
    );
  });

  it("of format version 1 is still read, and still written", async () => {
    expect((await recorded(golden)).computed).toBe(0);
    expect((await whole).bytes).toEqual(golden);
  });

  // Every byte in the long tests, else every third.
  it("cut at any byte is made whole again", async () => {
    const { answers, bytes } = await whole;
    let computed = questions + 1;
    for (let length = (bytes.length - 1) % stride; length < bytes.length; length += stride) {
      const mended = await recorded(bytes.slice(0, length));
      if (mended.computed > computed) throw new Error(`More lost at ${length}: ${mended.computed}`);
      computed = mended.computed;
      if (!isDeepStrictEqual([mended.bytes, mended.answers], [bytes, answers]))
        throw new Error(`Not mended: ${length}`);
    }
    expect(computed).toBe(2);
  });

  it("damaged anywhere is used up to the damage, or refused with one line when that is its header", async () => {
    const { answers, bytes } = await whole;
    const damage = fc.record({
      at: fc.nat({ max: bytes.length - 1 }),
      change: fc.uint8Array({ minLength: 1, maxLength: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        fc.nat({ max: 2000 }),
        async (places, junk) => {
          const damaged = new Uint8Array(bytes.length + junk);
          damaged.set(bytes);
          for (const { at, change } of places) damaged.set(change.subarray(0, damaged.length - at), at);
          try {
            const mended = await recorded(damaged);
            // What lies behind the last record that was needed has not been looked at.
            const seen = mended.computed === 0 ? mended.bytes.slice(0, bytes.length) : mended.bytes;
            expect(isDeepStrictEqual([seen, mended.answers], [bytes, answers])).toBe(true);
          } catch (error) {
            if (!isNightbookError(error)) throw error;
            expect(error.code).toMatch(/^LEDGER_(FOREIGN|VERSION|DAMAGED|OTHER_FIT)$/);
            expect(Math.min(...places.map(({ at }) => at))).toBeLessThan(headerLength);
            expect(error.oneLine()).not.toContain("\n");
          }
        },
      ),
      { numRuns: process.env["NIGHTBOOK_LONG"] === "1" ? 3000 : 200 },
    );
  });

  it("is refused when it answers other questions", async () => {
    const { bytes } = await whole;
    const evaluator = recordingEvaluator(unruly(), await openLedger(memoryStore(bytes), configuration));
    await expect(evaluator.evaluate(points(5, 1))).resolves.toBeDefined();
    await expect(evaluator.evaluate(points(5, 30))).rejects.toMatchObject({
      code: "LEDGER_MISMATCH",
      message: expect.stringMatching(/from likelihood 5 on/),
      hint: expect.stringMatching(/--new/),
    });
    await expect(evaluator.chains([chain(1)])).rejects.toMatchObject({ code: "LEDGER_MISMATCH" });
  });

  it("tells chains apart by all that determines them", async () => {
    const store = memoryStore();
    await recordingEvaluator(unruly(), await openLedger(store, configuration)).chains([chain(1)]);
    for (const change of [
      { scale: 2 },
      { sampler: "rwalk" as const },
      { start: Float64Array.of(0.1, 0.2) },
      { steps: 3 },
    ]) {
      const ledger = await openLedger(memoryStore(store.bytes()), configuration);
      const answer = recordingEvaluator(unruly(), ledger).chains([{ ...chain(1), ...change }]);
      await expect(answer).rejects.toMatchObject({ code: "LEDGER_MISMATCH" });
    }
  });

  it.each<[string, Partial<LedgerConfiguration>, RegExp]>([
    ["seed", { seed: 8 }, /seed is 8, in the ledger 7/],
    ["model", { model: { name: "a plane \u{1F30C}", sha256: "bad" } }, /model hash is "bad", in the ledger "c0ffee"/],
    ["parameters", { parameters: ["a", "c"] }, /parameters is \["a","c"\]/],
    [
      "options",
      { options: { dlogz: 0.1, nlive: 50, walks: 3 } },
      /nlive is 50, in the ledger 40; sample is not given.*walks/,
    ],
    ["version", { version: "9.9.9" }, /version of nightbook is "9.9.9"/],
  ])("of another fit is refused, and the error says how it differs: %s", async (_name, change, message) => {
    const { bytes } = await whole;
    await expect(openLedger(memoryStore(bytes), { ...configuration, ...change })).rejects.toMatchObject({
      code: "LEDGER_OTHER_FIT",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/--new/),
    });
  });

  it("that was begun by another fit but holds nothing yet gives way", async () => {
    const other = memoryStore();
    await openLedger(other, { ...configuration, seed: 8, options: {} });
    expect((await recorded(other.bytes())).bytes).toEqual((await whole).bytes);
    await other.append(Uint8Array.of(1));
    await expect(recorded(other.bytes())).rejects.toMatchObject({ code: "LEDGER_OTHER_FIT" });
  });

  it.each<[string, Uint8Array, string]>([
    ["something else", Uint8Array.of(0x50, 0x4b, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13), "LEDGER_FOREIGN"],
    ["of a later version", golden.map((byte, i) => (i === 8 ? 2 : byte)), "LEDGER_VERSION"],
    ["with a damaged header", golden.map((byte, i) => (i === 30 ? byte ^ 1 : byte)), "LEDGER_DAMAGED"],
    ["with a damaged length of the header", golden.map((byte, i) => (i === 14 ? 0x7f : byte)), "LEDGER_DAMAGED"],
  ])("%s is refused and not touched", async (_name, bytes, code) => {
    const store = memoryStore(bytes.slice());
    await expect(openLedger(store, configuration)).rejects.toMatchObject({ code });
    expect(store.bytes()).toEqual(bytes);
  });

  it("keeps nothing behind an answer that never came", async () => {
    const { bytes } = await whole;
    const broken: Evaluator = { ...ruled(), chains: () => Promise.reject(new Error("workers lost")) };
    const store = memoryStore();
    await expect(ask(recordingEvaluator(broken, await openLedger(store, configuration)))).rejects.toThrow(
      "workers lost",
    );
    const kept = store.bytes();
    expect(kept.length).toBeGreaterThan(headerLength);
    expect(kept).toEqual(bytes.slice(0, kept.length));
    expect((await recorded(kept)).bytes).toEqual(bytes);
  });

  it("ends a run when its store is full", async () => {
    const store = { ...memoryStore(), append: () => Promise.reject(new Error("no space left")) };
    await expect(openLedger(store, configuration)).rejects.toThrow("no space left");
    let room = 3;
    const filling = memoryStore();
    const small = {
      ...filling,
      append: async (bytes: Uint8Array) => {
        if (room-- === 0) throw new Error("no space left");
        await filling.append(bytes);
      },
    };
    await expect(ask(recordingEvaluator(unruly(), await openLedger(small, configuration)))).rejects.toThrow(
      "no space left",
    );
  });

  it("stops between two pieces when it is told to", async () => {
    const evaluator = recordingEvaluator(unruly(), await openLedger(memoryStore(), configuration));
    await expect(evaluator.evaluate(points(3, 1), { aborted: true })).rejects.toMatchObject({ code: "STOPPED" });
  });
});
