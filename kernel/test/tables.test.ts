import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Content, displayed, KernelClient, result } from "./client";

const tableMime = "application/vnd.nightbook.table.v1+json";

interface TableContent {
  v: number;
  columns: { name: string; kind: string; unit?: string; description?: string }[];
  rows: unknown[][];
  total: number;
  totalColumns: number;
  caption?: string;
}

describe("tables", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const value = async (code: string) => {
    const done = await kernel.execute(code);
    expect(done.reply).toMatchObject({ status: "ok" });
    return (result(done) ?? displayed(done)[0]) as Content;
  };
  const table = (bundle: Content) => bundle[tableMime] as TableContent;

  it("arrow_table_with_units", async () => {
    const bundle = await value(`
      import { Field, Float64, makeVector, Schema, Table, TimestampMillisecond, vectorFromArray } from "apache-arrow";
      const unit = new Map([["unit", "mJy"], ["description", "flux & <error>"]]);
      const schema = new Schema([new Field("time", new TimestampMillisecond()), new Field("flux", new Float64(), true, unit)]);
      const times = vectorFromArray([new Date(0), new Date(1500)], new TimestampMillisecond());
      new Table(schema, { time: times, flux: makeVector(Float64Array.of(1.5, NaN)) } as never)`);
    expect(table(bundle)).toEqual({
      v: 1,
      columns: [
        { name: "time", kind: "time" },
        { name: "flux", kind: "number", unit: "mJy", description: "flux & <error>" },
      ],
      rows: [
        ["1970-01-01T00:00:00.000Z", 1.5],
        ["1970-01-01T00:00:01.500Z", "NaN"],
      ],
      total: 2,
      totalColumns: 2,
    });
    expect(bundle["text/html"]).toContain('title="flux &amp; &lt;error&gt;">flux [mJy]</th>');
    expect(bundle["text/plain"]).toContain("flux [mJy]");
  });

  it("every_text_is_escaped", async () => {
    const bundle = await value(
      "nb.display.table([{ '<script>name</script>': '<script>alert(1)</script>' }], { caption: '<script>c</script>', units: { '<script>name</script>': '<script>u</script>' } })",
    );
    expect(bundle["text/html"]).not.toContain("<script>");
    expect(String(bundle["text/html"]).match(/&lt;script&gt;/g)).toHaveLength(4);
  });

  it("values_of_all_kinds", async () => {
    const bundle = await value(
      "[{ n: 1, t: 'a', b: true, d: new Date(0), big: 2n ** 70n, list: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], o: { a: 1 }, none: null, deep: new Float64Array(3) }]",
    );
    const { columns, rows } = table(bundle);
    expect(columns.map(({ kind }) => kind)).toEqual([
      "number",
      "text",
      "truth",
      "time",
      "number",
      "text",
      "text",
      "text",
      "text",
    ]);
    expect(rows).toEqual([
      [
        1,
        "a",
        true,
        "1970-01-01T00:00:00.000Z",
        "1180591620717411303424",
        "[1, 2, 3, 4, 5, 6, 7, 8, … 2 more]",
        '{"a":1}',
        null,
        "[0, 0, 0]",
      ],
    ]);
  });

  it("long_and_wide_tables_are_cut_with_a_note", async () => {
    const long = await value("Array.from({ length: 5000 }, (_, i) => ({ i }))");
    expect(table(long)).toMatchObject({ total: 5000 });
    expect(table(long).rows).toHaveLength(1000);
    expect(long["text/html"]).toContain("<p>Showing 50 of 5000 rows.</p>");
    const wide = await value("[Object.fromEntries(Array.from({ length: 300 }, (_, i) => ['c' + i, i]))]");
    expect(table(wide)).toMatchObject({ totalColumns: 300 });
    expect(table(wide).columns).toHaveLength(200);
    expect(wide["text/html"]).toContain("40 of 300 columns");
  });

  it("rows_that_did_not_travel_come_over_a_comm", async () => {
    const all = await value(
      "Array.from({ length: 5000 }, (_, i) => ({ i, name: 'star ' + ((i * 7) % 5000), v: i % 2 === 0 ? i / 2 : i === 1 ? null : NaN, t: new Date(5000 - i) }))",
    );
    const { id } = all[tableMime] as { id?: string };
    expect(table(await value("[{ a: 1 }]"))).not.toHaveProperty("id");
    kernel.send("shell", "comm_open", { comm_id: "pages", target_name: "nightbook.table", data: { id } });
    let count = 0;
    const rows = async (asked: Content) => {
      const request = ++count;
      kernel.send("shell", "comm_msg", { comm_id: "pages", data: { request, ...asked } });
      const answer = await kernel.waitFor(
        ({ type, content }) => type === "comm_msg" && (content["data"] as Content)["request"] === request,
      );
      return (answer.content["data"] as { rows: unknown[][] }).rows;
    };
    expect((await rows({ from: 4998, count: 100 })).map(([i]) => i)).toEqual([4998, 4999]);
    expect(await rows({ from: 0, count: 1e9 })).toHaveLength(1000);
    const by = (column: number, direction: string) => ({ sort: { column, direction } });
    expect((await rows({ from: 0, count: 3, ...by(0, "descending") })).map(([i]) => i)).toEqual([4999, 4998, 4997]);
    expect((await rows({ from: 9, count: 2, ...by(1, "ascending") })).map((row) => row[1])).toEqual([
      "star 9",
      "star 10",
    ]);
    expect((await rows({ from: 0, count: 2, ...by(2, "descending") })).map((row) => row[2])).toEqual([2499, 2498]);
    expect((await rows({ from: 2500, count: 2, ...by(2, "descending") })).map((row) => row[2])).toEqual([null, "NaN"]);
    expect((await rows({ from: 0, count: 1, ...by(3, "ascending") }))[0]?.[0]).toBe(4999);
    expect(await rows({ from: -5, count: 1, sort: null })).toEqual([[0, "star 0", 0, "1970-01-01T00:00:05.000Z"]]);
  });

  it("a_table_that_is_forgotten_says_so", async () => {
    kernel.send("shell", "comm_open", { comm_id: "gone", target_name: "nightbook.table", data: { id: "unknown" } });
    const closed = await kernel.waitFor(({ type, content }) => type === "comm_close" && content["comm_id"] === "gone");
    expect(String((closed.content["data"] as Content)["reason"])).toContain("twenty");
  });

  it("columns_of_arrays_when_asked", async () => {
    const bundle = await value(
      "nb.display.table({ x: [1, 2], y: new Float32Array([1.5, 2.5]) }, { units: { y: 'm/s' } })",
    );
    expect(table(bundle)).toMatchObject({
      columns: [{ name: "x" }, { name: "y", unit: "m/s" }],
      rows: [
        [1, 1.5],
        [2, 2.5],
      ],
    });
    const { reply } = await kernel.execute("await nb.display.table(new Map())");
    expect(reply).toMatchObject({ status: "error", ename: "TypeError" });
  });

  it("frames_of_danfojs_by_their_form", async () => {
    const frame = "{ $isSeries: false, index: ['r1', 'r2'], columns: ['a', 'b'], values: [[1, 'x'], [2, 'y']] }";
    expect(table(await value(`(${frame})`))).toMatchObject({
      columns: [{ name: "" }, { name: "a" }, { name: "b" }],
      rows: [
        ["r1", 1, "x"],
        ["r2", 2, "y"],
      ],
    });
    const series = "{ $isSeries: true, index: [0, 1], columns: ['a'], values: [5, 6] }";
    expect(table(await value(`(${series})`)).rows).toEqual([
      [0, 5],
      [1, 6],
    ]);
  });
});

describe("pictures", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const png = async (code: string) => {
    const [bundle] = displayed(await kernel.execute(code));
    const bytes = Buffer.from(String(bundle?.["image/png"]), "base64");
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), text: bundle?.["text/plain"] };
  };

  it("matrices_and_typed_arrays_become_images", async () => {
    expect(await png("nb.display.image([[0, 1, 2], [3, 4, 5]], { colors: 'viridis', scale: 10 })")).toEqual({
      width: 30,
      height: 20,
      text: "Image, 3 × 2 pixels, values 0 to 5",
    });
    expect(await png("nb.display.image(new Float32Array(12), { width: 4, scale: 1 })")).toMatchObject({
      width: 4,
      height: 3,
    });
    expect(
      await png("nb.display.image({ data: new Uint8ClampedArray(16), width: 2, height: 2 }, { scale: 1 })"),
    ).toEqual({
      width: 2,
      height: 2,
      text: "Image, 2 × 2 pixels, colour",
    });
    expect(await png("nb.display.image({ data: new Float64Array(6), shape: [2, 3] }, { scale: 1 })")).toMatchObject({
      width: 3,
      height: 2,
    });
    expect(await png("nb.display.image(new Uint8Array(4000 * 3000), { width: 4000, height: 3000 })")).toMatchObject({
      width: 2000,
      height: 1500,
    });
  });

  it.each([
    ["new Float64Array(5), { width: 2 }", "RangeError"],
    ["[[1, 2], [3]]", "RangeError"],
    ["new Float64Array(5)", "TypeError"],
    ["{ a: 1 }", "TypeError"],
    ["[[1]], { colors: 'pink' as never }", "RangeError"],
  ])("what is no image is refused: %s", async (args, ename) => {
    expect((await kernel.execute(`await nb.display.image(${args})`)).reply).toMatchObject({ status: "error", ename });
  });
});
