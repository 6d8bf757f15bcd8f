import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type Content, KernelClient, type KernelMessage, printed, result } from "./client";

interface Frame {
  id: number;
  name: string;
  line: number;
  source: { path: string };
}

interface Named {
  name: string;
  value: string;
  variablesReference: number;
}

describe("debugger", () => {
  let kernel: KernelClient;
  let seq = 0;
  let heard = 0;

  const ask = async (command: string, args: Content = {}) => {
    const request = { seq: ++seq, type: "request", command, arguments: args };
    return (await kernel.request("debug_request", request, "control")).reply;
  };
  const body = async (command: string, args: Content = {}) => {
    const reply = await ask(command, args);
    expect(reply).toMatchObject({ type: "response", success: true, command, request_seq: seq });
    return reply["body"] as Content;
  };
  /** The next event of that name that was not heard yet. */
  const event = async (name: string) => {
    const isNext = (message: KernelMessage) =>
      message.type === "debug_event" && message.content["event"] === name && kernel.messages.indexOf(message) >= heard;
    const message = await kernel.waitFor(isNext);
    heard = kernel.messages.indexOf(message) + 1;
    return message.content["body"] as Content;
  };
  const stack = async () => (await body("stackTrace", { threadId: 1 }))["stackFrames"] as Frame[];
  const locals = async (frame: Frame | undefined) => {
    const { scopes } = (await body("scopes", { frameId: frame?.id })) as { scopes: Named[] };
    const reference = scopes.find(({ name }) => name === "Locals")?.variablesReference;
    return (await body("variables", { variablesReference: reference }))["variables"] as Named[];
  };
  /** Sets breakpoints in a cell and starts it. */
  const begin = async (code: string, breakpoints: Content[]) => {
    const { sourcePath } = await body("dumpCell", { code });
    const set = await body("setBreakpoints", { source: { path: sourcePath }, breakpoints, sourceModified: false });
    await body("configurationDone");
    return { id: kernel.begin(code), path: String(sourcePath), set: set["breakpoints"] as Content[] };
  };

  beforeAll(async () => {
    kernel = await KernelClient.start();
    await body("initialize", { clientID: "test", adapterID: "", linesStartAt1: true });
    await body("attach");
  });
  beforeEach(() => {
    heard = kernel.messages.length;
  });
  afterEach(() => ask("continue", { threadId: 1 }));
  afterAll(() => kernel.stop());

  const cell = [
    "interface Pair {",
    "  left: number",
    "}",
    "function twice(pair: Pair): number {",
    "  const doubled = pair.left * 2",
    "  const list = [doubled, doubled + 1]",
    "  return list[0] ?? 0",
    "}",
    "const answer: number = twice({ left: 21 })",
    "answer",
  ].join("\n");

  it("debugger_announced_and_answers", async () => {
    const { reply } = await kernel.request("kernel_info_request");
    expect(reply).toMatchObject({ debugger: true, supported_features: ["debugger"] });
    expect(await body("debugInfo")).toMatchObject({
      isStarted: true,
      hashMethod: "Murmur2",
      tmpFileSuffix: ".ts",
      breakpoints: [],
      stoppedThreads: [],
      richRendering: true,
    });
    expect(await body("threads")).toEqual({ threads: [{ id: 1, name: "Cells" }] });
    expect(await ask("noSuchCommand")).toMatchObject({
      success: false,
      message: expect.stringContaining("noSuchCommand"),
    });
  });

  it("breakpoint_in_a_cell_stops_and_shows_variables", async () => {
    const { id, path: file, set } = await begin(cell, [{ line: 6 }, { line: 2 }]);
    expect(set).toMatchObject([
      { verified: true, line: 6 },
      { verified: true, line: 5 },
    ]);
    expect(await event("stopped")).toMatchObject({ reason: "breakpoint", threadId: 1 });
    const [first, second] = await stack();
    expect(first).toMatchObject({ name: "twice", line: 5, source: { path: file } });
    expect(second).toMatchObject({ line: 9, source: { path: file } });
    expect(await locals(first)).toContainEqual(expect.objectContaining({ name: "doubled", value: "undefined" }));
    expect((await body("debugInfo"))["stoppedThreads"]).toEqual([1]);
    await body("continue", { threadId: 1 });
    await event("stopped");
    const [again] = await stack();
    expect(again?.line).toBe(6);
    const shown = await locals(again);
    expect(shown).toContainEqual(expect.objectContaining({ name: "doubled", value: "42" }));
    const pair = shown.find(({ name }) => name === "pair");
    expect((await body("variables", { variablesReference: pair?.variablesReference }))["variables"]).toContainEqual(
      expect.objectContaining({ name: "left", value: "21", evaluateName: "pair.left" }),
    );
    await body("continue", { threadId: 1 });
    expect(result(await kernel.finish(id))?.["text/plain"]).toBe("42");
  });

  it("steps_follow_the_lines_that_were_written", async () => {
    const { id } = await begin(cell, [{ line: 9 }]);
    await event("stopped");
    const lines = [(await stack())[0]?.line];
    for (const command of ["stepIn", "next", "next", "stepOut"]) {
      await body(command, { threadId: 1 });
      expect(await event("stopped")).toMatchObject({ reason: "step" });
      const frames = await stack();
      lines.push(frames[0]?.line);
      expect(frames.every(({ source }) => !source.path.includes("code-process"))).toBe(true);
    }
    expect(lines).toEqual([9, 5, 6, 7, 10]);
    await body("continue", { threadId: 1 });
    expect((await kernel.finish(id)).reply["status"]).toBe("ok");
  });

  it("a_step_without_a_pause_is_refused", async () => {
    for (const command of ["next", "stepIn", "stepOut", "continue", "stackTrace"]) {
      expect(await ask(command, { threadId: 1 })).toMatchObject({ success: false, message: "Nothing is paused" });
    }
    expect(result(await kernel.execute("6 * 7"))?.["text/plain"]).toBe("42");
  });

  it("expressions_are_evaluated_in_a_frame", async () => {
    const { id } = await begin(cell, [{ line: 7 }]);
    await event("stopped");
    const [frame] = await stack();
    expect(await body("evaluate", { expression: "doubled + list.length", frameId: frame?.id })).toMatchObject({
      result: "44",
    });
    expect(await ask("evaluate", { expression: "nowhere", frameId: frame?.id })).toMatchObject({
      success: false,
      message: expect.stringContaining("nowhere"),
    });
    expect(await body("richInspectVariables", { variableName: "pair", frameId: frame?.id })).toMatchObject({
      data: { "text/plain": "{ left: 21 }" },
    });
    await body("copyToGlobals", { srcVariableName: "list", dstVariableName: "copied", srcFrameId: frame?.id });
    await body("continue", { threadId: 1 });
    await kernel.finish(id);
    expect(result(await kernel.execute("%%nocheck\ncopied"))?.["text/plain"]).toBe("[ 42, 43 ]");
  });

  it("conditions_and_log_points", async () => {
    const loop = "for (let i = 0; i < 5; i++) {\n  const square = i * i\n  void square\n}";
    const { id } = await begin(loop, [
      { line: 2, logMessage: "at {i}" },
      { line: 3, condition: "square === 9" },
    ]);
    await event("stopped");
    const [frame] = await stack();
    expect(await body("evaluate", { expression: "i", frameId: frame?.id })).toMatchObject({ result: "3" });
    await body("continue", { threadId: 1 });
    expect(printed(await kernel.finish(id))).toBe("at 0\nat 1\nat 2\nat 3\nat 4\n");
  });

  it("stops_after_an_await_and_in_later_cells", async () => {
    const code = "const waited = async (n: number) => {\n  await null\n  return n + 1\n}\nawait waited(1)";
    const { id } = await begin(code, [{ line: 3 }]);
    await event("stopped");
    expect((await stack())[0]?.line).toBe(3);
    await body("continue", { threadId: 1 });
    await kernel.finish(id);
    const later = kernel.begin("await waited(5)");
    await event("stopped");
    expect((await stack())[0]?.line).toBe(3);
    await body("continue", { threadId: 1 });
    expect(result(await kernel.finish(later))?.["text/plain"]).toBe("6");
  });

  it("breakpoint_in_a_module_of_the_notebook", async () => {
    const file = path.join(kernel.folder, "module.ts");
    fs.writeFileSync(
      file,
      "interface Gone {\n  a: 1\n}\nexport function inside(n: number): number {\n  const m = n + 1\n  return m\n}\n",
    );
    await body("setBreakpoints", { source: { path: file }, breakpoints: [{ line: 6 }] });
    const id = kernel.begin("import { inside } from './module'\ninside(1)");
    await event("stopped");
    const [frame] = await stack();
    expect(frame).toMatchObject({ name: "inside", line: 6, source: { path: file } });
    expect(await locals(frame)).toContainEqual(expect.objectContaining({ name: "m", value: "2" }));
    await body("continue", { threadId: 1 });
    expect(result(await kernel.finish(id))?.["text/plain"]).toBe("2");
    await body("setBreakpoints", { source: { path: file }, breakpoints: [] });
    expect(result(await kernel.execute("inside(2)"))?.["text/plain"]).toBe("3");
  });

  it("stops_where_an_error_is_thrown_when_asked", async () => {
    await body("setExceptionBreakpoints", { filters: ["raised"] });
    const id = kernel.begin("const reason = 'here'\nthrow new Error(reason)");
    expect(await event("stopped")).toMatchObject({ reason: "exception", text: expect.stringContaining("here") });
    expect((await stack())[0]?.line).toBe(2);
    await body("continue", { threadId: 1 });
    expect((await kernel.finish(id)).reply["ename"]).toBe("Error");
    await body("setExceptionBreakpoints", { filters: [] });
  });

  it("variables_of_the_notebook_without_a_pause", async () => {
    await kernel.execute("const shelf = { books: [1, 2] }; function declared() {}");
    const { variables } = (await body("inspectVariables")) as { variables: Named[] };
    expect(variables).toContainEqual(expect.objectContaining({ name: "shelf", value: "Object" }));
    expect(variables.map(({ name }) => name)).toContain("declared");
    expect(variables.some(({ name }) => name.startsWith("__nb") || name === "nb" || name === "require")).toBe(false);
    expect(await body("richInspectVariables", { variableName: "shelf" })).toMatchObject({
      data: { "text/plain": "{ books: [ 1, 2 ] }" },
    });
    expect(
      await body("source", { source: { path: (await body("dumpCell", { code: "1" }))["sourcePath"] } }),
    ).toMatchObject({
      content: "1",
    });
  });

  it("interrupt_ends_what_stands_at_a_breakpoint", async () => {
    const { id } = await begin(cell, [{ line: 6 }]);
    await event("stopped");
    await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.finish(id)).reply["ename"]).toBe("KeyboardInterrupt");
    expect(result(await kernel.execute("shelf.books.length"))?.["text/plain"]).toBe("2");
  });

  it("breakpoints_outlive_the_process_of_the_cells", async () => {
    await kernel.execute("process.exit(1)");
    const { id } = await begin(cell, [{ line: 5 }]);
    await event("stopped");
    await body("continue", { threadId: 1 });
    expect((await kernel.finish(id)).reply["status"]).toBe("ok");
  });

  it("nothing_stops_after_disconnect", async () => {
    await body("disconnect", { restart: false });
    await event("terminated");
    expect(result(await kernel.execute(cell))?.["text/plain"]).toBe("42");
    expect(await body("debugInfo")).toMatchObject({ isStarted: false, breakpoints: [] });
  });
});
