import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { displayed, KernelClient, result } from "./client";

describe("what notebooks of Deno use", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  it("display_with_options", async () => {
    const done = await kernel.execute(
      "await Deno.jupyter.display({ 'text/html': '<b>1</b>' }, { raw: true, display_id: 'd' }); await Deno.jupyter.display({ 'text/plain': '2' }, { raw: true, update: true, display_id: 'd' })",
    );
    const shown = done.messages.filter(({ type }) => type.endsWith("display_data"));
    expect(shown.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
    expect(shown.map(({ content }) => content["transient"])).toEqual([{ display_id: "d" }, { display_id: "d" }]);
    expect(displayed(await kernel.execute("Deno.jupyter.display({ a: 1 })"))).toEqual([{ "text/plain": "{ a: 1 }" }]);
  });

  it("tagged_templates", async () => {
    expect(result(await kernel.execute(`Deno.jupyter.md\`# \${1 + 1}\``))).toEqual({
      "text/markdown": "# 2",
      "text/plain": "# 2",
    });
    expect(result(await kernel.execute(`const { html, svg } = Deno.jupyter; html\`<i>\${'x'}</i>\``))).toMatchObject({
      "text/html": "<i>x</i>",
    });
    expect(result(await kernel.execute("svg`<svg/>`"))).toMatchObject({ "image/svg+xml": "<svg/>" });
  });

  it("broadcast_format_and_symbol", async () => {
    const done = await kernel.execute(
      "await Deno.jupyter.broadcast('custom_message', { a: 1 }, { metadata: { m: 2 } })",
    );
    expect(done.messages.find(({ type }) => type === "custom_message")).toMatchObject({
      content: { a: 1 },
      metadata: { m: 2 },
    });
    expect(result(await kernel.execute("(await Deno.jupyter.format(5))['text/plain']"))?.["text/plain"]).toBe("'5'");
    expect(
      result(await kernel.execute("Deno.jupyter.$display === Symbol.for('Jupyter.display')"))?.["text/plain"],
    ).toBe("true");
  });

  it("packages_do_not_take_the_process_for_deno", async () => {
    expect(result(await kernel.execute("'Deno' in globalThis"))?.["text/plain"]).toBe("false");
  });
});
