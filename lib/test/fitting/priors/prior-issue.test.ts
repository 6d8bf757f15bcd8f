import { describe, expect, it } from "@jest/globals";
import { isNightbookError } from "../../../src/core/errors";
import { PriorError, type PriorIssue } from "../../../src/fitting/priors";

const issue = (severity: PriorIssue["severity"], line: number): PriorIssue => ({
  severity,
  code: "SOME_CODE",
  message: `Message ${line}`,
  hint: "Do this",
  line,
  column: 3,
  endColumn: 5,
  file: "prior",
});

describe("PriorError", () => {
  it("speaks of the first error and counts the others", () => {
    const error = new PriorError([issue("warning", 1), issue("error", 2), issue("error", 3), issue("error", 4)]);
    expect(error.oneLine()).toBe("line 2, column 3: Message 2 (and 2 more errors). Do this.");
    expect(error.code).toBe("PRIOR_SOME_CODE");
    expect(isNightbookError(error)).toBe(true);
    expect(error.at({ path: "a.prior" }).oneLine()).toMatch(/^a\.prior, line 2/);
  });

  it("can do without any", () => {
    expect(new PriorError([]).message).toBe("The prior cannot be used");
  });
});
