import { describe, expect, it } from "@jest/globals";
import { cutNotes, rowsText, sizeText } from "../../../src/tables/table-text";

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
    const shown = { from: 0, to: 20, available: 45, sort: null };
    const text = (more: object) => rowsText(content, { ...shown, ...more }, trans);
    expect(text({})).toBe("Rows 1–20 of 45");
    expect(text({ sort: { column: 0, direction: "descending" } })).toBe("Rows 1–20 of 45, by flux, descending");
    expect(text({ sort: { column: 7, direction: "descending" } })).toBe("Rows 1–20 of 45");
    expect(text({ to: 0, available: 0 })).toBe("No rows");
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
