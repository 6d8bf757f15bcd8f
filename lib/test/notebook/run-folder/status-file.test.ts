import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import type { FitStatus } from "../../../src/core/progress";
import { StatusFile } from "../../../src/notebook/run-folder/status-file.node";
import { statusSnapshot } from "../../../src/notebook/run-folder/status-snapshot";

const status = (more: Partial<FitStatus> = {}): FitStatus => ({
  id: "fit-1",
  label: "20191023_091225",
  engine: "dynamic",
  phase: "base",
  iteration: 328_433,
  batch: 3,
  bound: 4,
  nc: 97,
  ncall: 2_878_565,
  efficiency: 0.971,
  loglstar: [-437.933, -436.032, -432.656],
  logz: -472.176,
  logzError: 0.219,
  stopping: { name: "stop", value: 1.179, tolerance: 1 },
  nEffective: 9000,
  nEffectiveWanted: 10_000,
  startedAt: 1_700_000_000_000,
  elapsed: 1000,
  remaining: null,
  workers: 8,
  trace: { ncall: [1, 2, 3], logz: [null, -1, -2], logzError: [null, 0.1, 0.2] },
  warnings: [],
  ...more,
});

describe("statusSnapshot", () => {
  it("is the whole status, with version and kind, while that is short", () => {
    expect(JSON.parse(statusSnapshot(status(), "meteor"))).toEqual({ v: 1, kind: "meteor", ...status() });
  });

  it("thins a long history to the ends and points between them", () => {
    const ncall = Array.from({ length: 200 }, (_, i) => 14_393.2 * i);
    const values = ncall.map((x) => 1 - x);
    const text = statusSnapshot(status({ trace: { ncall, logz: values, logzError: values } }), "meteor");
    const { trace, warnings } = JSON.parse(text);
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(trace.ncall.length).toBeGreaterThan(30);
    expect([trace.ncall[0], trace.ncall.at(-1)]).toEqual([ncall[0], ncall.at(-1)]);
    expect(trace.logz).toEqual(trace.ncall.map((x: number) => 1 - x));
    expect(warnings).toEqual([]);
  });

  it("names those who help, also beside long texts", () => {
    const remote = Array.from({ length: 16 }, (_, i) => ({
      name: `worker${i}@node.cluster`,
      cores: 64,
      perSecond: 412.7,
    }));
    const numbers = Array.from({ length: 200 }, (_, i) => i / 7);
    const trace = { ncall: numbers, logz: numbers, logzError: numbers };
    const text = statusSnapshot(status({ remote, trace, warnings: Array(9).fill("x".repeat(800)) }), "model");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4096);
    expect(JSON.parse(text).remote).toEqual(remote);
  });

  it("never has more than 4096 bytes, whatever the texts", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 3000 });
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(text, { maxLength: 12 }),
        fc.nat({ max: 200 }),
        (label, message, warnings, n) => {
          const numbers = Array.from({ length: n }, (_, i) => i / 7);
          const trace = { ncall: numbers, logz: numbers, logzError: numbers };
          const written = statusSnapshot(status({ label, message, warnings, trace }), "model");
          expect(Buffer.byteLength(written)).toBeLessThanOrEqual(4096);
          expect(JSON.parse(written)).toMatchObject({ v: 1, kind: "model", phase: "base", ncall: 2_878_565 });
        },
      ),
    );
  });
});

describe("status.json", () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it("is written at changes of phase, once a second, and at the end", () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate"] });
    const folder = mkdtempSync(join(tmpdir(), "nightbook-status-"));
    const path = join(folder, "status.json");
    const file = new StatusFile(path, "meteor");
    const seen = () => JSON.parse(readFileSync(path, "utf8")).ncall;
    const after = (ms: number, more: Partial<FitStatus>) => {
      jest.setSystemTime(Date.now() + ms);
      file.update(status(more));
      return seen();
    };
    expect(after(0, { ncall: 1 })).toBe(1);
    expect(after(300, { ncall: 2 })).toBe(1);
    expect(after(600, { ncall: 3 })).toBe(1);
    expect(after(100, { ncall: 4 })).toBe(4);
    expect(after(10, { ncall: 5, phase: "batch" })).toBe(5);
    expect(after(10, { ncall: 6, phase: "batch" })).toBe(5);
    file.flush();
    expect(seen()).toBe(6);
    expect(readdirSync(folder)).toEqual(["status.json"]);
  });

  it("that cannot be written ends nothing", () => {
    const file = new StatusFile(join(tmpdir(), "nightbook-no-such-folder", "status.json"), "meteor");
    expect(() => file.update(status())).not.toThrow();
  });
});
