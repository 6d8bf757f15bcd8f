import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type PriorDocument, parsePrior } from "../../../src/fitting/priors";

/** Pieces from which a text looks like a prior, mistakes included. */
const pieces = fc.constantFrom(
  "rho", "sigma", "v_init", "noise_lag", "gammma", "height", "- EF", "-M", "- X", ",", ", ", " ,\t", "100", "4000", "nan",
  "np.log10(", ")", "h_beg", "10**10**10", "log", "norm", "invgamma", "fix", "lgo", "#", " # a remark, with commas", "\n", "\r\n",
  "\r", " ", "\t", "é", "\ufeff", "True", "gamma", "1/0", "(((", "\u0000",
); // biome-ignore format: a list of words
const text = fc.oneof(
  fc.string(),
  fc.array(pieces, { maxLength: 60 }).map((words) => words.join("")),
);

function expectSound(document: PriorDocument): void {
  expect(document.lines.map((line) => line.raw).join("")).toBe(document.text);
  for (const line of document.lines) {
    if (line.comment) expect(document.text[line.comment.start]).toBe("#");
    for (const field of line.entry?.fields ?? []) {
      expect(document.text.slice(field.start, field.end)).toBe(field.text);
      expect(field.start >= line.start && field.end <= line.end).toBe(true);
    }
  }
  for (const issue of document.issues) {
    const line = document.lines[issue.line - 1];
    expect(line !== undefined && issue.column >= 1 && issue.endColumn >= issue.column).toBe(true);
    expect(issue.endColumn - 1).toBeLessThanOrEqual(line.raw.length);
  }
}

describe("parsePrior", () => {
  it("finds the fields of a line", () => {
    const { lines, issues } = parsePrior("  v_init ,500,nan , norm  # speed, [m/s]\r\nzenith_angle, zc_0, fix");
    expect(issues).toEqual([]);
    const [first, second] = lines;
    expect(first.entry?.fields.map((field) => field.text)).toEqual(["v_init", "500", "nan", "norm"]);
    expect(first.entry).toMatchObject({ fixed: false, name: { start: 2, end: 8 }, options: [{ text: "norm" }] });
    expect(first).toMatchObject({ kind: "entry", ending: "\r\n", comment: { start: 26, end: 40 } });
    expect(second.entry).toMatchObject({ fixed: true, first: { text: "zc_0" }, second: null });
    expect(second.ending).toBe("");
  });

  it("knows blank lines, comments and a byte order mark", () => {
    const kinds = parsePrior("\ufeff# head\n\n  \t\nrho, 1, 2\n#rho, 1, 2\n\ufeffsigma, 1, 2").lines.map(
      (line) => line.kind,
    );
    expect(kinds).toEqual(["comment", "blank", "blank", "entry", "comment", "entry"]);
    expect(parsePrior("\ufeffrho, 1, 2").lines[0].entry?.name.text).toBe("rho");
  });

  it("finds the blocks of an extraprior", () => {
    const { blocks, lines, issues, kind } = parsePrior("- EF # late\nheight, nan, fix\n-D\n- EF\nnumber, 1, 3\n", {
      fileName: "a.extraprior",
    });
    expect(kind).toBe("extraprior");
    expect(issues).toEqual([]);
    expect(blocks.map((block) => [block.suffix, block.line])).toEqual([
      ["_EF0", 1],
      ["_D0", 3],
      ["_EF1", 4],
    ]);
    expect(lines.map((line) => line.entry?.block ?? null)).toEqual([null, 0, null, null, 2]);
  });

  it.each([
    [", 1, 2", "MISSING_NAME", 1, 2],
    ["rho 100 4000", "MISSING_COMMA", 1, 13],
    ["rho", "MISSING_VALUE", 1, 4],
    ["rho, 100", "MISSING_VALUE", 6, 9],
    ["rho, 100, log", "MISSING_VALUE", 11, 14],
    ["rho, , 4000", "MISSING_VALUE", 5, 5],
    ["rho, fix", "MISSING_VALUE", 6, 9],
    ["rho, 1, 2, lgo", "UNKNOWN_OPTION", 12, 15],
    ["rho, 1, 2, LOG", "UNKNOWN_OPTION", 12, 15],
    ["rho, 1, 2, normal", "UNKNOWN_OPTION", 12, 18],
    ["rho, 1, 2, norm, invgamma", "TWO_KINDS", 18, 26],
    ["rho, 1, 2, log, log", "REPEATED_OPTION", 17, 20],
    ["rho, 1, 2, fix", "UNUSED_VALUE", 9, 10],
    ["rho, 1, fix, log", "UNUSED_OPTION", 14, 17],
    ["rho, 100, 40oo", "TWO_VALUES", 13, 15],
    ["rho, 100, h_begg", "UNKNOWN_NAME", 11, 17],
    ["rho, 10^2, 4000", "BAD_CHARACTER", 8, 9],
    ["rho, np.log10(10, 4000", "BRACKET", 14, 15],
    ["rho, 100, flare_start_init", "UNKNOWN_NAME", 11, 27],
    ["- EF", "BLOCK_IN_PRIOR", 1, 5],
  ])("marks %s", (line, code, column, endColumn) => {
    const { issues } = parsePrior(`# head\n${line}\n`, { fileName: "my.prior" });
    const issue = issues.find((candidate) => candidate.code === code);
    expect(issue).toMatchObject({ line: 2, column, endColumn, file: "prior", fileName: "my.prior" });
    expect(issue?.hint ?? "").not.toBe("");
  });

  it.each([
    ["- FE\nheight, 1, fix", "UNKNOWN_BLOCK", 1],
    ["- ef\nheight, 1, fix", "UNKNOWN_BLOCK", 1],
    ["height, 1, fix\n- EF", "OUTSIDE_BLOCK", 1],
  ])("marks %j in an extraprior, once", (text, code, line) => {
    const { issues } = parsePrior(text, { kind: "extraprior" });
    expect(issues.map((issue) => [issue.code, issue.line])).toEqual([[code, line]]);
  });

  it("takes nan, words and helper variables as they come", () => {
    const fine = [
      "rho, nan, np.nan",
      "erosion_grain_distribution, gamma, fix",
      "disruption_on, True, fix",
      "P_0m, 840, fix,",
    ];
    for (const line of fine) expect(parsePrior(line).issues).toEqual([]);
    expect(parsePrior("- D\nheight, flare_start_init, flare_start_end", { kind: "extraprior" }).issues).toEqual([]);
  });

  it("says nothing about the values of a variable it does not know", () => {
    expect(parsePrior("foo, bar, baz").issues).toEqual([]);
  });

  it("keeps every character of any text and never throws", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("prior" as const, "extraprior" as const), (sample, kind) => {
        expectSound(parsePrior(sample, { kind }));
      }),
      { numRuns: 2000 },
    );
  });

  it("neither hangs nor grows on hostile texts", () => {
    const hostile = [
      "a,".repeat(500_000),
      "(".repeat(1_000_000),
      "rho, 1, 2\n".repeat(100_000),
      "- EF\n".repeat(6000),
      `rho, ${"(".repeat(3000)}, 2`,
      `rho, 1, 2, ${"log, ".repeat(700)}`,
      "\u0000".repeat(10_000),
    ];
    for (const sample of hostile) {
      const document = parsePrior(sample, { kind: "extraprior" });
      expect(document.issues.length).toBeGreaterThan(0);
      expect(document.lines.map((line) => line.raw).join("") === sample).toBe(true);
    }
  });
});
