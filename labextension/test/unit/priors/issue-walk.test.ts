import { describe, expect, it } from "@jest/globals";
import type { PriorIssue } from "nightbook/priors";
import { issueCountText, nextIssue } from "../../../src/priors/issue-walk";

const issue = (line: number, column: number, severity: PriorIssue["severity"] = "error"): PriorIssue => ({
  severity,
  code: `AT_${line}_${column}`,
  message: "",
  line,
  column,
  endColumn: column + 1,
  file: "prior",
});

const a = issue(2, 1);
const b = issue(5, 9);
const c = issue(5, 3, "warning");
const all = [b, a, c, issue(1, 1, "info")];

describe("nextIssue", () => {
  it("goes through the text and round at its end", () => {
    expect(nextIssue(all, null, null, 1)).toBe(a);
    expect(nextIssue(all, a, 2, 1)).toBe(c);
    expect(nextIssue(all, c, 5, 1)).toBe(b);
    expect(nextIssue(all, b, 5, 1)).toBe(a);
    expect(nextIssue(all, a, 2, -1)).toBe(b);
  });

  it("begins where one stands", () => {
    expect(nextIssue(all, null, 3, 1)).toBe(c);
    expect(nextIssue(all, null, 3, -1)).toBe(a);
    expect(nextIssue(all, null, 9, 1)).toBe(a);
    expect(nextIssue(all, issue(7, 7), 7, 1)).toBe(a);
  });

  it("goes nowhere without problems; notes are none", () => {
    expect(nextIssue([issue(1, 1, "info")], null, null, 1)).toBeNull();
  });
});

describe("issueCountText", () => {
  it("counts errors and warnings", () => {
    expect(issueCountText(all)).toBe("2 errors, 1 warning");
    expect(issueCountText([c])).toBe("1 warning");
    expect(issueCountText([])).toBe("No problems");
  });
});
