import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

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

  it("prompt_confirm_and_alert_wait_without_await", async () => {
    const answers = ["Vega", "", "y", "no", ""];
    kernel.answer = () => answers.shift() ?? "?";
    const id = kernel.begin(
      "console.log('before'); const said = [prompt('Star?'), prompt('Band?', 'V'), confirm('Sure?'), confirm('Really?')]; alert('Done'); said",
    );
    expect(result(await kernel.finish(id))?.["text/plain"]).toBe("[ 'Vega', 'V', true, false ]");
    const prompts = kernel.of(id).filter(({ type }) => type === "input_request");
    expect(prompts.map(({ content }) => content["prompt"])).toEqual([
      "Star? ",
      "Band? [V] ",
      "Sure? [y/N] ",
      "Really? [y/N] ",
      "Done [Enter] ",
    ]);
    const types = kernel.of(id).map(({ type }) => type);
    expect(types.indexOf("stream")).toBeLessThan(types.indexOf("input_request"));
  });

  it("prompt_gives_null_where_nobody_can_answer", async () => {
    const done = await kernel.execute("alert('Hello'); [prompt('Star?'), confirm('Sure?')]", { allow_stdin: false });
    expect(result(done)?.["text/plain"]).toBe("[ null, false ]");
    expect(printed(done)).toBe("Hello\n");
  });

  it("prompt_can_be_interrupted_and_a_late_answer_is_none", async () => {
    kernel.answer = undefined;
    const id = kernel.begin("let asked = 0; asked++; prompt('Never answered ')");
    const question = await kernel.waitFor(({ parent, type }) => parent === id && type === "input_request");
    await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.finish(id)).reply["ename"]).toBe("KeyboardInterrupt");
    kernel.send("stdin", "input_reply", { status: "ok", value: "late" });
    kernel.answer = () => "fresh";
    expect(question.content["prompt"]).toBe("Never answered  ");
    expect(result(await kernel.execute("[asked, prompt('Again?')]"))?.["text/plain"]).toBe("[ 1, 'fresh' ]");
  });

  it("prompt_works_in_timers_and_after_await", async () => {
    kernel.answer = (prompt) => prompt.trim();
    const code = "await new Promise((settle) => setTimeout(() => settle(prompt('one')), 5)) + String(prompt('two'))";
    expect(result(await kernel.execute(code))?.["text/plain"]).toBe("'onetwo'");
  });
});
