import { inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { chart } from "../../src/charts/chart";
import { textWidth } from "../../src/charts/font-metrics.node";
import { renderPng, renderSvg } from "../../src/charts/render.node";

const square = (more: Record<string, unknown> = {}) =>
  chart({ width: 40, height: 40, data: { values: [{ x: 1 }] }, mark: "point", ...more }, 'A point <&> "more".').spec;

/** Size and scan lines of a PNG file. */
function decode(png: Uint8Array) {
  const file = Buffer.from(png);
  expect(file.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]));
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), lines: inflateSync(Buffer.concat(data)) };
}

describe("renderSvg", () => {
  it("gives the picture the description of the chart", async () => {
    expect(await renderSvg(square())).toContain('role="img" aria-label="A point &lt;&amp;&gt; &quot;more&quot;."');
  });

  it("draws plain Vega as well", async () => {
    const vega = { $schema: "https://vega.github.io/schema/vega/v5.json", width: 10, height: 10, marks: [] };
    expect((await renderSvg(vega)).startsWith("<svg")).toBe(true);
  });

  it("leaves the specification alone and gives equal documents for equal charts", async () => {
    const spec = square({ mark: { type: "point", clip: true } });
    const before = JSON.stringify(spec);
    const [first, second] = [await renderSvg(spec), await renderSvg(spec)];
    expect(first).toBe(second);
    expect(first).toContain("clip1");
    expect(JSON.stringify(spec)).toBe(before);
  });

  it.each([
    ["a file", { data: { url: "/etc/passwd", format: { type: "csv" } } }],
    ["a file address", { data: { url: "file:///etc/passwd" } }],
    ["an address", { data: { url: "https://example.org/data.json" } }],
    ["a picture", { mark: { type: "image", url: "https://example.org/a.png", width: 10, height: 10 } }],
  ])("refuses %s", async (_, more) => {
    await expect(renderSvg(square(more))).rejects.toMatchObject({ name: "NightbookError", code: "CHART_LOADS_DATA" });
  });

  it.each([
    ["no mark", { mark: undefined }],
    ["an unknown mark", { mark: "sculpture" }],
    ["a broken expression", { transform: [{ calculate: "datum.(", as: "y" }] }],
  ])("says that it cannot draw %s", async (_, more) => {
    await expect(renderSvg(square(more))).rejects.toMatchObject({ name: "NightbookError", code: "CHART_INVALID" });
  });
});

describe("renderPng", () => {
  it("has twice the pixels of the size at which it is shown", async () => {
    const { png, width, height } = await renderPng(square());
    const file = decode(png);
    expect([file.width, file.height]).toEqual([2 * width, 2 * height]);
    const small = await renderPng(square(), { scale: 1 });
    expect([small.width, small.height]).toEqual([width, height]);
    expect(decode(small.png).width).toBe(width);
  });

  it("draws text with the font of the package", async () => {
    const title = (text: string) => renderPng(square({ title: text }), { scale: 1 });
    const [words, other] = [decode((await title("αβγ −10⁻⁶")).png), decode((await title("αβγ −10⁻⁷")).png)];
    expect([words.width, words.height]).toEqual([other.width, other.height]);
    expect(words.lines.equals(other.lines)).toBe(false);
  });

  it("refuses impossible scales and pictures that would fill the memory", async () => {
    await expect(renderPng(square(), { scale: 0 })).rejects.toThrow(RangeError);
    await expect(renderPng(square(), { scale: Number.NaN })).rejects.toThrow(RangeError);
    await expect(renderPng(square({ width: 50_000, height: 50_000 }))).rejects.toMatchObject({
      code: "CHART_TOO_LARGE",
    });
  });
});

describe("textWidth", () => {
  it("adds the advances of the font", () => {
    // DejaVu Sans: 2048 units per em, digits 1303, space 651, "m" 1995.
    expect(textWidth("0")).toBeCloseTo(1303 / 2048, 10);
    expect(textWidth("m 0")).toBeCloseTo((1995 + 651 + 1303) / 2048, 10);
    expect(textWidth("")).toBe(0);
  });

  it("has every character that the charts write", () => {
    const missing = textWidth("\u{e000}");
    for (const character of "₀₁₂⁰¹²³⁴⁵⁶⁷⁸⁹⁻−±×ρσηΓ°³λτ") {
      expect([character, textWidth(character) > 0 && textWidth(character) !== missing]).toEqual([character, true]);
    }
  });
});
