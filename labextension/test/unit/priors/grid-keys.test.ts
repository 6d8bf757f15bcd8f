import { describe, expect, it } from "@jest/globals";
import { moveAfterEdit, moveByKey } from "../../../src/priors/grid-keys";

// A comment of one cell, two lines of six.
const columns = [1, 6, 6];

describe("moveByKey", () => {
  it("goes by one with the arrows and stays within the table", () => {
    expect(moveByKey({ row: 1, column: 2 }, "ArrowRight", false, columns)).toEqual({ row: 1, column: 3 });
    expect(moveByKey({ row: 1, column: 5 }, "ArrowRight", false, columns)).toEqual({ row: 1, column: 5 });
    expect(moveByKey({ row: 1, column: 0 }, "ArrowLeft", false, columns)).toEqual({ row: 1, column: 0 });
    expect(moveByKey({ row: 2, column: 3 }, "ArrowDown", false, columns)).toEqual({ row: 2, column: 3 });
  });

  it("fits the column to a shorter row", () => {
    expect(moveByKey({ row: 1, column: 4 }, "ArrowUp", false, columns)).toEqual({ row: 0, column: 0 });
  });

  it("goes to the ends of the row, and with Control to those of the table", () => {
    expect(moveByKey({ row: 1, column: 3 }, "Home", false, columns)).toEqual({ row: 1, column: 0 });
    expect(moveByKey({ row: 1, column: 3 }, "End", false, columns)).toEqual({ row: 1, column: 5 });
    expect(moveByKey({ row: 1, column: 3 }, "Home", true, columns)).toEqual({ row: 0, column: 0 });
    expect(moveByKey({ row: 0, column: 0 }, "End", true, columns)).toEqual({ row: 2, column: 5 });
    expect(moveByKey({ row: 0, column: 0 }, "PageDown", false, columns)).toEqual({ row: 2, column: 0 });
  });

  it("leaves other keys alone, and an empty table", () => {
    expect(moveByKey({ row: 1, column: 3 }, "a", false, columns)).toBeNull();
    expect(moveByKey({ row: -1, column: 0 }, "ArrowDown", false, [])).toBeNull();
  });
});

describe("moveAfterEdit", () => {
  it("goes down, stays, or goes on through the rows", () => {
    expect(moveAfterEdit({ row: 1, column: 2 }, "down", columns)).toEqual({ row: 2, column: 2 });
    expect(moveAfterEdit({ row: 1, column: 2 }, "stay", columns)).toEqual({ row: 1, column: 2 });
    expect(moveAfterEdit({ row: 1, column: 5 }, "right", columns)).toEqual({ row: 2, column: 0 });
    expect(moveAfterEdit({ row: 2, column: 0 }, "left", columns)).toEqual({ row: 1, column: 5 });
    expect(moveAfterEdit({ row: 2, column: 5 }, "right", columns)).toEqual({ row: 2, column: 5 });
    expect(moveAfterEdit({ row: 0, column: 0 }, "left", columns)).toEqual({ row: 0, column: 0 });
  });
});
