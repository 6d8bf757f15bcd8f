import { describe, expect, it } from "@jest/globals";
import { cutNotes, pageText, sizeText } from "../../../src/tables/table-text";
import { initialView, pageOf } from "../../../src/tables/table-view";

const trans = {
  __: (text: string, ...values: unknown[]) => text.replace(/%(\d)/g, (_, at) => String(values[Number(at) - 1])),
};
const content = {
  columns: [{ name: "flux", kind: "number" as const, unit: "mJy", description: "" }],
  rows: Array.from({ length: 45 }, (_, i) => [i]),
  total: 45,
  totalColumns: 1,
  caption: "",
  id: "",
};

describe("texts of a table", () => {
  it("tell which rows are shown, and in which order", () => {
    const page = pageOf(initialView, 45);
    expect(pageText(content, page, 45, null, trans)).toBe("Rows 1–20 of 45");
    expect(pageText(content, page, 45, { column: 0, direction: "descending" }, trans)).toBe(
      "Rows 1–20 of 45, by flux, descending",
    );
    expect(pageText(content, page, 0, null, trans)).toBe("No rows");
  });

  it("tell what did not travel", () => {
    expect(cutNotes(content, 45, trans)).toEqual([]);
    expect(cutNotes({ ...content, total: 120_000, totalColumns: 300 }, 45, trans)).toEqual([
      "Only the first 45 of 120\u202f000 rows are here; sorting orders these alone.",
      "Only the first 1 of 300 columns are here.",
    ]);
    expect(sizeText({ ...content, total: 1200 }, trans)).toBe("Table, rows: 1\u202f200, columns: 1");
  });
});
