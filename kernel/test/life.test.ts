import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !fs.readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

const until = async (condition: () => boolean, patience = 8000): Promise<boolean> => {
  for (const start = Date.now(); Date.now() - start < patience; ) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return condition();
};

describe("life", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const works = async () => expect(result(await kernel.execute("40 + 2"))?.["text/plain"]).toBe("42");

  it("uncaught_exception_in_timer_is_survived", async () => {
    const id = kernel.begin("const before = 1; setTimeout(() => { throw new Error('too late') }, 10); 0");
    await kernel.finish(id);
    await kernel.waitFor(({ parent, content }) => parent === id && String(content["text"]).includes("too late"));
    expect(printed({ messages: kernel.of(id) }, "stderr")).toMatch(/cell-\d+\.ts:1:/);
    expect(result(await kernel.execute("before"))?.["text/plain"]).toBe("1");
  });

  it("unhandled_rejection_is_survived", async () => {
    const id = kernel.begin("void Promise.reject(new Error('nobody cared')); 0");
    await kernel.finish(id);
    await kernel.waitFor(({ parent, content }) => parent === id && String(content["text"]).includes("nobody cared"));
    await works();
  });

  it("process_exit_is_reported", async () => {
    const { reply } = await kernel.execute("process.exit(3)");
    expect(reply).toMatchObject({ status: "error", ename: "ProcessEnded" });
    expect(reply["evalue"]).toContain("exit status 3");
    await works();
    expect((await kernel.execute("before")).reply["evalue"]).toContain("TS2304");
  });

  it("abort_is_reported", async () => {
    const { reply } = await kernel.execute("console.log('last words'); process.abort()");
    expect(reply["ename"]).toBe("ProcessEnded");
    await works();
  });

  it("exit_between_cells_is_reported", async () => {
    const id = kernel.begin("setTimeout(() => process.exit(5), 50); 0");
    await kernel.finish(id);
    await kernel.waitFor(({ parent, content }) => parent === id && String(content["text"]).includes("exit status 5"));
    await works();
  });

  it("out_of_memory_does_not_take_kernel_down", async () => {
    const other = await KernelClient.start({ env: { NIGHTBOOK_HEAP_MB: "60" } });
    const hoard = "const hoard: unknown[] = []; while (true) hoard.push(new Array(1000).fill({ a: 1 }))";
    const { reply } = await other.execute(hoard);
    const after = await other.execute("40 + 2");
    await other.stop();
    expect(reply["ename"]).toBe("ProcessEnded");
    expect(reply["evalue"]).toContain("out of memory");
    expect(result(after)?.["text/plain"]).toBe("42");
  });

  it("log_that_cannot_be_written_is_survived", async () => {
    const other = await KernelClient.start({ env: { NIGHTBOOK_LOG: "/etc/passwd/x" } });
    // Both are logged: a message of a type that nobody knows, and the end of the process.
    other.send("shell", "nonsense_request", {});
    const { reply } = await other.execute("process.exit(3)");
    const after = await other.execute("40 + 2");
    await other.stop();
    expect(reply["ename"]).toBe("ProcessEnded");
    expect(result(after)?.["text/plain"]).toBe("42");
  });

  it("graceful_shutdown", async () => {
    const other = await KernelClient.start();
    const { reply } = await other
      .request("shutdown_request", { restart: false }, "control")
      .catch(() => ({ reply: {} }));
    expect(reply).toEqual({ status: "ok", restart: false });
    expect(await until(() => other.process.exitCode !== null)).toBe(true);
    expect(other.process.exitCode).toBe(0);
    await other.stop();
  });

  it("shutdown_while_timer_pending", async () => {
    const other = await KernelClient.start();
    await other.execute(
      "setInterval(() => {}, 1000); import('node:http').then((http) => http.createServer().listen(0)); 0",
    );
    const child = Number(result(await other.execute("process.pid"))?.["text/plain"]);
    await other.stop();
    expect(await until(() => !alive(child))).toBe(true);
  });

  it("shutdown_while_cell_computes", async () => {
    const other = await KernelClient.start();
    const child = Number(result(await other.execute("process.pid"))?.["text/plain"]);
    const id = other.begin("while (true) {}");
    await other.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await other.stop();
    expect(await until(() => !alive(child))).toBe(true);
  });

  it("restart_clears_state", async () => {
    const folder = fs.mkdtempSync(path.join(kernel.folder, "restart-"));
    const first = await KernelClient.start({ folder });
    await first.execute("const remembered = 1");
    await first.stop();
    const second = await KernelClient.start({ folder });
    expect((await second.execute("remembered")).reply["status"]).toBe("error");
    await second.stop();
  });

  it("killed_kernel_leaves_no_children", async () => {
    const other = await KernelClient.start();
    const child = Number(result(await other.execute("process.pid"))?.["text/plain"]);
    const id = other.begin("while (true) {}");
    await other.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    await new Promise((resolve) => setTimeout(resolve, 200));
    other.process.kill("SIGKILL");
    expect(await until(() => !alive(child))).toBe(true);
    await other.stop();
  });

  it("parent_death_ends_kernel", async () => {
    const parent = spawn("sleep", ["60"]);
    const other = await KernelClient.start({ env: { JPY_PARENT_PID: String(parent.pid) } });
    parent.kill("SIGKILL");
    await new Promise((resolve) => parent.once("exit", resolve));
    expect(await until(() => other.process.exitCode !== null)).toBe(true);
    await other.stop();
  });
});
