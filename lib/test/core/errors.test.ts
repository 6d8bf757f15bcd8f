import { describe, expect, it } from "@jest/globals";
import { formatPlace, NightbookError } from "../../src/core/errors";
import { PriorError, type PriorIssue } from "../../src/fitting/priors";

describe("formatPlace", () => {
  it("names the parts that are known", () => {
    expect(formatPlace({})).toBe("");
    expect(formatPlace({ path: "a.fits", part: "HDU 2", offset: 9 })).toBe("a.fits, HDU 2, byte 9");
  });

  it("shows control characters of a file name or part", () => {
    expect(formatPlace({ path: "a\u001b[2J\n.prior", part: "station \u009bm", line: 1 })).toBe(
      "a\\x1b[2J\\x0a.prior, station \\x9bm, line 1",
    );
  });
});

describe("NightbookError", () => {
  const hostile = new NightbookError("Unknown name \u001b]0;title\u0007\n  second line", {
    code: "SOME_CODE",
    place: { path: "evil\u001b[31m.pickle" },
    hint: "Rename \u009b1m\r\n it",
  });

  it("says all on one line without a control character", () => {
    expect(hostile.oneLine()).toBe(
      "evil\\x1b[31m.pickle: Unknown name \\x1b]0;title\\x07; second line. Rename \\x9b1m\\x0d\\x0a it.",
    );
  });

  it("keeps message, place and hint as they are", () => {
    expect(hostile.message).toBe("Unknown name \u001b]0;title\u0007\n  second line");
    expect(hostile.place.path).toBe("evil\u001b[31m.pickle");
    expect(hostile.hint).toBe("Rename \u009b1m\r\n it");
  });
});

describe("an issue of a prior", () => {
  it("is printed without a control character", () => {
    const issue: PriorIssue = {
      severity: "error",
      code: "UNKNOWN_VARIABLE",
      message: "Unknown variable rho\u001b[2J",
      hint: "Did you mean \u0085rho?",
      line: 2,
      column: 1,
      endColumn: 4,
      file: "prior",
      fileName: "my\u0008.prior",
    };
    expect(new PriorError([issue]).oneLine()).toBe(
      "my\\x08.prior, line 2, column 1: Unknown variable rho\\x1b[2J. Did you mean \\x85rho?",
    );
  });
});
