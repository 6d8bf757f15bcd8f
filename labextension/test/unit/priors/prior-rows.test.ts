import { describe, expect, it } from "@jest/globals";
import { cellContent, cellCount, placeOfIssue, priorRows } from "../../../src/priors/prior-rows";
import { viewOf } from "../../../src/priors/prior-view";

const rowsOf = (text: string, path = "a.prior") => {
  const view = viewOf(text, path);
  return priorRows(view.document, view.issues, view.variables);
};

describe("priorRows", () => {
  it("has a row for every line but the blank ones", () => {
    const rows = rowsOf("# stone\n\nrho,100,4000 # kg/m3\nno commas here\n");
    expect(rows.map((row) => [row.kind, row.line, cellCount(row)])).toEqual([
      ["comment", 1, 1],
      ["entry", 3, 6],
      ["broken", 4, 1],
    ]);
    expect(rows[1]).toMatchObject({ note: "kg/m3", variable: { name: "rho", unit: "kg/m³" } });
    expect(rows[2]).toMatchObject({ text: "no commas here", start: 30, end: 44 });
  });

  it("puts a problem into the column that it lies in", () => {
    const columnOf = (line: string): string | undefined => {
      const [row] = rowsOf(line);
      return row!.issues.find(({ issue }) => issue.severity === "error")?.column;
    };
    expect(columnOf("rhoo,100,4000")).toBe("name");
    expect(columnOf("rho,h_bet,4000")).toBe("first");
    expect(columnOf("rho,100,40 00")).toBe("second");
    expect(columnOf("rho,100,4000,lgo")).toBe("shape");
    expect(columnOf("rho,,4000")).toBe("first");
  });

  it("shows the blocks of a fragmentation file and keeps the main file's demands out", () => {
    const view = viewOf("- EF\nheight,90000,100000\n- XX\n", "folder/event.extraprior");
    const rows = priorRows(view.document, view.issues, view.variables);
    expect(rows.map((row) => row.kind)).toEqual(["block", "entry", "broken"]);
    expect(rows[1]).toMatchObject({ variable: { name: "height_EF0" } });
    expect(view.issues.every((issue) => issue.file === "extraprior")).toBe(true);
    expect(view.issues.map((issue) => issue.code)).toContain("UNKNOWN_BLOCK");
  });
});

describe("placeOfIssue", () => {
  it("is the cell in which the problem lies", () => {
    const view = viewOf("# stone\n\nrho,100,h_bet\n", "a.prior");
    const rows = priorRows(view.document, view.issues, view.variables);
    const issue = view.issues.find(({ line }) => line === 3)!;
    expect(placeOfIssue(rows, issue)).toEqual({ row: 1, column: 3 });
    expect(placeOfIssue(rows, { ...issue, line: 2 })).toBeNull();
  });
});

describe("cellContent", () => {
  it("changes with the field and the name of its line, not with the rest", () => {
    const [a, b, c] = rowsOf("rho,100,4000\nrho,100,5000,log\nsigma,100,4000\n");
    expect(cellContent(a, 2)).toBe(cellContent(b, 2));
    expect(cellContent(a, 3)).not.toBe(cellContent(b, 3));
    expect(cellContent(a, 1)).not.toBe(cellContent(b, 1));
    expect(cellContent(a, 2)).not.toBe(cellContent(c, 2));
    expect(cellContent(undefined, 0)).toBe("");
  });
});
