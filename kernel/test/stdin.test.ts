import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, result } from "./client";

describe("stdin", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  it("input_request", async () => {
    kernel.answer = (prompt) => `answer to ${prompt}`;
    const id = kernel.begin("await nb.input('Name? ')");
    expect(result(await kernel.finish(id))?.["text/plain"]).toBe("'answer to Name? '");
    const asked = kernel.of(id).find(({ type }) => type === "input_request");
    expect(asked?.content).toEqual({ prompt: "Name? ", password: false });
  });

  it("input_of_a_password", async () => {
    kernel.answer = () => "secret";
    const id = kernel.begin("const word = await nb.input('Word? ', { password: true }); word.length");
    expect(result(await kernel.finish(id))?.["text/plain"]).toBe("6");
    expect(kernel.of(id).find(({ type }) => type === "input_request")?.content["password"]).toBe(true);
  });

  it("input_refused_when_not_allowed", async () => {
    const done = await kernel.execute("await nb.input('Name? ')", { allow_stdin: false });
    expect(done.reply["status"]).toBe("error");
    expect(String(done.reply["evalue"])).toContain("input");
  });

  it("input_can_be_interrupted", async () => {
    kernel.answer = undefined;
    const id = kernel.begin("await nb.input('Never answered ')");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "input_request");
    await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.finish(id)).reply["ename"]).toBe("KeyboardInterrupt");
  });
});
