import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed } from "./client";

describe("streams", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  it("stdout_and_stderr_split", async () => {
    const done = await kernel.execute("console.log('out', { a: 1 }); console.error('err')");
    expect(printed(done)).toBe("out { a: 1 }\n");
    expect(printed(done, "stderr")).toBe("err\n");
  });

  it("streams_while_running", async () => {
    const id = kernel.begin("console.log('early'); await new Promise((r) => setTimeout(r, 1500)); console.log('late')");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "stream");
    expect(printed({ messages: kernel.of(id) })).toBe("early\n");
    expect(printed(await kernel.finish(id))).toBe("early\nlate\n");
  });

  it("streams_during_sync_loop", async () => {
    const id = kernel.begin(
      "console.log('early'); const t = Date.now(); while (Date.now() - t < 1500); console.log('late')",
    );
    await kernel.waitFor(({ parent, type }) => parent === id && type === "stream");
    expect(printed({ messages: kernel.of(id) })).toBe("early\n");
    await kernel.finish(id);
  });

  it("raw_write_without_newline", async () => {
    const done = await kernel.execute(
      "process.stdout.write('a'); process.stdout.write(new Uint8Array([98])); process.stderr.write('c')",
    );
    expect(printed(done)).toBe("ab");
    expect(printed(done, "stderr")).toBe("c");
  });

  it("large_output", async () => {
    const done = await kernel.execute("for (let i = 0; i < 20000; i++) console.log('line', i)");
    const lines = printed(done).trimEnd().split("\n");
    expect(lines).toHaveLength(20000);
    expect(lines.at(-1)).toBe("line 19999");
    expect(done.messages.filter(({ type }) => type === "stream").length).toBeLessThan(2000);
  });

  it("one_long_text", async () => {
    expect(printed(await kernel.execute("console.log('x'.repeat(5_000_000))"))).toHaveLength(5_000_001);
  });

  it("output_order_kept", async () => {
    const done = await kernel.execute(
      "console.log(1); nb.display('two'); console.log(3); console.error(4); console.log(5)",
    );
    const order = done.messages
      .filter(({ type }) => type === "stream" || type === "display_data")
      .map(({ type, content }) => (type === "stream" ? String(content["text"]).trim() : "two"));
    expect(order).toEqual(["1", "two", "3", "4", "5"]);
  });

  it("late_output_keeps_its_parent", async () => {
    const id = kernel.begin("setTimeout(() => console.log('from the first'), 150); 0");
    await kernel.finish(id);
    await kernel.execute("console.log('second'); await new Promise((r) => setTimeout(r, 400))");
    expect(printed({ messages: kernel.of(id) })).toBe("from the first\n");
  });

  it("output_of_functions_of_earlier_cells_is_filed_under_the_cell_that_calls_them", async () => {
    const defined = kernel.begin(
      "const rest = (ms: number) => new Promise((r) => setTimeout(r, ms)); async function work(n: string) { await rest(5); console.log('done', n) }; function tick() { console.log('tick') }",
    );
    await kernel.finish(defined);
    expect(printed(await kernel.execute("await work('a'); await Promise.all([work('b'), work('c')])"))).toBe(
      "done a\ndone b\ndone c\n",
    );
    const late = kernel.begin("setTimeout(tick, 30); setTimeout(console.log, 30, 'native'); void work('late'); 0");
    await kernel.finish(late);
    const next = await kernel.execute(
      "queueMicrotask(tick); process.nextTick(tick); setImmediate(tick); await rest(100)",
    );
    expect(printed({ messages: kernel.of(late) })).toBe("done late\ntick\nnative\n");
    expect(printed(next)).toBe("tick\ntick\ntick\n");
    expect(printed({ messages: kernel.of(defined) })).toBe("");
  });

  it("late_display_keeps_its_parent", async () => {
    const id = kernel.begin("setTimeout(() => { void nb.display.html('<i>late</i>') }, 50); 0");
    await kernel.finish(id);
    await kernel.execute("await new Promise((r) => setTimeout(r, 200))");
    expect(kernel.of(id).some(({ type }) => type === "display_data")).toBe(true);
  });

  it("child_process_output_is_captured", async () => {
    const done = await kernel.execute(
      "import { execSync, spawnSync } from 'node:child_process'; execSync('echo from a child', { stdio: 'inherit' }); spawnSync('sh', ['-c', 'echo problem >&2'], { stdio: 'inherit' }); 0",
    );
    expect(printed(done)).toBe("from a child\n");
    expect(printed(done, "stderr")).toBe("problem\n");
  });

  it("worker_thread_output_is_captured", async () => {
    const done = await kernel.execute(
      "import { Worker } from 'node:worker_threads'; const w = new Worker('console.log(\"from a thread\")', { eval: true }); await new Promise((r) => w.once('exit', r)); await new Promise((r) => setTimeout(r, 50))",
    );
    expect(printed(done)).toBe("from a thread\n");
  });

  it("text_beyond_ascii", async () => {
    expect(printed(await kernel.execute("console.log('α ☄ 😀')"))).toBe("α ☄ 😀\n");
  });
});
