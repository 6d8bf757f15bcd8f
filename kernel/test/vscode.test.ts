import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { kernelSpec } from "../../lib/src/cli/kernel-spec.node";
import { broadcast, type Content, displayed, KernelClient, printed, result } from "./client";

/** What Visual Studio Code's Jupyter extension sends, in its order and form. */
describe("VS Code's Jupyter", () => {
  const spec = kernelSpec(path.join(__dirname, "..", "dist", "main.js"));
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start({ env: spec["env"] as Record<string, string> });
  });
  afterAll(() => kernel.stop());

  /** A cell as the editor runs it: errors do not stop what is queued, the cell's address travels in the metadata. */
  const run = (code: string, cell = "W0sZmlsZQ==") =>
    kernel.finish(
      kernel.send(
        "shell",
        "execute_request",
        { code, silent: false, store_history: true, stop_on_error: false, allow_stdin: true },
        [],
        undefined,
        { cellId: `vscode-notebook-cell:/night.ipynb#${cell}`, deletedCells: [] },
      ),
    );
  /** What the extension asks behind the scenes. */
  const silently = (code: string, user_expressions: Content = {}) =>
    kernel.execute(code, {
      silent: true,
      store_history: false,
      allow_stdin: false,
      stop_on_error: false,
      user_expressions,
    });
  const debug = async (command: string, args: Content, seq: number) =>
    (await kernel.request("debug_request", { type: "request", seq, command, arguments: args }, "control")).reply;

  it("starts the kernel by its specification", () => {
    expect((spec["argv"] as string[]).at(-1)).toBe("{connection_file}");
    expect(spec).toMatchObject({ language: "typescript", interrupt_mode: "message", metadata: { debugger: true } });
  });

  it("asks who is there", async () => {
    const { reply } = await kernel.request("kernel_info_request");
    expect(reply).toMatchObject({ status: "ok", language_info: { name: "typescript", file_extension: ".ts" } });
    expect((await kernel.request("kernel_info_request", {}, "control")).reply).toEqual(reply);
    expect((await kernel.request("comm_info_request", { target_name: "jupyter.widget" })).reply).toEqual({
      status: "ok",
      comms: {},
    });
  });

  it("runs cells with the cell's address in the metadata", async () => {
    const done = await run("const magnitudes: number[] = [4.5, 2.1];\nmagnitudes.length");
    expect(result(done)?.["text/plain"]).toBe("2");
    const queued = [run("throw new Error('cloud')", "W1"), run("'goes on'", "W2")];
    const [failed, next] = await Promise.all(queued);
    expect(failed?.reply).toMatchObject({ status: "error", ename: "Error", evalue: "cloud" });
    expect(next?.reply).toMatchObject({ status: "ok" });
  });

  it("asks silently, and nothing of that is seen or counted", async () => {
    const before = (await run("1")).reply["execution_count"];
    const done = await silently("console.log('unseen'); magnitudes", { count: "magnitudes.length", none: "nowhere" });
    expect(broadcast(done)).toEqual(["status", "status"]);
    expect(done.reply["user_expressions"]).toMatchObject({
      count: { status: "ok", data: { "text/plain": "2" } },
      none: { status: "error", ename: "ReferenceError" },
    });
    expect((await run("1")).reply["execution_count"]).toBe(Number(before) + 1);
    const { reply } = await kernel.request("history_request", {
      hist_access_type: "tail",
      n: 50,
      output: false,
      raw: true,
    });
    expect(JSON.stringify(reply["history"])).not.toContain("unseen");
  });

  it("completes and inspects, also while a cell runs", async () => {
    const running = kernel.begin("await new Promise((settle) => setTimeout(settle, 1500)); 'rested'");
    const completion = await kernel.request("complete_request", { code: "magnitudes.fil", cursor_pos: 14 });
    expect(completion.reply["matches"]).toEqual(["fill", "filter"]);
    const inspection = await kernel.request("inspect_request", { code: "magnitudes", cursor_pos: 4, detail_level: 0 });
    expect(inspection.reply).toMatchObject({ found: true, data: { "text/plain": "const magnitudes: number[]" } });
    expect((await kernel.request("is_complete_request", { code: "for (;;) {" })).reply["status"]).toBe("incomplete");
    expect(kernel.of(running).some(({ type }) => type === "execute_reply")).toBe(false);
    expect(result(await kernel.finish(running))?.["text/plain"]).toBe("'rested'");
  });

  it("gets outputs that it can draw: HTML and text beside a table, display ids", async () => {
    const [table] = displayed(await run("await nb.display.table([{ star: 'Vega', V: 0.03 }])"));
    expect(Object.keys(table ?? {})).toEqual(expect.arrayContaining(["text/html", "text/plain"]));
    const done = await run("await nb.display('a', { id: 'm' }); await nb.display('b', { id: 'm', update: true })");
    expect(done.messages.find(({ type }) => type === "update_display_data")?.content["transient"]).toEqual({
      display_id: "m",
    });
  });

  it("opens a comm for widgets, which nobody here answers", async () => {
    kernel.send("shell", "comm_open", { comm_id: "w1", target_name: "jupyter.widget.control", data: {} });
    const closed = await kernel.waitFor(({ type, content }) => type === "comm_close" && content["comm_id"] === "w1");
    expect(closed.channel).toBe("iopub");
  });

  it("asks for input in its own box", async () => {
    kernel.answer = (prompt) => `${prompt}42`;
    expect(result(await run("await nb.input('Field: ')"))?.["text/plain"]).toBe("'Field: 42'");
  });

  it("interrupts by a message; variables stay", async () => {
    const id = kernel.begin("let turns = 0; while (true) turns++", { stop_on_error: false });
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await kernel.request("interrupt_request", {}, "control")).reply).toEqual({ status: "ok" });
    expect((await kernel.finish(id)).reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect(result(await run("turns > 0"))?.["text/plain"]).toBe("true");
  });

  it("debugs a cell: initialize, attach, dumpCell, breakpoint, stack, continue", async () => {
    expect(
      await debug("initialize", { clientID: "vscode", adapterID: "nightbook", linesStartAt1: true }, 1),
    ).toMatchObject({
      success: true,
    });
    expect(await debug("attach", {}, 2)).toMatchObject({ success: true });
    const code = "const doubled = magnitudes.map((m) => 2 * m);\nconsole.log(doubled.length);";
    const dumped = await debug("dumpCell", { code }, 3);
    const sourcePath = (dumped["body"] as Content)["sourcePath"];
    await debug(
      "setBreakpoints",
      { source: { path: sourcePath }, breakpoints: [{ line: 2 }], sourceModified: false },
      4,
    );
    await debug("configurationDone", {}, 5);
    const id = kernel.begin(code);
    await kernel.waitFor(({ type, content }) => type === "debug_event" && content["event"] === "stopped");
    const threads = (await debug("threads", {}, 6))["body"] as { threads: { id: number }[] };
    const threadId = threads.threads[0]?.id;
    const stack = (await debug("stackTrace", { threadId }, 7))["body"] as {
      stackFrames: { line: number; source: Content }[];
    };
    expect(stack.stackFrames[0]).toMatchObject({ line: 2, source: { path: sourcePath } });
    await debug("continue", { threadId }, 8);
    expect(printed(await kernel.finish(id))).toBe("2\n");
    expect(await debug("disconnect", { restart: false, terminateDebuggee: false }, 9)).toMatchObject({ success: true });
  });

  it("shuts the kernel down before it starts another", async () => {
    const gone = new Promise((resolve) => kernel.process.once("exit", resolve));
    const { reply } = await kernel.request("shutdown_request", { restart: true }, "control");
    expect(reply).toEqual({ status: "ok", restart: true });
    await gone;
  });
});
