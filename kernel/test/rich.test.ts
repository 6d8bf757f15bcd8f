import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { displayed, KernelClient, type KernelMessage, result } from "./client";

const vegaLite = "application/vnd.vegalite.v5+json";
const pngText = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("rich display", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const value = async (code: string) => {
    const done = await kernel.execute(code);
    expect(done.reply).toMatchObject({ status: "ok" });
    return result(done);
  };
  const shown = async (code: string) => {
    const done = await kernel.execute(code);
    expect(done.reply).toMatchObject({ status: "ok" });
    expect(result(done)).toBeUndefined();
    return displayed(done);
  };

  it("display_html", async () => {
    expect(await shown("nb.display.html('<b>x</b>')")).toEqual([
      { "text/html": "<b>x</b>", "text/plain": "[text/html]" },
    ]);
  });

  it("display_markdown_and_svg", async () => {
    expect(await shown("nb.display.markdown('# title')")).toEqual([
      { "text/markdown": "# title", "text/plain": "# title" },
    ]);
    expect((await shown("nb.display.svg('<svg></svg>')"))[0]).toMatchObject({ "image/svg+xml": "<svg></svg>" });
  });

  it("display_multi_mime_bundle", async () => {
    const [bundle] = await shown(
      "nb.display({ 'text/html': '<i>i</i>', 'text/plain': 'i', 'application/json': { a: 1n } }, { raw: true })",
    );
    expect(bundle).toEqual({ "text/html": "<i>i</i>", "text/plain": "i", "application/json": { a: "1" } });
  });

  it("display_vegalite", async () => {
    const [bundle] = await shown("nb.display.vega({ mark: 'point', title: 'Light curve', data: { values: [] } })");
    expect(bundle).toEqual({
      [vegaLite]: { mark: "point", title: "Light curve", data: { values: [] } },
      "text/plain": "Chart: Light curve",
    });
  });

  it("display_png_is_base64", async () => {
    const [bundle] = await shown(`nb.display.image(Buffer.from('${pngText}', 'base64'))`);
    expect(bundle?.["image/png"]).toBe(pngText);
    expect((await kernel.execute("await nb.display.image(new Uint8Array([1, 2, 3]))")).reply["ename"]).toBe(
      "TypeError",
    );
  });

  it("update_display_data", async () => {
    const done = await kernel.execute(
      "await nb.display('one', { id: 'd' }); await nb.display('two', { id: 'd', update: true })",
    );
    const [first, second] = done.messages.filter(({ type }) => type.endsWith("display_data"));
    expect(first).toMatchObject({ type: "display_data", content: { transient: { display_id: "d" } } });
    expect(second).toMatchObject({
      type: "update_display_data",
      content: { data: { "text/plain": "'two'" }, transient: { display_id: "d" } },
    });
  });

  it("transient_is_never_null", async () => {
    const done = await kernel.execute("nb.display(1)");
    const message = done.messages.find(({ type }) => type === "display_data") as KernelMessage;
    expect(message.content["transient"]).toEqual({});
  });

  it("clear_output", async () => {
    const done = await kernel.execute("nb.clearOutput(); nb.clearOutput(true)");
    const waits = done.messages.filter(({ type }) => type === "clear_output").map(({ content }) => content["wait"]);
    expect(waits).toEqual([false, true]);
  });

  it("result_with_jupyter_display_symbol", async () => {
    const code = "({ [Symbol.for('Jupyter.display')]() { return { 'text/html': '<u>u</u>', 'text/plain': 'u' } } })";
    expect(await value(code)).toEqual({ "text/html": "<u>u</u>", "text/plain": "u" });
  });

  it("result_with_async_jupyter_display_symbol", async () => {
    const code =
      "({ async [Symbol.for('Jupyter.display')]() { await new Promise((r) => setTimeout(r, 10)); return { 'text/html': 'a' } } })";
    expect(await value(code)).toMatchObject({ "text/html": "a", "text/plain": expect.any(String) });
  });

  it("display_symbol_that_throws_is_an_error_of_the_cell", async () => {
    const { reply } = await kernel.execute(
      "({ [Symbol.for('Jupyter.display')]() { throw new Error('cannot draw') } })",
    );
    expect(reply).toMatchObject({ status: "error", evalue: "cannot draw" });
  });

  it("result_vegalite_by_tospec", async () => {
    const spec = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" };
    expect(await value(`({ toSpec: () => (${JSON.stringify(spec)}) })`)).toEqual({
      [vegaLite]: spec,
      "text/plain": "Vega chart",
    });
  });

  it("result_vegalite_plain_spec", async () => {
    const spec = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", description: "A bar.", mark: "bar" };
    expect(await value(`(${JSON.stringify(spec)})`)).toEqual({ [vegaLite]: spec, "text/plain": "Chart: A bar." });
    const vega = await value("({ $schema: 'https://vega.github.io/schema/vega/v5.json', marks: [] })");
    expect(Object.keys(vega ?? {})).toContain("application/vnd.vega.v5+json");
  });

  it("result_dataframe_like", async () => {
    const rows = "[{ a: 1, b: '<script>' }, { a: 2, b: 'y' }]";
    const code = `({ schema: { a: 'f', b: 's' }, head() { return this }, toRecords: () => ${rows} })`;
    const html = String((await value(code))?.["text/html"]);
    expect(html).toMatch(/<th[^>]*>a<\/th><th>b<\/th>/);
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script>");
  });

  it("result_array_of_records", async () => {
    const bundle = await value("Array.from({ length: 120 }, (_, i) => ({ i, square: i * i }))");
    expect(bundle?.["text/html"]).toContain("<p>Showing 50 of 120 rows.</p>");
    expect(bundle?.["text/plain"]).toContain("square: 81");
  });

  it("result_arrow_table", async () => {
    const bundle = await value(
      "import { tableFromArrays } from 'apache-arrow'; tableFromArrays({ flux: Float64Array.of(1.5, 2.5) })",
    );
    expect(bundle?.["text/html"]).toMatch(/<td[^>]*>2.5<\/td>/);
    expect(bundle?.["text/plain"]).toMatch(/flux\n.*\n +1\.5/);
  });

  it("result_html_element_like", async () => {
    expect(await value("({ outerHTML: '<div>d</div>' })")).toMatchObject({ "text/html": "<div>d</div>" });
    expect(await value("({ outerHTML: '<svg viewBox=\"0 0 1 1\"></svg>' })")).toMatchObject({
      "image/svg+xml": '<svg viewBox="0 0 1 1"></svg>',
    });
  });

  it("result_png_bytes", async () => {
    expect(await value(`new Uint8Array(Buffer.from('${pngText}', 'base64'))`)).toMatchObject({ "image/png": pngText });
    expect(await value("new Uint8Array([1, 2])")).toEqual({ "text/plain": "Uint8Array(2) [ 1, 2 ]" });
  });

  it("result_canvas_like", async () => {
    expect(await value(`({ toDataURL: () => 'data:image/png;base64,${pngText}' })`)).toMatchObject({
      "image/png": pngText,
    });
  });

  it("rich_result_also_has_text_plain", async () => {
    for (const code of [
      "({ outerHTML: '<p>' })",
      "[{ a: 1 }]",
      "({ toDataURL: () => 'data:image/png;base64,AA==' })",
    ]) {
      const text = (await value(code))?.["text/plain"];
      expect(text).toEqual(expect.any(String));
      expect(text).not.toContain("\u001b");
    }
  });

  it("a_proxy_that_answers_to_everything_is_shown_as_text", async () => {
    const code = "new Proxy(function () {}, { get: (_t, name) => (name === 'then' ? undefined : () => undefined) })";
    expect(await value(code)).toEqual({ "text/plain": expect.any(String) });
  });

  it("a_proxy_is_never_waited_for", async () => {
    const silent = await kernel.execute("new Proxy({}, { get: () => () => undefined })");
    expect(silent.reply).toMatchObject({ status: "ok" });
    const throwing = await kernel.execute("new Proxy({ a: 1 }, { get() { throw new Error('trap') } })");
    expect(result(throwing)?.["text/plain"]).toBe("{ a: 1 }");
    const thenable = await kernel.execute("({ then: (settle: (value: number) => void) => settle(5) })");
    expect(result(thenable)?.["text/plain"]).toBe("5");
  });

  it("very_long_texts_are_cut_with_a_note", async () => {
    const text = String((await value("'x'.repeat(1_000_000)"))?.["text/plain"]);
    expect(text.length).toBeLessThan(110_000);
    expect(text).toContain("more characters");
  });

  it("progress_line", async () => {
    const done = await kernel.execute("const bar = nb.progress('Reading', 4); bar.update(4, 'd.fits'); bar.done()");
    const texts = done.messages
      .filter(({ type }) => type.endsWith("display_data"))
      .map(({ content }) => (content["data"] as Record<string, string>)["text/plain"]);
    expect(texts[0]).toContain("Reading: ░");
    expect(texts[1]).toContain("4/4  d.fits");
    expect(texts[2]).toBe("Reading: done");
  });
});

describe("images of charts", () => {
  it("a_chart_gets_an_image_and_keeps_its_place", async () => {
    const kernel = await KernelClient.start({ env: { NIGHTBOOK_PNG: "1" } });
    const done = await kernel.execute(
      "console.log('before'); nb.display.vega({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json', data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } }); console.log('after')",
    );
    const spoilt = await kernel.execute("nb.display.vega({ mark: 'no such mark' })");
    await kernel.stop();
    const order = done.messages.filter(({ type }) => type === "stream" || type === "display_data");
    expect(order.map(({ type }) => type)).toEqual(["stream", "display_data", "stream"]);
    const { data, metadata } = (order[1] as KernelMessage).content as {
      data: Record<string, unknown>;
      metadata: Record<string, unknown>;
    };
    expect(data[vegaLite]).toBeDefined();
    expect(String(data["image/png"])).toMatch(/^iVBOR/);
    const { width, height } = metadata["image/png"] as { width: number; height: number };
    const png = Buffer.from(String(data["image/png"]), "base64");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
    expect(displayed(spoilt)[0]?.[vegaLite]).toEqual({ mark: "no such mark" });
  });
});
