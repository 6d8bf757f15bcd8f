import { describe, expect, it } from "@jest/globals";
import { type StatusStream, statusLine, statusText } from "../../src/cli/fit-status-line.node";
import type { FitStatus } from "../../src/core/progress";

const status: FitStatus = {
  id: "fit-1",
  label: "Orionid",
  engine: "dynamic",
  phase: "batch",
  iteration: 328433,
  batch: 3,
  bound: 4,
  nc: 97,
  ncall: 2878565,
  efficiency: 0.971,
  loglstar: [-437.933, -436.032, -432.656],
  logz: -472.176,
  logzError: 0.219,
  stopping: { name: "stop", value: 1.179, tolerance: 1 },
  nEffective: 8481,
  nEffectiveWanted: 10000,
  startedAt: 0,
  elapsed: 59 * 3600 + 38 * 60 + 25,
  remaining: null,
  workers: 8,
  trace: { ncall: [], logz: [], logzError: [] },
  warnings: [],
};

/** A stream that remembers, and a clock that is set by hand. */
function recorder(more: Partial<StatusStream> = {}) {
  let text = "";
  const time = { now: 0 };
  const write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  const stream = { ...more, write } as StatusStream;
  return { line: statusLine(stream, () => time.now), time, written: () => text };
}

describe("statusText", () => {
  it("has dynesty's fields in their order", () => {
    expect(statusText(status)).toBe(
      "328433it [59:38:25,  1.53it/s, batch: 3 | bound: 4 | nc: 97 | ncall: 2878565 | eff(%):  0.971 | " +
        "loglstar: -437.933 < -436.032 < -432.656 | logz: -472.176 +/-  0.219 | stop:  1.179]",
    );
  });

  it("adds up the cores on other machines behind them", () => {
    const remote = [
      { name: "a", cores: 16, perSecond: 250 },
      { name: "b", cores: 8, perSecond: 0 },
    ];
    expect(statusText({ ...status, remote })).toBe(`${statusText(status)} + 24 remote cores, 250 points/s`);
    expect(statusText({ ...status, remote: [{ name: "c", cores: 1, perSecond: 0 }] })).toMatch(/\] \+ 1 remote core$/);
  });

  it("shows slow iterations in seconds, infinities, and the evidence that is left", () => {
    const base = {
      ...status,
      iteration: 10,
      elapsed: 77.8,
      loglstar: [null, -3, null] as const,
      logz: null,
      logzError: null,
    };
    expect(
      statusText({ ...base, loglstar: [null, -3, null], stopping: { name: "dlogz", value: 20, tolerance: 0.01 } }),
    ).toBe(
      "10it [01:17,  7.78s/it, batch: 3 | bound: 4 | nc: 97 | ncall: 2878565 | eff(%):  0.971 | " +
        "loglstar:   -inf < -3.000 <    inf | logz:   -inf +/-    nan | dlogz: 20.000 >  0.010]",
    );
  });
});

describe("statusLine", () => {
  it("writes over one line on a terminal, no longer than the terminal is wide", () => {
    const { line, time, written } = recorder({ isTTY: true, columns: 60 });
    line.update({ ...status, remaining: 30 * 3600 });
    time.now = 50;
    line.update({ ...status, iteration: 5 });
    line.note("Warning: dew");
    time.now = 400;
    line.update({ ...status, iteration: 7 });
    line.end();
    const shown = written().split("\r\x1b[2K");
    expect(shown).toHaveLength(4);
    expect(shown[1]).toMatch(/^█{8}░{4} 30:00:00 left 328433it \[.*…$/);
    expect(shown[1]).toHaveLength(59);
    expect(shown[2]).toBe("Warning: dew\n");
    expect(shown[3]).toMatch(/^7it \[.*…\n$/);
  });

  it("writes a plain line now and then elsewhere, and the last state at the end", () => {
    const { line, time, written } = recorder();
    for (let second = 0; second <= 25; second++) {
      time.now = 1000 * second;
      line.update({ ...status, iteration: second, remaining: 90 });
    }
    line.end();
    expect(written().trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^10it \[.*\] about 01:30 left$/),
      expect.stringMatching(/^20it /),
      expect.stringMatching(/^25it /),
    ]);
    expect(written()).not.toContain("\r");
  });

  it("writes nothing when there was nothing to follow", () => {
    const { line, written } = recorder({ isTTY: true });
    line.end();
    expect(written()).toBe("");
  });
});
