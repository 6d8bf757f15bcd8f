import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { broadcast, KernelClient, printed, result } from "./client";

describe("execute", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const text = async (code: string) => result(await kernel.execute(code))?.["text/plain"];
  const ok = async (code: string) => {
    const done = await kernel.execute(code);
    expect(done.reply).toMatchObject({ status: "ok" });
    return done;
  };

  it("last_value_is_execute_result", async () => {
    const done = await ok("6 * 7");
    const message = done.messages.find(({ type }) => type === "execute_result");
    expect(message?.content).toEqual({
      execution_count: done.reply["execution_count"],
      data: { "text/plain": "42" },
      metadata: {},
    });
  });

  it("plain_text_has_no_ansi_when_asked", async () => {
    const plain = await text("({ a: 1, b: 'two', c: [true, null, undefined], d: new Map([[1, 2]]) })");
    expect(plain).toContain("'two'");
    expect(plain).not.toContain("\u001b");
  });

  it("declaration_gives_no_result", async () => {
    for (const code of [
      "const d1 = 5",
      "function d2() { return 1 }",
      "class D3 {}",
      "enum D4 { A, B }",
      "type D5 = string",
    ]) {
      expect(broadcast(await ok(code))).toEqual(["status", "execute_input", "status"]);
    }
  });

  it("undefined_gives_no_result", async () => {
    expect(result(await ok("undefined"))).toBeUndefined();
    expect(result(await ok("void 0"))).toBeUndefined();
  });

  it("null_result_is_shown", async () => {
    expect(await text("null")).toBe("null");
  });

  it("values_that_json_cannot_carry", async () => {
    expect(await text("NaN")).toBe("NaN");
    expect(await text("-0")).toBe("-0");
    expect(await text("2n ** 70n")).toBe("1180591620717411303424n");
    expect(await text("Symbol('s')")).toBe("Symbol(s)");
  });

  it("redeclare_const_across_cells", async () => {
    await ok("const again: number = 1");
    await ok("const again: string = 'two'");
    expect(await text("again.toUpperCase()")).toBe("'TWO'");
  });

  it("types_classes_across_cells", async () => {
    await ok("interface Star { name: string; magnitude: number }");
    await ok("class Catalogue { constructor(readonly stars: Star[]) {} brightest() { return this.stars[0] } }");
    await ok("enum Band { V = 5, R }\ntype Colour = keyof typeof Band");
    expect(await text("new Catalogue([{ name: 'Vega', magnitude: 0.03 }]).brightest()?.name")).toBe("'Vega'");
    expect(await text("const colour: Colour = 'R'; Band[colour]")).toBe("6");
    const wrong = await kernel.execute("const star: Star = { name: 'Vega' }");
    expect(wrong.reply["evalue"]).toContain("magnitude");
  });

  it("reassign_and_closure_see_same_variable", async () => {
    await ok("let counter = 0; function next() { return ++counter }");
    await ok("counter = 10");
    expect(await text("next()")).toBe("11");
    expect(await text("counter")).toBe("11");
  });

  it("shorthand_property_of_previous_variable", async () => {
    await ok("const shorthand = 3");
    expect(await text("({ shorthand })")).toBe("{ shorthand: 3 }");
  });

  it("destructuring_and_for_of", async () => {
    await ok("const { p, q: [r, ...s] } = { p: 1, q: [2, 3, 4] }");
    expect(await text("let total = p + r; for (const x of s) total += x; total")).toBe("10");
  });

  it("top_level_await", async () => {
    await ok("const awaited = await new Promise<number>((resolve) => setTimeout(() => resolve(9), 5))");
    expect(await text("awaited + (await Promise.resolve(1))")).toBe("10");
  });

  it("top_level_for_await", async () => {
    await ok("async function* three() { yield 1; yield 2; yield 3 }");
    expect(printed(await ok("for await (const x of three()) console.log(x)"))).toBe("1\n2\n3\n");
    expect(printed(await ok("for await (const x of [Promise.resolve('p'), 'q']) console.log(x)"))).toBe("p\nq\n");
  });

  it("promise_last_value_is_shown_or_awaited", async () => {
    expect(await text("Promise.resolve(42)")).toBe("42");
    expect((await kernel.execute("Promise.reject(new RangeError('no'))")).reply["ename"]).toBe("RangeError");
  });

  it("last_value_in_if_or_try", async () => {
    expect(await text("if (1 < 2) { 'yes' } else { 'no' }")).toBe("'yes'");
    expect(await text("try { 'tried' } catch { 'caught' }")).toBe("'tried'");
  });

  it("type_error_is_reported_before_running", async () => {
    const done = await kernel.execute("console.log('ran')\nconst wrong: number = 'text'");
    expect(done.reply).toMatchObject({ status: "error", ename: "TypeCheckError" });
    expect(done.reply["evalue"]).toContain("TS2322");
    expect(printed(done)).toBe("");
    const traceback = (done.reply["traceback"] as string[]).join("\n");
    expect(traceback).toContain(":2:7");
    expect(traceback).toContain("const wrong: number = 'text'");
    expect(broadcast(done)).toEqual(["status", "execute_input", "error", "status"]);
  });

  it("errors_come_with_a_hint", async () => {
    const hint = async (code: string) =>
      ((await kernel.execute(code)).reply["traceback"] as string[]).find((line) => line.includes("Hint:"));
    expect(await hint("function loose(x) { return x }")).toContain("(x: number)");
    expect(await hint("const apogee = 1; apoge")).toContain("Change spelling to 'apogee'");
    expect(await hint("const late = (async () => 5)(); late.toFixed()")).toContain("await");
    expect(await hint("new Map([[1, 2]]).get(1).toFixed()")).toContain("?.");
    expect(await hint("basename('/a/b')")).toMatch(/import/);
  });

  it("checking_is_strict", async () => {
    expect((await kernel.execute("function loose(x) { return x }")).reply["evalue"]).toContain("TS7006");
    expect((await kernel.execute("const m = new Map([[1, 2]]); m.get(1).toFixed()")).reply["status"]).toBe("error");
  });

  it("checking_can_be_switched_off_for_a_cell", async () => {
    expect(await text("%%nocheck\nfunction loose(x) { return x + 1 }\nloose('1')")).toBe("'11'");
    expect(await text("// @ts-nocheck\nconst wrong: number = 'text'; wrong")).toBe("'text'");
  });

  it("type_narrowing_keeps_inferred_types_across_cells", async () => {
    await ok("const inferred = { deep: [{ value: 1 as 1 | 2 }] }");
    expect((await kernel.execute("const three: 3 = inferred.deep[0].value")).reply["evalue"]).toContain("TS2322");
    await ok("const one: 1 | 2 = inferred.deep[0].value");
  });

  it("thrown_error_is_error_message", async () => {
    const done = await kernel.execute("throw new TypeError('wrong kind')");
    const expected = { ename: "TypeError", evalue: "wrong kind", traceback: expect.any(Array) };
    expect(done.reply).toMatchObject({ status: "error", ...expected });
    expect(done.messages.find(({ type }) => type === "error")?.content).toEqual(expected);
  });

  it("traceback_points_at_cell_line", async () => {
    const code =
      "interface Gone {\n  from: 'the output'\n}\n\nfunction thrower(): never {\n  throw new Error('here')\n}\nthrower()";
    const { reply } = await kernel.execute(code);
    const traceback = (reply["traceback"] as string[]).join("\n");
    const cell = `cell-${reply["execution_count"]}.ts`;
    expect(traceback).toContain(`${cell}:6:9`);
    expect(traceback).toContain(`${cell}:8:1`);
    expect(traceback).toContain("6 |   throw new Error('here')");
    expect(traceback).not.toMatch(/code-process|node:internal|node:inspector/);
  });

  it("traceback_shows_cause", async () => {
    const { reply } = await kernel.execute("throw new Error('outer', { cause: new RangeError('inner') })");
    expect((reply["traceback"] as string[]).join("\n")).toContain("Caused by: RangeError: inner");
  });

  it("hint_and_place_of_our_errors_are_shown", async () => {
    await ok("import { NightbookError } from 'nightbook/core'");
    const { reply } = await kernel.execute(
      "throw new NightbookError('Cannot read it', { code: 'X', place: { path: 'a.fits', line: 3 }, hint: 'Copy it again' })",
    );
    expect(reply["ename"]).toBe("NightbookError");
    const traceback = reply["traceback"] as string[];
    expect(traceback).toContain("Hint: Copy it again");
    expect(traceback).toContain("Where: a.fits, line 3");
  });

  it("syntax_error_is_error_message", async () => {
    const { reply } = await kernel.execute("const = 5");
    expect(reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect((await kernel.execute("foo(")).reply["ename"]).toBe("SyntaxError");
    expect((await kernel.execute("const s = `open")).reply["ename"]).toBe("SyntaxError");
  });

  it("an_error_bears_the_name_of_its_class", async () => {
    await ok("class LensError extends RangeError {}\nclass CameraError extends Error { override name = 'Camera' }");
    const { reply } = await kernel.execute("throw new LensError('too near')");
    expect(reply).toMatchObject({ ename: "LensError", evalue: "too near" });
    expect((reply["traceback"] as string[])[0]).toBe("LensError: too near");
    expect((await kernel.execute("throw new CameraError('x')")).reply["ename"]).toBe("Camera");
  });

  it("user_expressions_in_typescript", async () => {
    const user_expressions = {
      typed: "[1, 2].map((x: number) => x as number)",
      later: "await Promise.resolve(3)",
      bad: "un(",
    };
    const { reply } = await kernel.execute("1", { user_expressions });
    expect(reply["user_expressions"]).toMatchObject({
      typed: { status: "ok", data: { "text/plain": "[ 1, 2 ]" } },
      later: { status: "ok", data: { "text/plain": "3" } },
      bad: { status: "error", ename: "SyntaxError", traceback: [expect.stringMatching(/^SyntaxError/)] },
    });
  });

  it("non_error_throw", async () => {
    const { reply } = await kernel.execute("throw { code: 7 }");
    expect(reply["status"]).toBe("error");
    expect(reply["evalue"]).toContain("code: 7");
    expect((await kernel.execute("throw null")).reply["evalue"]).toBe("null");
    expect((await kernel.execute("throw undefined")).reply["evalue"]).toBe("undefined");
  });

  it("next_cell_right_after_error_runs", async () => {
    await kernel.execute("throw new Error('first')");
    expect(await text("'second'")).toBe("'second'");
  });

  it("what_ran_before_an_error_is_kept", async () => {
    await kernel.execute("const kept = 8; throw new Error('after')");
    expect(await text("kept")).toBe("8");
  });

  it("stop_on_error_aborts_queue", async () => {
    const ids = ["throw new Error('stop')", "globalThis.console.log('not run')", "1"].map((code) => kernel.begin(code));
    const [first, second, third] = await Promise.all(ids.map((id) => kernel.finish(id)));
    expect(first?.reply["status"]).toBe("error");
    expect(second?.reply["status"]).toBe("aborted");
    expect(third?.reply["status"]).toBe("aborted");
    expect(broadcast(second ?? { reply: {}, messages: [] })).toEqual(["status", "status"]);
  });

  it("stop_on_error_false_keeps_queue", async () => {
    const first = kernel.begin("throw new Error('go on')", { stop_on_error: false });
    const second = kernel.begin("'went on'");
    expect((await kernel.finish(first)).reply["status"]).toBe("error");
    expect(result(await kernel.finish(second))?.["text/plain"]).toBe("'went on'");
  });

  it("cells_run_in_order", async () => {
    await ok("const order: number[] = []");
    const ids = [30, 10, 0].map((delay, index) =>
      kernel.begin(`await new Promise((r) => setTimeout(r, ${delay})); order.push(${index})`),
    );
    await Promise.all(ids.map((id) => kernel.finish(id)));
    expect(await text("order")).toBe("[ 0, 1, 2 ]");
  });

  it("export_keyword_is_accepted", async () => {
    await ok("export const exported = 12");
    expect(await text("exported")).toBe("12");
  });

  it("options_of_quarto_are_comments", async () => {
    expect(await text("//| label: fig-light\n//| echo: false\n6 * 7")).toBe("42");
    expect(await text('#| label: fig-light\n#| fig-cap: "Light `of` a star"\n\n6 * 7')).toBe("42");
    const failed = await kernel.execute("#| echo: false\nthrow new Error('second line')");
    expect(String(failed.reply["traceback"])).toMatch(/cell-\d+\.ts:2:7/);
    const { reply } = await kernel.request("is_complete_request", { code: "#| echo: false\n1" });
    expect(reply["status"]).toBe("complete");
    expect((await kernel.execute("1\n#| no option")).reply["ename"]).toBe("SyntaxError");
  });

  it("decorators_of_the_language_and_the_older_ones", async () => {
    const standard = `function named(value: Function, context: ClassDecoratorContext) { console.log(context.kind, context.name) }
      function logged<T extends (...args: any[]) => any>(method: T, context: ClassMethodDecoratorContext) {
        return function (this: unknown, ...args: Parameters<T>): ReturnType<T> { console.log(String(context.name)); return method.apply(this, args) } as T;
      }
      @named class Lamp { @logged glow(watts: number) { return watts * 2 } }
      new Lamp().glow(2)`;
    const done = await ok(standard);
    expect([printed(done), result(done)?.["text/plain"]]).toEqual(["class Lamp\nglow\n", "4"]);
    const older = "function mark(target: object, key: string) { console.log(key) }\nclass Mirror { @mark width = 1 }";
    expect(printed(await ok(older))).toBe("width\n");
    expect(await text("new Mirror().width")).toBe("1");
    const { reply } = await kernel.execute("function wrong(a: number) {}\n@wrong class Tube {}");
    expect(reply["evalue"]).toMatch(/^TS1238/);
  });

  it("blank_cell", async () => {
    const done = await ok("  \n ");
    expect(result(done)).toBeUndefined();
  });

  it("comments_only", async () => {
    expect(result(await ok("// nothing\n/* at all */"))).toBeUndefined();
  });
});
