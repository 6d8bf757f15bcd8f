import { describe, expect, it } from "@jest/globals";
import type { FitStatus } from "nightbook/core";
import { fitLine } from "../../src/session/fit-line";
import { History } from "../../src/session/history";
import { cursorOfUnits, unitsOfCursor } from "../../src/session/text-cursor";

describe("cursors", () => {
  it("count code points", () => {
    expect(unitsOfCursor("😀a", 1)).toBe(2);
    expect(unitsOfCursor("😀a", 2)).toBe(3);
    expect(unitsOfCursor("abc", 99)).toBe(3);
    expect(cursorOfUnits("😀a", 3)).toBe(2);
  });
});

describe("history", () => {
  const history = new History();
  for (const [index, input] of ["a = 1", "b = 2", "a = 1", "c(3)"].entries()) history.add(index + 1, input);
  const inputs = (request: Record<string, unknown>) =>
    (history.answer(request)["history"] as [number, number, string][]).map(([, line, input]) => [line, input]);

  it("tail", () => {
    expect(inputs({ hist_access_type: "tail", n: 2 })).toEqual([
      [3, "a = 1"],
      [4, "c(3)"],
    ]);
    expect(inputs({ hist_access_type: "tail", n: 0 })).toEqual([]);
  });

  it("range", () => {
    expect(inputs({ hist_access_type: "range", session: 0, start: 2, stop: 4 })).toEqual([
      [2, "b = 2"],
      [3, "a = 1"],
    ]);
    expect(inputs({ hist_access_type: "range", session: 7, start: 0 })).toEqual([]);
  });

  it("outputs", () => {
    history.addOutput(2, "2");
    expect(history.answer({ hist_access_type: "range", start: 2, stop: 4, output: true })["history"]).toEqual([
      [1, 2, ["b = 2", "2"]],
      [1, 3, ["a = 1", null]],
    ]);
  });

  it("search takes the pattern's brackets as they are", () => {
    expect(inputs({ hist_access_type: "search", pattern: "c(?)" })).toEqual([[4, "c(3)"]]);
    expect(inputs({ hist_access_type: "search", pattern: "a*", unique: true })).toEqual([[3, "a = 1"]]);
    expect(inputs({ hist_access_type: "search", pattern: "*=*", n: 1 })).toEqual([[3, "a = 1"]]);
  });
});

describe("line of a fit", () => {
  const status: FitStatus = {
    id: "1",
    label: "Meteor",
    engine: "dynamic",
    phase: "sampling",
    iteration: 1234,
    batch: 0,
    bound: 1,
    nc: 1,
    ncall: 1234567,
    efficiency: 1,
    loglstar: [null, null, null],
    logz: -1.234,
    logzError: null,
    stopping: { name: "dlogz", value: 0.5, tolerance: 0.01 },
    nEffective: null,
    nEffectiveWanted: 1,
    startedAt: 0,
    elapsed: 3723,
    remaining: 59.6,
    workers: 1,
    trace: { ncall: [], logz: [], logzError: [] },
    warnings: [],
  };

  it("tells what is running", () => {
    expect(fitLine(status)).toBe(
      "Meteor: sampling · 1\u202f234\u202f567 calls, 1\u202f234 iterations · log Z -1.23 · dlogz 0.500 (ends at 0.01) · 1:02:03 · about 1:00 left",
    );
  });

  it("tells how it ended", () => {
    expect(fitLine({ ...status, phase: "done", warnings: ["few points"] })).toMatch(
      /^Meteor: done in 1:02:03 .* · few points$/,
    );
    expect(fitLine({ ...status, phase: "stopped" })).toContain("partial result kept");
    expect(fitLine({ ...status, phase: "failed", message: "no data" })).toContain("failed after 1:02:03 · no data");
  });
});
