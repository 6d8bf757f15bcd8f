import { describe, expect, it } from "@jest/globals";
import type { FitStatus } from "../../../src/core/progress";
import { inProcessEvaluator, run } from "../../../src/fitting/nested-sampling";
import { gauss } from "./problems";

/** A clock that moves 1 ms per look, and all messages of a run under it. */
async function follow(): Promise<{ messages: FitStatus[]; times: number[] }> {
  let time = 1_000_000;
  const messages: FitStatus[] = [];
  const times: number[] = [];
  await run(gauss(3), {
    engine: "dynamic",
    seed: 1,
    nlive: 100,
    nEffective: 3000,
    id: "fit-7",
    label: "Orionid",
    now: () => (time += 1),
    onProgress: (status) => {
      messages.push(structuredClone(status));
      times.push(time);
    },
  });
  return { messages, times };
}

describe("progress", () => {
  it("goes through the phases, each message complete", async () => {
    const { messages } = await follow();
    const phases = messages.map(({ phase }) => phase);
    expect([...new Set(phases)]).toEqual(["preparing", "base", "batch", "done"]);
    for (const status of messages) {
      expect(status).toMatchObject({
        id: "fit-7",
        label: "Orionid",
        engine: "dynamic",
        nEffectiveWanted: 3000,
        workers: 1,
      });
      expect(JSON.parse(JSON.stringify(status))).toEqual(status);
    }
    const base = messages.filter(({ phase }) => phase === "base");
    for (let i = 1; i < base.length; i++) {
      expect(base[i].ncall).toBeGreaterThan(base[i - 1].ncall);
      expect(base[i].stopping.value).toBeLessThan(base[i - 1].stopping.value as number);
    }
    expect(base.at(-1)).toMatchObject({ batch: 0, stopping: { name: "dlogz", tolerance: 0.01 } });
    const batches = messages.filter(({ phase }) => phase === "batch");
    expect(batches.at(-1)?.batch).toBeGreaterThan(1);
    const [lower, contour, upper] = batches.at(-1)?.loglstar ?? [];
    expect(Number(lower) <= Number(contour) && Number(contour) <= Number(upper)).toBe(true);
  });

  it("ends with what the result says", async () => {
    const { messages } = await follow();
    const end = messages.at(-1) as FitStatus;
    const result = await run(gauss(3), { engine: "dynamic", seed: 1, nlive: 100, nEffective: 3000 });
    expect(end).toMatchObject({
      phase: "done",
      remaining: 0,
      logz: result.logz.at(-1),
      logzError: result.logzerr.at(-1),
      ncall: result.diagnostics.calls,
      nEffective: result.diagnostics.nEffective,
      warnings: [],
    });
    expect(end.stopping.value).toBeLessThanOrEqual(1);
    expect(end.efficiency).toBeGreaterThan(10);
  });

  it("comes neither too often nor with an endless trace", async () => {
    const { messages, times } = await follow();
    for (let i = 1; i < messages.length; i++) {
      if (messages[i].phase === messages[i - 1].phase) expect(times[i] - times[i - 1]).toBeGreaterThanOrEqual(300);
      const { ncall, logz, logzError } = messages[i].trace;
      expect(ncall.length).toBeLessThanOrEqual(200);
      expect([logz.length, logzError.length]).toEqual([ncall.length, ncall.length]);
    }
    expect(messages.length).toBeGreaterThan(15);
  });

  it("thins the trace of a long run evenly", async () => {
    let time = 0;
    let last: FitStatus | null = null;
    let messages = 0;
    await run(gauss(3), {
      engine: "dynamic",
      seed: 1,
      nlive: 100,
      nEffective: 3000,
      now: () => (time += 60),
      onProgress: (status) => {
        last = status;
        messages++;
      },
    });
    const { ncall } = (last as unknown as FitStatus).trace;
    expect(messages).toBeGreaterThan(400);
    expect(ncall.length).toBeGreaterThan(100);
    expect(ncall.length).toBeLessThanOrEqual(200);
    for (let i = 1; i < ncall.length; i++) expect(ncall[i]).toBeGreaterThanOrEqual(ncall[i - 1]);
  });

  it("estimates the time left within a factor of three once the end of the base run is in sight", async () => {
    const { messages, times } = await follow();
    const end = times.at(-1) as number;
    const known = messages.filter(({ phase, remaining }) => phase === "base" && remaining !== null);
    expect(known.length).toBeGreaterThan(2);
    for (const { remaining, startedAt, elapsed } of known) {
      const left = (end - startedAt) / 1000 - elapsed;
      expect((remaining as number) / left).toBeGreaterThan(1 / 3);
      expect((remaining as number) / left).toBeLessThan(3);
    }
  });

  it("estimates the time left of an exploration, and of the draws that follow it", async () => {
    let time = 0;
    const messages: FitStatus[] = [];
    const inner = inProcessEvaluator(gauss(4));
    // Two milliseconds a point, and nothing for the rest.
    const evaluator = {
      ...inner,
      evaluate(u: Float64Array) {
        time += (2 * u.length) / 4;
        return inner.evaluate(u);
      },
    };
    await run(evaluator, {
      engine: "importance",
      seed: 1,
      nlive: 100,
      nEffective: 6000,
      now: () => time,
      onProgress: (status) => messages.push(structuredClone(status)),
    });
    expect(messages.at(-1)?.remaining).toBe(0);
    for (const phase of ["exploring", "sampling"]) {
      const known = messages.filter((status) => status.phase === phase && status.remaining !== null);
      expect(known.length).toBeGreaterThan(messages.filter((status) => status.phase === phase).length / 2);
      for (const { remaining, elapsed } of known) {
        const ratio = (Number(remaining) + 1) / (time / 1000 - elapsed + 1);
        expect(ratio).toBeGreaterThan(0.4);
        expect(ratio).toBeLessThan(2.5);
      }
    }
  });

  it("names the workers on other machines, however many there are, and says nothing where there are none", async () => {
    const follow = async (count: number) => {
      const remote = Array.from({ length: count }, (_, i) => ({ name: `node${i}`, cores: i % 9, perSecond: 100 / 3 }));
      const messages: FitStatus[] = [];
      const evaluator = { ...inProcessEvaluator(gauss(1)), remote };
      const options = { engine: "static", seed: 1, nlive: 10 } as const;
      await run(evaluator, { ...options, onProgress: (status) => messages.push(status) });
      return messages.map((status) => status.remote);
    };
    expect(new Set(await follow(0))).toEqual(new Set([undefined]));
    expect((await follow(2))[0]).toEqual([
      { name: "node1", cores: 1, perSecond: 33.33 },
      { name: "node0", cores: 0, perSecond: 33.33 },
    ]);
    const [many = []] = await follow(1000);
    expect(many).toHaveLength(16);
    expect(many[15].name).toBe("985 others");
    expect(many.reduce((sum, { cores }) => sum + cores, 0)).toBe(3996);
  });
});
