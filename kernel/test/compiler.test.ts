import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, result } from "./client";

/** Makes the compiler's thread end at a cell or a text with a certain word. */
const saboteur = `
const { parentPort } = require("node:worker_threads");
parentPort?.on("message", ({ name, args }) => {
  const text = String(args?.[0]);
  if (name !== "convert" && name !== "complete" && name !== "inspect") return;
  if (text.includes("exitCompiler")) process.exit(7);
  // What Node reports when a thread runs out of memory; V8 itself now and then ends the whole process instead.
  if (text.includes("runOut")) {
    parentPort.postMessage = () => {};
    setImmediate(() => { throw Object.assign(new Error("Worker terminated: out of memory"), { code: "ERR_WORKER_OUT_OF_MEMORY" }); });
  }
});`;

describe("compiler", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "nightbook-compiler-"));
  let kernel: KernelClient;
  beforeAll(async () => {
    const file = path.join(folder, "saboteur.cjs");
    fs.writeFileSync(file, saboteur);
    kernel = await KernelClient.start({ env: { NODE_OPTIONS: `--require ${file}` } });
    await kernel.execute("const kept = { b: [40] }");
  });
  afterAll(async () => {
    await kernel.stop();
    fs.rmSync(folder, { recursive: true });
  });

  const keepsTypes = async () => {
    expect((await kernel.execute("kept.c")).reply["evalue"]).toContain("TS2339");
    expect(result(await kernel.execute("kept.b[0] + 2"))?.["text/plain"]).toBe("42");
  };

  it.each([
    ["exitCompiler", "exit status 7"],
    ["runOut", "out of memory"],
  ])("the end of its thread costs one cell: %s", async (word, cause) => {
    const { reply } = await kernel.execute(`"${word}"`);
    expect(reply).toMatchObject({ status: "error", ename: "CompilerError" });
    expect(reply["evalue"]).toContain(cause);
    expect(reply["evalue"]).toContain("what earlier cells declared is kept");
    await keepsTypes();
  });

  it("the end of its thread at a completion costs no cell", async () => {
    const asked = kernel.send("shell", "complete_request", { code: "exitCompiler", cursor_pos: 12 });
    const cell = kernel.begin("const during = 41");
    expect((await kernel.finish(asked)).reply).toMatchObject({ status: "error", ename: "CompilerEnded" });
    expect((await kernel.finish(cell)).reply["status"]).toBe("ok");
    expect(result(await kernel.execute("during + 1"))?.["text/plain"]).toBe("42");
    await keepsTypes();
  });

  it("the end of its thread at a question for help is told", async () => {
    expect((await kernel.execute("exitCompiler?")).reply["status"]).toBe("error");
    await keepsTypes();
  });

  it("what was declared is forgotten with the process that held it", async () => {
    expect((await kernel.execute("process.exit(3)")).reply["ename"]).toBe("ProcessEnded");
    expect((await kernel.execute("'exitCompiler'")).reply["ename"]).toBe("CompilerError");
    expect((await kernel.execute("kept")).reply["evalue"]).toContain("TS2304");
  });
});
