import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { StatusMessage } from "nightbook/core";
import { KernelClient, type KernelMessage, result } from "./client";

const commId = "nightbook-status-main";

/** A model whose likelihood takes 2 ms, so that its fit does not end during the test. */
const slowModel = `
import { fitting } from "nightbook";
const slow = await fitting.model({
  label: "slow",
  parameters: ["x", "y"],
  priorTransform: (u) => u,
  logLikelihood: ([x, y]) => {
    const end = performance.now() + 2;
    while (performance.now() < end);
    return -50 * ((x - 0.5) ** 2 + (y - 0.5) ** 2);
  },
});
slow`;

describe("a model typed in a cell", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const run = (
    name: string,
  ) => `const ${name} = await slow.run({ seed: 1, engine: "dynamic", nEffective: 1e6, nlive: 40 });
${name}.nested.diagnostics.outcome`;
  const fits = (message: KernelMessage) =>
    message.content["comm_id"] === commId ? ((message.content["data"] as StatusMessage).fits ?? []) : [];
  const running = (from: number) =>
    kernel.waitFor(
      (message) =>
        kernel.messages.indexOf(message) >= from &&
        fits(message).some((fit) => fit.label === "slow" && fit.phase === "base"),
    );

  it("shows_its_parameters_as_a_table", async () => {
    const done = await kernel.execute(slowModel);
    expect(done.reply["status"]).toBe("ok");
    expect(result(done)?.["text/html"]).toContain("<td");
    expect(result(done)?.["text/plain"]).toContain("Model slow");
  });

  it("leaves_the_process_free_for_comms_and_can_be_stopped_from_a_page", async () => {
    const from = kernel.messages.length;
    const id = kernel.begin(run("stopped"));
    const told = await running(from);
    const fit = fits(told).find(({ label, phase }) => label === "slow" && phase === "base");
    kernel.send("shell", "comm_msg", { comm_id: commId, data: { request: "stop", id: fit?.id } });
    const done = await kernel.finish(id);
    expect(result(done)?.["text/plain"]).toBe("'stopped'");
    const said = done.messages.filter(({ type }) => type === "stream").map(({ content }) => content["text"]);
    expect(said.join("")).toMatch(/on one core\. To use all cores, write them to a module/);
  });

  it("keeps_its_partial_result_when_the_cell_is_interrupted", async () => {
    const from = kernel.messages.length;
    const id = kernel.begin(run("interrupted"));
    await running(from);
    await kernel.request("interrupt_request", {}, "control");
    const done = await kernel.finish(id);
    expect(result(done)?.["text/plain"]).toBe("'stopped'");
  });

  it("is_told_what_is_wrong_with_it_and_what_to_do", async () => {
    const done = await kernel.execute(
      'await fitting.model({ parameters: ["x"], priorTransform: (u) => [u[0], 1], logLikelihood: () => 0 })',
    );
    expect(done.reply["status"]).toBe("error");
    const told = JSON.stringify(done.reply);
    expect(told).toContain("priorTransform gives 2 numbers, not 1");
    expect(told).toContain("one finite number for each parameter");
  });
});
