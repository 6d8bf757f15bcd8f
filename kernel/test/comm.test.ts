import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed } from "./client";

describe("comm", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
    const echo =
      "nb.comms.registerTarget('echo', (comm, open) => { comm.send({ opened: open.data }); comm.onMsg((m) => comm.send({ echo: m.data }, {}, m.buffers)); comm.onClose(() => console.log('closed', comm.id)) })";
    expect((await kernel.execute(echo)).reply["status"]).toBe("ok");
  });
  afterAll(() => kernel.stop());

  const open = (comm_id: string, target_name: string, data = {}) =>
    kernel.send("shell", "comm_open", { comm_id, target_name, data });
  const send = (comm_id: string, data: unknown, buffers: Buffer[] = []) =>
    kernel.send("shell", "comm_msg", { comm_id, data }, buffers);
  const next = (comm_id: string, type = "comm_msg", accepts: (data: unknown) => boolean = () => true) =>
    kernel.waitFor(
      ({ type: found, content }) => found === type && content["comm_id"] === comm_id && accepts(content["data"]),
    );

  it("comm_info", async () => {
    open("info", "echo");
    await next("info");
    const all = await kernel.request("comm_info_request");
    expect(all.reply["comms"]).toMatchObject({ info: { target_name: "echo" } });
    const some = await kernel.request("comm_info_request", { target_name: "other" });
    expect(some.reply["comms"]).toEqual({});
  });

  it("comm_open_unknown_target_is_closed", async () => {
    const id = open("stranger", "nobody");
    expect((await next("stranger", "comm_close")).parent).toBe(id);
  });

  it("comm_target_roundtrip", async () => {
    open("round", "echo", { hello: 1 });
    expect((await next("round")).content["data"]).toEqual({ opened: { hello: 1 } });
    const id = send("round", { n: 5 });
    const answer = await next("round", "comm_msg", (data) => (data as { echo?: unknown }).echo !== undefined);
    expect(answer.content["data"]).toEqual({ echo: { n: 5 } });
    expect(answer.parent).toBe(id);
    await kernel.waitFor(({ parent, content }) => parent === id && content["execution_state"] === "idle");
  });

  it("comm_binary_buffers", async () => {
    open("binary", "echo");
    await next("binary");
    send("binary", "bytes", [Buffer.from([0, 1, 255]), Buffer.alloc(100_000, 7)]);
    const answer = await next("binary", "comm_msg", (data) => (data as { echo?: unknown }).echo === "bytes");
    expect(answer.buffers.map((buffer) => buffer.length)).toEqual([3, 100_000]);
    expect([...(answer.buffers[0] ?? [])]).toEqual([0, 1, 255]);
  });

  it("comm_opened_by_kernel", async () => {
    const done = await kernel.execute(
      "const pushed = nb.comms.open('page', { start: true }, { m: 1 }, [Uint8Array.of(9)]); pushed.onMsg((m) => console.log('got', m.data)); pushed.send({ more: 2 }); pushed.id",
    );
    const opened = done.messages.find(({ type }) => type === "comm_open");
    expect(opened?.content).toMatchObject({ target_name: "page", data: { start: true } });
    expect(opened?.metadata).toEqual({ m: 1 });
    expect(opened?.buffers).toHaveLength(1);
    const id = String(opened?.content["comm_id"]);
    expect((await next(id)).content["data"]).toEqual({ more: 2 });
    send(id, "to the kernel");
    await kernel.waitFor(
      ({ type, content }) => type === "stream" && String(content["text"]).includes("got to the kernel"),
    );
  });

  it("comm_live_while_cell_awaits", async () => {
    open("live", "echo");
    await next("live");
    const id = kernel.begin("await new Promise((r) => setTimeout(r, 1500)); 'end'");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    send("live", "while awaiting");
    await next("live", "comm_msg", (data) => (data as { echo?: unknown }).echo === "while awaiting");
    expect(kernel.of(id).some(({ type }) => type === "execute_result")).toBe(false);
    await kernel.finish(id);
  });

  it("comm_status_pushed_from_busy_async_cell", async () => {
    const id = kernel.begin(
      "const status = nb.comms.open('status'); for (let i = 0; i < 3; i++) { await new Promise((r) => setTimeout(r, 300)); status.send({ i }) } 0",
    );
    const opened = await kernel.waitFor(({ parent, type }) => parent === id && type === "comm_open");
    await next(String(opened.content["comm_id"]), "comm_msg", (data) => (data as { i: number }).i === 0);
    expect(kernel.of(id).some(({ type }) => type === "execute_result")).toBe(false);
    await kernel.finish(id);
  });

  it("comm_close_reaches_the_cell", async () => {
    open("leaving", "echo");
    await next("leaving");
    kernel.send("shell", "comm_close", { comm_id: "leaving", data: {} });
    await kernel.waitFor(
      ({ type, content }) => type === "stream" && String(content["text"]).includes("closed leaving"),
    );
    expect((await kernel.request("comm_info_request", { target_name: "echo" })).reply["comms"]).not.toHaveProperty(
      "leaving",
    );
  });

  it("an_error_in_a_handler_is_told_and_survived", async () => {
    await kernel.execute("nb.comms.registerTarget('broken', () => { throw new Error('handler broke') })");
    open("b1", "broken");
    await kernel.waitFor(({ type, content }) => type === "stream" && String(content["text"]).includes("handler broke"));
    expect(printed(await kernel.execute("console.log('still here')"))).toBe("still here\n");
  });
});
