import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

describe("interrupt", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
    await kernel.execute("const state = 'kept'; const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms))");
  });
  afterAll(() => kernel.stop());

  /** Runs a cell, interrupts it after a while, and checks that the session goes on with its state. */
  const interrupted = async (code: string, after = 300) => {
    const id = kernel.begin(code);
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    await new Promise((resolve) => setTimeout(resolve, after));
    await kernel.request("interrupt_request", {}, "control");
    const done = await kernel.finish(id);
    expect(result(await kernel.execute("state"))?.["text/plain"]).toBe("'kept'");
    return done;
  };

  it("interrupt_sync_loop", async () => {
    expect((await interrupted("while (true) {}")).reply["status"]).toBe("error");
  });

  it("interrupt_sync_loop_after_await", async () => {
    expect((await interrupted("await sleep(1); while (true) {}")).reply["status"]).toBe("error");
  });

  it("interrupt_loop_in_timer_callback", async () => {
    expect((await interrupted("setTimeout(() => { while (true) {} }, 10); await sleep(1e6)")).reply["status"]).toBe(
      "error",
    );
  });

  it.each([
    ["setImmediate(() => { while (true) {} }); await sleep(1e6)"],
    ["(function again() { setImmediate(again) })(); await sleep(1e6)"],
    ["process.nextTick(function again() { process.nextTick(again) }); await sleep(1e6)"],
    ["setInterval(() => { while (true) {} }, 5); await sleep(1e6)"],
    ["import fs from 'node:fs'; fs.stat('/', () => { while (true) {} }); await sleep(1e6)"],
    ["(function spin(): unknown { return Promise.resolve().then(spin) })()"],
  ])("interrupt_loop_of_the_event_loop: %s", async (code) => {
    expect((await interrupted(code)).reply["ename"]).toBe("KeyboardInterrupt");
    // Timers and immediates still work.
    const after =
      "await sleep(5); await new Promise((r) => setImmediate(r)); await new Promise((r) => setImmediate(r)); 'on time'";
    expect(result(await kernel.execute(after))?.["text/plain"]).toBe("'on time'");
  });

  it("interrupt_ends_what_the_cell_scheduled_and_nothing_else", async () => {
    await kernel.execute("let own = 0, other = 0; const beat = setInterval(() => { other++ }, 5)");
    await interrupted("setInterval(() => { own++ }, 5); await sleep(1e6)");
    const counted = async () =>
      JSON.parse(
        String(result(await kernel.execute("JSON.stringify([own, other])"))?.["text/plain"]).slice(1, -1),
      ) as number[];
    const [own, other = 0] = await counted();
    await kernel.execute("await sleep(100)");
    const [ownLater, otherLater] = await counted();
    expect(ownLater).toBe(own);
    expect(otherLater).toBeGreaterThan(other);
    await kernel.execute("clearInterval(beat)");
  });

  it("interrupt_loop_in_microtask", async () => {
    expect((await interrupted("await Promise.resolve().then(() => { while (true) {} })")).reply["status"]).toBe(
      "error",
    );
  });

  it("interrupt_pending_await", async () => {
    expect((await interrupted("await new Promise(() => {})")).reply["status"]).toBe("error");
  });

  it("interrupt_pending_last_promise", async () => {
    expect((await interrupted("new Promise(() => {})")).reply["status"]).toBe("error");
  });

  it("interrupt_async_loop_really_stops", async () => {
    await kernel.execute("let ticks = 0");
    await interrupted("while (true) { await sleep(5); ticks++ }");
    const before = result(await kernel.execute("ticks"))?.["text/plain"];
    await kernel.execute("await sleep(200)");
    expect(Number(before)).toBeGreaterThan(0);
    expect(result(await kernel.execute("ticks"))?.["text/plain"]).toBe(before);
  });

  it("interrupt_loop_that_swallows_everything", async () => {
    await kernel.execute("let swallowed = 0");
    await interrupted("while (true) { try { await sleep(5) } catch {} swallowed++ }");
    const before = result(await kernel.execute("swallowed"))?.["text/plain"];
    await kernel.execute("await sleep(600)");
    expect(result(await kernel.execute("swallowed"))?.["text/plain"]).toBe(before);
  });

  it("interrupt_loop_of_nested_functions", async () => {
    await kernel.execute("async function inner() { await sleep(2); for await (const x of [sleep(1)]) void x }");
    expect((await interrupted("while (true) await inner()")).reply["ename"]).toBe("KeyboardInterrupt");
    expect((await kernel.execute("await inner(); 1")).reply["status"]).toBe("ok");
  });

  it("interrupt_runs_finally", async () => {
    const done = await interrupted("try { await sleep(1e6) } finally { console.log('tidied') }");
    expect(printed(done)).toBe("tidied\n");
  });

  it("interrupt_gives_keyboardinterrupt_like_error", async () => {
    const done = await interrupted("while (true) {}");
    expect(done.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect(done.messages.find(({ type }) => type === "error")?.content["ename"]).toBe("KeyboardInterrupt");
  });

  it("interrupt_cannot_be_swallowed_by_catch", async () => {
    expect((await interrupted("while (true) { try { while (true) {} } catch {} }")).reply["status"]).toBe("error");
  });

  it("interrupt_when_idle_is_harmless", async () => {
    for (let i = 0; i < 5; i++) await kernel.request("interrupt_request", {}, "control");
    for (let i = 0; i < 5; i++) expect(result(await kernel.execute(`${i} + 1`))?.["text/plain"]).toBe(String(i + 1));
  });

  it("interrupt_request_message", async () => {
    const { reply } = await kernel.request("interrupt_request", {}, "control");
    expect(reply).toEqual({ status: "ok" });
  });

  it("interrupt_aborts_the_signal_of_the_cell", async () => {
    const done = await interrupted(
      "await new Promise<void>((resolve) => nb.interrupted.addEventListener('abort', () => { console.log('aborted'); resolve() })); 'ended well'",
    );
    expect(printed(done)).toBe("aborted\n");
    expect(result(await kernel.execute("nb.interrupted.aborted"))?.["text/plain"]).toBe("false");
  });

  it("interrupt_drops_what_waits_in_the_queue", async () => {
    const first = kernel.begin("while (true) {}");
    const second = kernel.begin("'not run'");
    await kernel.waitFor(({ parent, type }) => parent === first && type === "execute_input");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await kernel.request("interrupt_request", {}, "control");
    await kernel.finish(first);
    expect((await kernel.finish(second)).reply["status"]).toBe("aborted");
  });

  it("control_answers_during_sync_loop", async () => {
    const id = kernel.begin("while (true) {}");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { reply } = await kernel.request("kernel_info_request", {}, "control");
    expect(reply["status"]).toBe("ok");
    expect(kernel.of(id).some(({ type }) => type === "execute_reply")).toBe(false);
    await kernel.request("interrupt_request", {}, "control");
    await kernel.finish(id);
  });
});
