import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { StatusMessage } from "nightbook/core";
import { KernelClient, type KernelMessage, result } from "./client";

const commId = "nightbook-status-main";

/** A fit of our own making, which reports every 20 ms until it is told to stop. */
const pretendFit = `
import { progressSink, type FitStatus } from "nightbook/core";
async function pretendFit(id: string, steps: number): Promise<string> {
  let stopped = false;
  const status = (iteration: number, phase: FitStatus["phase"]): FitStatus => ({
    id, label: "Meteor " + id, engine: "dynamic", phase, iteration, batch: 0, bound: 1, nc: 2, ncall: 1000 * iteration,
    efficiency: 5, loglstar: [-3, -2, -1], logz: -10.5, logzError: 0.25, stopping: { name: "dlogz", value: 0.5, tolerance: 0.01 },
    nEffective: 10, nEffectiveWanted: 100, startedAt: 0, elapsed: iteration / 50, remaining: 3, workers: 1,
    trace: { ncall: [], logz: [], logzError: [] }, warnings: [],
  });
  for (let i = 0; i < steps && !stopped; i++) {
    progressSink()?.update(status(i, "sampling"), { stop: () => { stopped = true } });
    await new Promise((r) => setTimeout(r, 20));
  }
  progressSink()?.update(status(steps, stopped ? "stopped" : "done"), { stop() {} });
  return stopped ? "partial" : "whole";
}`;

describe("status of fits", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
    expect((await kernel.execute(pretendFit)).reply["status"]).toBe("ok");
  });
  afterAll(() => kernel.stop());

  const statuses = (from = 0): KernelMessage[] =>
    kernel.messages
      .slice(from)
      .filter(({ type, content }) => (type === "comm_msg" || type === "comm_open") && content["comm_id"] === commId);
  const dataOf = (message: KernelMessage) => message.content["data"] as StatusMessage;
  const fitIn = (message: KernelMessage, id: string) =>
    message.content["comm_id"] === commId ? dataOf(message).fits?.find((fit) => fit.id === id) : undefined;

  it("a_fit_is_told_as_full_snapshots_on_the_one_comm", async () => {
    const done = await kernel.execute("await pretendFit('a', 60)");
    expect(result(done)?.["text/plain"]).toBe("'whole'");
    await kernel.waitFor((message) => fitIn(message, "a")?.phase === "done");
    const told = statuses();
    expect(told[0]?.type).toBe("comm_open");
    expect(told[0]?.content["target_name"]).toBe("nightbook.status");
    expect(told.slice(1).every(({ type }) => type === "comm_msg")).toBe(true);
    expect(dataOf(told[0] as KernelMessage)).toMatchObject({ v: 1, fits: [{ id: "a", label: "Meteor a" }] });
    const sequence = told.map((message) => dataOf(message).seq);
    expect(sequence).toEqual(sequence.map((_, index) => (sequence[0] ?? 0) + index));
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeLessThanOrEqual(12);
  });

  it("the_cell_shows_a_line_that_ends_tidily", async () => {
    const done = await kernel.execute("await pretendFit('line', 60)");
    const lines = done.messages.filter(({ type }) => type.endsWith("display_data"));
    expect(lines[0]?.type).toBe("display_data");
    expect(lines.slice(1).every(({ type }) => type === "update_display_data")).toBe(true);
    expect(lines.length).toBeLessThanOrEqual(5);
    const text = (lines.at(-1)?.content["data"] as Record<string, string> | undefined)?.["text/plain"];
    expect(text).toContain("Meteor line: done");
    expect(text).toContain("log Z -10.50 ± 0.25");
  });

  it("a_snapshot_is_answered_while_a_cell_computes", async () => {
    const id = kernel.begin("const end = Date.now() + 1500; while (Date.now() < end);");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const asked = kernel.send("shell", "comm_msg", { comm_id: commId, data: { request: "snapshot" } });
    const answer = await kernel.waitFor(({ parent, type }) => parent === asked && type === "comm_msg");
    expect(dataOf(answer).fits.map((fit) => fit.id)).toContain("a");
    expect(kernel.of(id).some(({ type }) => type === "execute_reply")).toBe(false);
    await kernel.finish(id);
  });

  it("a_page_that_closes_the_comm_is_one_viewer_less", async () => {
    kernel.send("shell", "comm_close", { comm_id: commId, data: {} });
    const asked = kernel.send("shell", "comm_msg", { comm_id: commId, data: { request: "snapshot" } });
    await kernel.waitFor(({ parent, type }) => parent === asked && type === "comm_msg");
    const { reply } = await kernel.request("comm_info_request", { target_name: "nightbook.status" });
    expect(reply["comms"]).toEqual({ [commId]: { target_name: "nightbook.status" } });
  });

  it("a_page_can_stop_a_fit", async () => {
    const id = kernel.begin("await pretendFit('stop', 5000)");
    await kernel.waitFor((message) => fitIn(message, "stop")?.phase === "sampling");
    kernel.send("shell", "comm_msg", { comm_id: commId, data: { request: "stop", id: "stop" } });
    const done = await kernel.finish(id);
    expect(result(done)?.["text/plain"]).toBe("'partial'");
    await kernel.waitFor((message) => fitIn(message, "stop")?.phase === "stopped");
  });

  it("a_fit_that_does_not_heed_a_stop_is_over_when_its_cell_is_interrupted", async () => {
    const id = kernel.begin(`for (let i = 0; ; i++) {
  progressSink()?.update({
    id: "deaf", label: "Deaf", engine: "dynamic", phase: "sampling", iteration: i, batch: 0, bound: 1, nc: 2, ncall: i,
    efficiency: 5, loglstar: [-3, -2, -1], logz: -10.5, logzError: 0.25,
    stopping: { name: "dlogz", value: 0.5, tolerance: 0.01 }, nEffective: 10, nEffectiveWanted: 100, startedAt: 0,
    elapsed: i / 50, remaining: 3, workers: 1, trace: { ncall: [], logz: [], logzError: [] }, warnings: [],
  }, { stop() {} });
  await new Promise((r) => setTimeout(r, 20));
}`);
    await kernel.waitFor((message) => fitIn(message, "deaf")?.phase === "sampling");
    await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.finish(id)).reply["ename"]).toBe("KeyboardInterrupt");
    await kernel.waitFor((message) => fitIn(message, "deaf")?.phase === "stopped");
    const last = kernel.messages.map((message) => fitIn(message, "deaf")).findLast((fit) => fit !== undefined);
    expect(last).toMatchObject({ phase: "stopped", message: "Its cell was interrupted" });
  });

  it("a_fit_whose_stop_throws_does_not_break_the_interrupt", async () => {
    const id = kernel.begin(`progressSink()?.update({
  id: "broken", label: "Broken", engine: "dynamic", phase: "sampling", iteration: 1, batch: 0, bound: 1, nc: 2, ncall: 1,
  efficiency: 5, loglstar: [-3, -2, -1], logz: -10.5, logzError: 0.25,
  stopping: { name: "dlogz", value: 0.5, tolerance: 0.01 }, nEffective: 10, nEffectiveWanted: 100, startedAt: 0,
  elapsed: 1, remaining: 3, workers: 1, trace: { ncall: [], logz: [], logzError: [] }, warnings: [],
}, { stop() { throw new Error("no stop"); } });
await new Promise(() => {});`);
    await kernel.waitFor((message) => fitIn(message, "broken")?.phase === "sampling");
    await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.finish(id)).reply["ename"]).toBe("KeyboardInterrupt");
    expect(result(await kernel.execute("40 + 2"))?.["text/plain"]).toBe("42");
  });

  it("an_interrupt_keeps_the_partial_result_of_a_fit", async () => {
    const id = kernel.begin("const kept = await pretendFit('interrupt', 5000); kept");
    await kernel.waitFor((message) => fitIn(message, "interrupt")?.phase === "sampling");
    await kernel.request("interrupt_request", {}, "control");
    const done = await kernel.finish(id);
    expect(result(done)?.["text/plain"]).toBe("'partial'");
  });

  it("a_lost_process_is_told_as_a_failed_fit", async () => {
    const id = kernel.begin(
      "void pretendFit('lost', 5000); await new Promise((r) => setTimeout(r, 300)); process.exit(1)",
    );
    await kernel.finish(id);
    const last = await kernel.waitFor((message) => fitIn(message, "lost")?.phase === "failed");
    expect(fitIn(last, "lost")?.message).toContain("process");
  });

  it("a_fit_of_a_new_process_is_another_one_even_with_the_id_of_a_lost_one", async () => {
    expect((await kernel.execute(pretendFit)).reply["status"]).toBe("ok");
    const id = kernel.begin("await pretendFit('lost', 5000)");
    const fitsOf = (message: KernelMessage) =>
      message.content["comm_id"] === commId ? dataOf(message).fits.filter(({ label }) => label === "Meteor lost") : [];
    const both = await kernel.waitFor((message) => fitsOf(message).length === 2);
    const [lost, running] = fitsOf(both);
    expect([lost?.phase, running?.phase]).toEqual(["failed", "sampling"]);
    expect(running?.id).not.toBe(lost?.id);
    // The lost one cannot be stopped, nor its namesake by its id.
    const asked = kernel.send("shell", "comm_msg", { comm_id: commId, data: { request: "stop", id: lost?.id } });
    await kernel.waitFor(({ parent, type }) => parent === asked && type === "comm_msg");
    const next = kernel.messages.length;
    const after = await kernel.waitFor(
      (message) => kernel.messages.indexOf(message) >= next && fitsOf(message).length === 2,
    );
    expect(fitsOf(after)[1]?.phase).toBe("sampling");
    kernel.send("shell", "comm_msg", { comm_id: commId, data: { request: "stop", id: running?.id } });
    const done = await kernel.finish(id);
    expect(result(done)?.["text/plain"]).toBe("'partial'");
    const shown = done.messages.filter(({ type }) => type === "display_data");
    expect(shown.map(({ content }) => (content["transient"] as { display_id: string }).display_id)).toEqual([
      `fit-${running?.id}`,
    ]);
  });
});
