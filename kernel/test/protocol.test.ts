import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { broadcast, KernelClient, printed, result } from "./client";

describe("protocol", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  it("heartbeat", async () => {
    expect(await kernel.heartbeat("ping")).toBe("ping");
  });

  it("kernel_info_complete", async () => {
    const { reply } = await kernel.request("kernel_info_request");
    expect(reply).toMatchObject({
      status: "ok",
      implementation: "nightbook",
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "application/typescript" },
    });
    expect(reply["protocol_version"]).toMatch(/^5\.\d+$/);
    expect(String(reply["banner"])).toContain("Nightbook");
  });

  it("kernel_info_on_control", async () => {
    const { reply } = await kernel.request("kernel_info_request", {}, "control");
    expect(reply["status"]).toBe("ok");
  });

  it("execute_input_broadcast", async () => {
    const done = await kernel.execute("1 + 2");
    const input = done.messages.find(({ type }) => type === "execute_input");
    expect(input?.content).toEqual({ code: "1 + 2", execution_count: done.reply["execution_count"] });
    expect(broadcast(done)).toEqual(["status", "execute_input", "execute_result", "status"]);
  });

  it("reply_has_payload_and_count", async () => {
    const first = await kernel.execute("0");
    const second = await kernel.execute("0");
    expect(second.reply).toMatchObject({ status: "ok", payload: [], user_expressions: {} });
    expect(second.reply["execution_count"]).toBe(Number(first.reply["execution_count"]) + 1);
  });

  it("silent_publishes_nothing", async () => {
    const before = await kernel.execute("1");
    const quiet = await kernel.execute("globalThis.console.log('quiet'); 42", { silent: true });
    expect(quiet.reply["status"]).toBe("ok");
    expect(broadcast(quiet)).toEqual(["status", "status"]);
    const failed = await kernel.execute("throw new Error('quiet')", { silent: true });
    expect(failed.reply["status"]).toBe("error");
    expect(broadcast(failed)).toEqual(["status", "status"]);
    const after = await kernel.execute("1");
    expect(after.reply["execution_count"]).toBe(Number(before.reply["execution_count"]) + 1);
  });

  it("store_history_off_leaves_the_count", async () => {
    const before = await kernel.execute("1");
    await kernel.execute("const unstored = 1", { store_history: false });
    const after = await kernel.execute("unstored");
    expect(after.reply["execution_count"]).toBe(Number(before.reply["execution_count"]) + 1);
  });

  it("user_expressions", async () => {
    const { reply } = await kernel.execute("const seven = 7", { user_expressions: { a: "seven * 6", b: "nowhere" } });
    expect(reply["user_expressions"]).toMatchObject({
      a: { status: "ok", data: { "text/plain": "42" }, metadata: {} },
      b: { status: "error", ename: "ReferenceError" },
    });
  });

  it("bad_signature_is_dropped", async () => {
    const id = kernel.send("shell", "execute_request", { code: "globalThis.forged = true" }, [], "another key");
    const { reply } = await kernel.execute("'forged' in globalThis");
    expect(reply["status"]).toBe("ok");
    expect(kernel.of(id)).toEqual([]);
  });

  it("unknown_message_type_is_survived", async () => {
    kernel.send("shell", "no_such_request", {});
    kernel.send("control", "no_such_request", {});
    for (const name of ["toString", "__proto__", "constructor"]) kernel.send("shell", name, {});
    expect(result(await kernel.execute("6 * 7"))?.["text/plain"]).toBe("42");
  });

  it("history_reply", async () => {
    await kernel.execute("const needle = 'in a haystack'");
    const tail = await kernel.request("history_request", { hist_access_type: "tail", n: 1, output: false, raw: true });
    expect(tail.reply["history"]).toEqual([[1, expect.any(Number), "const needle = 'in a haystack'"]]);
    const search = { hist_access_type: "search", pattern: "*needle*", n: 10, output: true, raw: true };
    const found = await kernel.request("history_request", search);
    expect(found.reply["history"]).toEqual([[1, expect.any(Number), ["const needle = 'in a haystack'", null]]]);
    const range = { hist_access_type: "range", session: 0, start: 1, stop: 2, output: false, raw: true };
    expect((await kernel.request("history_request", range)).reply["history"]).toEqual([[1, 1, "1 + 2"]]);
  });

  it("connect_request", async () => {
    const { reply } = await kernel.request("connect_request");
    for (const name of ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"]) {
      expect(reply[name]).toEqual(expect.any(Number));
    }
  });

  it("idle_follows_all_output", async () => {
    const done = await kernel.execute("for (let i = 0; i < 100; i++) console.log(i); 'end'");
    expect(broadcast(done).at(-1)).toBe("status");
    expect(printed(done).trim().split("\n")).toHaveLength(100);
  });

  it("a_request_during_a_cell_leaves_the_kernel_busy", async () => {
    const id = kernel.begin("await new Promise((resolve) => setTimeout(resolve, 400))");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    const asked = kernel.messages.length;
    await kernel.request("comm_info_request");
    const busyAgain = await kernel.waitFor((message) => {
      const state = message.type === "status" ? message.content["execution_state"] : undefined;
      return message.parent === id && state === "busy" && kernel.messages.indexOf(message) > asked;
    });
    expect(kernel.messages.slice(kernel.messages.indexOf(busyAgain) + 1).some(({ type }) => type === "status")).toBe(
      false,
    );
    await kernel.finish(id);
  });
});
