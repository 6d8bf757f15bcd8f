import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, result } from "./client";

describe("introspection", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  /** Completes at the bar in the text. */
  const complete = async (marked: string) => {
    const code = marked.replace("|", "");
    const cursor_pos = [...marked.slice(0, marked.indexOf("|"))].length;
    const { reply } = await kernel.request("complete_request", { code, cursor_pos });
    return reply as { matches: string[]; cursor_start: number; cursor_end: number; metadata: Record<string, unknown> };
  };
  const inspect = async (marked: string) => {
    const code = marked.replace("|", "");
    const cursor_pos = [...marked.slice(0, marked.indexOf("|"))].length;
    const { reply } = await kernel.request("inspect_request", { code, cursor_pos, detail_level: 0 });
    return reply as { found: boolean; data: Record<string, string> };
  };
  const isComplete = async (code: string) => (await kernel.request("is_complete_request", { code })).reply;

  it("complete_members", async () => {
    const { matches, cursor_start, cursor_end } = await complete("'abc'.toUp|");
    expect(matches[0]).toBe("toUpperCase");
    expect([cursor_start, cursor_end]).toEqual([6, 10]);
  });

  it("complete_previous_cell_variable", async () => {
    await kernel.execute("const brightness = { peak: 5, floor: 1 }");
    expect((await complete("brigh|")).matches).toContain("brightness");
    expect((await complete("brightness.|")).matches).toEqual(expect.arrayContaining(["peak", "floor"]));
  });

  it("complete_by_static_type", async () => {
    expect((await complete("function f(x: { alpha: number; beta: string }) { x.al| }")).matches).toEqual(["alpha"]);
  });

  it("complete_string_literal_union", async () => {
    await kernel.execute("type Engine = 'dynamic' | 'static'; function start(engine: Engine) {}");
    expect((await complete("start('|')")).matches).toEqual(expect.arrayContaining(["dynamic", "static"]));
    const part = await complete("start('dy|')");
    expect(part.matches).toEqual(["dynamic"]);
    expect([part.cursor_start, part.cursor_end]).toEqual([7, 9]);
  });

  it("complete_unrun_code_in_cell", async () => {
    expect((await complete("const unrun = { gamma: 1 }\nunrun.ga|")).matches).toEqual(["gamma"]);
  });

  it("complete_import_path", async () => {
    fs.writeFileSync(path.join(kernel.folder, "neighbour.ts"), "export const x = 1");
    expect((await complete("import { x } from './neigh|'")).matches).toContain("neighbour");
    expect((await complete("import * as fs from 'node:f|'")).matches).toContain("node:fs");
    expect((await complete("import { x } from 'nightb|'")).matches).toContain("nightbook");
    expect((await complete("import { x } from 'nightbook/co|'")).matches.some((name) => name.endsWith("core"))).toBe(
      true,
    );
  });

  it("complete_import_names", async () => {
    expect((await complete("import { readFileS| } from 'node:fs'")).matches).toContain("readFileSync");
  });

  it("complete_has_type_metadata", async () => {
    await kernel.execute("class Kinds { method() {} property = 1 }");
    const { metadata } = await complete("new Kinds().|");
    const types = metadata["_jupyter_types_experimental"] as { text: string; type: string }[];
    expect(types).toContainEqual({ text: "method", type: "function", start: 12, end: 12 });
    expect(types).toContainEqual({ text: "property", type: "property", start: 12, end: 12 });
  });

  it("complete_cursor_counts_code_points", async () => {
    const { matches, cursor_start, cursor_end } = await complete("const s = '😀😀'; s.toUp|");
    expect(matches[0]).toBe("toUpperCase");
    expect([cursor_start, cursor_end]).toEqual([18, 22]);
  });

  it("complete_has_no_side_effects", async () => {
    await kernel.execute("let touched = 0; const touchy = { get inner() { touched++; return { deep: 1 } } }");
    expect((await complete("touchy.inner.|")).matches).toContain("deep");
    expect(result(await kernel.execute("touched"))?.["text/plain"]).toBe("0");
  });

  it("complete_while_cell_awaits", async () => {
    const id = kernel.begin("await new Promise((r) => setTimeout(r, 1500))");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    expect((await complete("'abc'.trimS|")).matches).toContain("trimStart");
    expect(kernel.of(id).some(({ type }) => type === "execute_reply")).toBe(false);
    await kernel.finish(id);
  });

  it("complete_while_cell_computes", async () => {
    const id = kernel.begin("const until = Date.now() + 1500; while (Date.now() < until);");
    await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
    expect((await complete("'abc'.trimS|")).matches).toContain("trimStart");
    expect(kernel.of(id).some(({ type }) => type === "execute_reply")).toBe(false);
    await kernel.finish(id);
  });

  it("complete_notebook_api", async () => {
    expect((await complete("nb.disp|")).matches).toEqual(["display"]);
    expect((await complete("nb.display.ve|")).matches).toEqual(["vega"]);
  });

  it("complete_in_broken_code", async () => {
    expect((await complete("if (true) { 'abc'.toLo|")).matches).toContain("toLowerCase");
  });

  it("inspect_variable_type", async () => {
    await kernel.execute("const redshift: Map<string, number> = new Map()");
    const { found, data } = await inspect("redsh|ift");
    expect(found).toBe(true);
    expect(data["text/plain"]).toContain("const redshift: Map<string, number>");
    expect((await inspect("redshift|")).found).toBe(true);
    expect((await inspect("   |   ")).found).toBe(false);
  });

  it("inspect_of_an_unknown_name_finds_nothing", async () => {
    const { reply } = await kernel.request("inspect_request", { code: "nowhere", cursor_pos: 3, detail_level: 0 });
    expect(reply).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
  });

  it("inspect_jsdoc", async () => {
    const code = "/** Distance modulus. @param d distance in parsec */\nfunction modulus(d: number) { return d }";
    const { data } = await inspect(`${code}\nmodul|us(1)`);
    expect(data["text/plain"]).toContain("Distance modulus.");
    expect(data["text/plain"]).toContain("distance in parsec");
  });

  it("inspect_inside_call_gives_signature", async () => {
    await kernel.execute("function airmass(altitude: number, model?: string): number { return altitude }");
    expect((await inspect("airmass(|)")).data["text/plain"]).toContain("airmass(altitude: number, model?: string");
    expect((await inspect("airmass(30, |)")).data["text/plain"]).toContain("airmass(altitude: number, model?: string");
    expect((await inspect("[1].map(|")).data["text/plain"]).toContain("callbackfn");
  });

  it("inspect_rich_markdown", async () => {
    const { data } = await inspect("JSON.stri|ngify");
    expect(data["text/markdown"]).toMatch(/^```typescript\n/);
    expect(data["text/markdown"]).toContain("stringify");
  });

  it("help_on_a_name_is_paged", async () => {
    for (const code of ["JSON.parse?", "?JSON.parse", "JSON.parse??"]) {
      const { reply } = await kernel.execute(code);
      const [page] = reply["payload"] as { source: string; data: Record<string, string> }[];
      expect(page?.source).toBe("page");
      expect(page?.data["text/plain"]).toContain("parse(text: string");
    }
    expect((await kernel.execute("const maybe = true ? 1 : 2; maybe")).reply["payload"]).toEqual([]);
  });

  it("is_complete_states", async () => {
    for (const code of [
      "1 + 1",
      "const a = 1",
      "function f() {\n}",
      "",
      "await x",
      "`closed`",
      "for await (const x of y) {}",
    ]) {
      expect(await isComplete(code)).toMatchObject({ status: "complete" });
    }
    for (const code of [
      "function f() {",
      "foo(",
      "1 +",
      "`open",
      "`open ${1",
      "/* open",
      "if (x) {\n  y(",
      "const a =",
      "[1,",
      "x.",
      "class A {\n  m() {",
    ]) {
      expect([code, await isComplete(code)]).toEqual([code, expect.objectContaining({ status: "incomplete" })]);
    }
    expect((await isComplete("  if (x) {"))["indent"]).toBe("    ");
  });

  it("is_complete_invalid", async () => {
    for (const code of ["}", "const = 5", "const a = ;", "1 1", "'open", "foo)", "const x = 1 const y = 2", "let 5a"]) {
      expect([code, await isComplete(code)]).toEqual([code, expect.objectContaining({ status: "invalid" })]);
    }
  });
});
