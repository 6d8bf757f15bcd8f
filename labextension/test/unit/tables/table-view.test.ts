import { describe, expect, it } from "@jest/globals";
import { initialView, pageOf, sortedBy, toPage, withSize } from "../../../src/tables/table-view";

describe("the view of a table", () => {
  it("shows pages, the last one shorter", () => {
    expect(pageOf(initialView, 45)).toEqual({ index: 0, count: 3, from: 0, to: 20 });
    expect(pageOf(toPage(initialView, 2, 45), 45)).toEqual({ index: 2, count: 3, from: 40, to: 45 });
    expect(pageOf(initialView, 0)).toEqual({ index: 0, count: 1, from: 0, to: 0 });
  });

  it("stays within the pages there are, also when the table becomes shorter", () => {
    expect(toPage(initialView, 9, 45).first).toBe(40);
    expect(toPage(initialView, -1, 45).first).toBe(0);
    expect(pageOf({ ...initialView, first: 980 }, 45)).toEqual({ index: 2, count: 3, from: 40, to: 45 });
  });

  it("keeps the row at the top on the page when the size changes", () => {
    const view = withSize({ ...initialView, first: 60 }, 50, 100);
    expect(pageOf(view, 100)).toEqual({ index: 1, count: 2, from: 50, to: 100 });
    expect(pageOf(withSize(view, 10, 100), 100)).toEqual({ index: 5, count: 10, from: 50, to: 60 });
  });

  it("sorts upwards, downwards, then as the table came, from the first page", () => {
    const up = sortedBy({ ...initialView, first: 40 }, 1);
    expect(up).toEqual({ sort: { column: 1, direction: "ascending" }, first: 0, size: 20 });
    const down = sortedBy(up, 1);
    expect(down.sort).toEqual({ column: 1, direction: "descending" });
    expect(sortedBy(down, 2).sort).toEqual({ column: 2, direction: "ascending" });
    expect(sortedBy(down, 1).sort).toBeNull();
  });
});
