import { describe, expect, it } from "@jest/globals";
import { openFits } from "../../../src/ingest/fits";
import { card, primary, rawHdu, rawTable } from "./raw-files";

const codes = (bytes: Uint8Array) =>
  openFits(bytes)
    .verify()
    .map(({ severity, code }) => `${severity} ${code}`);
const sound = rawHdu(primary(16, [4]), new Uint8Array(8));
const cells = new Uint8Array(12);

describe("what is wrong with a file is found", () => {
  it("nothing in a sound one", () => {
    expect(codes(sound)).toEqual([]);
    expect(codes(rawTable(6, 2, [{ TFORM: "J", TTYPE: "A", TNULL: 5 }, { TFORM: "I" }], cells))).toEqual([]);
  });

  it.each([
    ["two columns of a name", { TTYPE: "A", TFORM: "J" }, { TTYPE: "a", TFORM: "I" }, "warning COLUMN_REPEATED"],
    ["a shape that is too large", { TFORM: "J", TDIM: "(3,3)" }, { TFORM: "I" }, "error TDIM_WRONG"],
    ["a shape that is none", { TFORM: "J", TDIM: "3 by 3" }, { TFORM: "I" }, "error TDIM_WRONG"],
    ["a text for what is missing", { TFORM: "J", TNULL: "x" }, { TFORM: "I" }, "error TNULL_WRONG"],
    ["a missing number among reals", { TFORM: "E", TNULL: 5 }, { TFORM: "I" }, "warning TNULL_WRONG"],
    ["a scale of text", { TFORM: "4A", TSCAL: 2 }, { TFORM: "I" }, "warning SCALING_WRONG"],
  ] as const)("in a table: %s", (_what, one, two, code) => {
    expect(codes(rawTable(6, 2, [one, two], cells))).toEqual([code]);
  });

  it("in arrays that lie outside the heap", () => {
    const rows = new Uint8Array(16);
    new DataView(rows.buffer).setInt32(8, 5);
    new DataView(rows.buffer).setInt32(12, 10_000);
    expect(codes(rawTable(8, 2, [{ TFORM: "PJ(5)" }], rows))).toEqual(["error CELL_WRONG"]);
  });

  it.each(["a", "flux"])("in arrays of a column called %s, which the message names", (name) => {
    const rows = new Uint8Array(8);
    new DataView(rows.buffer).setInt32(0, 10_000);
    const [{ message }] = openFits(rawTable(8, 1, [{ TFORM: "PJ(5)", TTYPE: name }], rows)).verify();
    expect(message).toMatch(new RegExp(`^Column ${name}: row 0: its array of 10000 elements`));
  });

  it("in rows that are numbered through the whole table", () => {
    const [rows, wrong] = [65_543, 65_541];
    const descriptors = new Uint8Array(8 * rows);
    new DataView(descriptors.buffer).setInt32(8 * wrong, 5);
    new DataView(descriptors.buffer).setInt32(8 * wrong + 4, 10_000);
    const arrays = rawTable(8, rows, [{ TFORM: "PJ(5)", TTYPE: "flux" }], descriptors);
    const what = "its array of 5 elements at byte 10000 lies outside the heap";
    expect(openFits(arrays).verify()).toMatchObject([{ message: expect.stringContaining(`row ${wrong}: ${what}`) }]);
    const fields = `${"1".repeat(wrong)}x1`.padEnd(23 * 2880);
    const texts = rawTable(1, rows, [{ TFORM: "I1", TBCOL: 1, TTYPE: "flux" }], fields, "TABLE");
    const message = `row ${wrong}, column flux: "x" is not a number`;
    expect(openFits(texts).verify()).toMatchObject([{ message }]);
  });

  it("in fields of text that are no numbers", () => {
    const table = (text: string) => rawTable(8, 1, [{ TFORM: "I8", TBCOL: 1 }], text.padEnd(2880), "TABLE");
    expect(codes(table("12345678"))).toEqual([]);
    expect(codes(table("12ab5678"))).toEqual(["error CELL_WRONG"]);
  });

  it("in cards and behind the data", () => {
    const image = (bitpix: number, cards: string[]) => rawHdu([...primary(bitpix, [2]), ...cards], new Uint8Array(8));
    expect(codes(image(-32, [card("BLANK", 1)]))).toEqual(["warning BLANK_WRONG"]);
    expect(codes(image(32, [card("BLANK", 1)]))).toEqual([]);
    expect(codes(image(32, ["CONTINUE  'alone'"]))).toEqual(["warning CARD_NOT_STANDARD"]);
    expect(codes(Buffer.concat([sound, new Uint8Array(2880)]))).toEqual(["warning TRAILING_BYTES"]);
  });
});
