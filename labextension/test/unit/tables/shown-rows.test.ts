import { describe, expect, it } from "@jest/globals";
import type { RowPage } from "../../../src/tables/kernel-rows";
import { rowOrder } from "../../../src/tables/row-order";
import { queryOf, shownRows } from "../../../src/tables/shown-rows";
import { initialView, sortedBy, type TableView, toPage } from "../../../src/tables/table-view";

/** 100 of 1500 rows travelled. */
const content = {
  columns: [{ name: "flux", kind: "number" as const, unit: "", description: "" }],
  rows: Array.from({ length: 100 }, (_, i) => [(i * 37) % 100]),
  total: 1500,
};

const shown = (far: RowPage | null | undefined, view: TableView) =>
  shownRows(content, far, view, rowOrder(content, view.sort));

/** What the kernel answers to a view. */
function answer(view: TableView): RowPage {
  const query = queryOf(view, content.total);
  return { ...query, rows: Array.from({ length: query.count }, (_, at) => [1000 + query.from + at]) };
}

const sorted = sortedBy(initialView, 0);
const second = toPage(initialView, 1, content.total);

describe("the rows that are shown", () => {
  it("are those that came last, and are told as such, until those that are asked for come", () => {
    const first = answer(initialView);
    expect(shown(first, initialView)).toMatchObject({ from: 0, to: 20, available: 1500, sort: null, isLate: false });
    for (const view of [second, sorted, { ...initialView, size: 10 }, toPage(sorted, 74, content.total)]) {
      const before = shown(first, view);
      expect(before).toMatchObject({ from: 0, to: 20, sort: null, isLate: true });
      expect(before.rows[0]?.values).toEqual([1000]);
      const after = shown(answer(view), view);
      const { from, count, sort } = queryOf(view, content.total);
      expect(after).toMatchObject({ from, to: from + count, sort, isLate: false });
      expect(after.rows[0]).toEqual({ key: from, values: [1000 + from] });
    }
  });

  it("are as many as came", () => {
    const page = answer(second);
    expect(shown({ ...page, rows: page.rows.slice(0, 3) }, second)).toMatchObject({ from: 20, to: 23 });
  });

  it("are those that travelled where no kernel gives any", () => {
    expect(shown(undefined, sorted)).toMatchObject({ from: 0, to: 20, available: 100, isLate: false });
    expect(shown(undefined, sorted).rows[1]?.values).toEqual([1]);
    expect(shown(undefined, toPage(initialView, 60, content.total))).toMatchObject({ from: 80, to: 100 });
  });

  it("are those that travelled before the kernel gives the first, and not told to be more", () => {
    expect(shown(null, initialView)).toMatchObject({ from: 0, to: 20, available: 1500, isLate: false });
    expect(shown(null, second)).toMatchObject({ from: 20, to: 40, available: 1500, isLate: false });
    expect(shown(null, sorted)).toMatchObject({ from: 0, to: 20, available: 100, sort: sorted.sort, isLate: true });
    const far = toPage(initialView, 60, content.total);
    expect(shown(null, far)).toMatchObject({ from: 80, to: 100, available: 100, isLate: true });
  });
});
