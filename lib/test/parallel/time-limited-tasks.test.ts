import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { type TimeLimitedTasks, timeLimitedTasks } from "../../src/parallel/time-limited-tasks.node";

const folder = mkdtempSync(join(tmpdir(), "nightbook-limited-"));
const work = join(folder, "work.js");
writeFileSync(
  work,
  `const { appendFileSync, existsSync, writeFileSync } = require("node:fs");
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
// Squares of numbers, one guarded call each; 13 hangs, 7 throws, 100 and more take 30 ms and are counted.
exports.squares = (log, guard) => (numbers) => numbers.map((x) => {
  try {
    return guard.call(0, Float64Array.of(x), () => {
      if (x === 13) for (;;);
      if (x === 7) throw Object.assign(new RangeError("Not 7"), { code: "SEVEN" });
      if (x >= 100) { pause(30); appendFileSync(log, x + " "); }
      return x * x;
    });
  } catch (error) {
    return error.message + " " + error.code;
  }
});
exports.mortal = (mark) => (x) => { if (!existsSync(mark)) { writeFileSync(mark, ""); process.exit(7); } return x; };
exports.dying = () => () => process.exit(7);
exports.broken = () => { throw Object.assign(new Error("No such weather"), { code: "WEATHER" }); };
exports.uncloneable = (_data, guard) => () => guard.call(0, Float64Array.of(1), () => { pause(30); return () => 1; })();
`,
);

let tasks: TimeLimitedTasks<unknown, unknown> | undefined;
afterEach(async () => {
  await tasks?.close();
  tasks = undefined;
});
const start = async (name: string, data?: unknown, timeLimit = 0.3, beforeRetry?: (task: unknown) => void) => {
  tasks = await timeLimitedTasks<unknown, unknown>({ module: work, export: name, data, timeLimit, beforeRetry });
  return tasks;
};

describe("timeLimitedTasks", () => {
  it("ends a call that takes too long, and goes on", async () => {
    const retried: unknown[] = [];
    const limited = await start("squares", undefined, 0.2, (task) => retried.push(task));
    const answers = await Promise.all([
      limited.carryOut([1, 2]),
      limited.carryOut([3, 13, 7, 4]),
      limited.carryOut([5, 13]),
    ]);
    expect(answers).toEqual([
      [1, 4],
      [9, "time limit of 0.2 s TIME_LIMIT", "Not 7 SEVEN", 16],
      [25, "time limit of 0.2 s TIME_LIMIT"],
    ]);
    // What hung once is not tried again, neither in the next task nor later.
    expect(retried.length).toBeLessThanOrEqual(2);
    const startedAt = performance.now();
    expect(await limited.carryOut([13])).toEqual(["time limit of 0.2 s TIME_LIMIT"]);
    expect(retried.length).toBeLessThanOrEqual(2);
    expect(performance.now()).toBeGreaterThan(startedAt);
  });

  it("does not make long calls again when a later one is ended", async () => {
    const log = join(folder, "log.txt");
    const limited = await start("squares", log, 0.2);
    expect(await limited.carryOut([100, 101, 13, 102])).toEqual([
      10_000,
      10_201,
      "time limit of 0.2 s TIME_LIMIT",
      10_404,
    ]);
    expect(readFileSync(log, "utf8")).toBe("100 101 102 ");
  });

  it("does a task again whose thread ended by itself", async () => {
    const limited = await start("mortal", join(folder, "mark"));
    expect(await limited.carryOut(5)).toBe(5);
  });

  it("gives up when threads end again and again", async () => {
    const limited = await start("dying");
    await expect(limited.carryOut(1)).rejects.toMatchObject({ code: "WORKER_LOST" });
    await expect(limited.carryOut(1)).rejects.toMatchObject({ code: "WORKER_LOST" });
  });

  it("passes on why a module does not load", async () => {
    await expect(start("broken")).rejects.toMatchObject({ code: "WEATHER", message: "No such weather" });
    await expect(start("missing")).rejects.toMatchObject({ code: "WORKER_MODULE" });
  });

  it("uses values that cannot be copied between threads where they are", async () => {
    expect(await (await start("uncloneable")).carryOut(null)).toBe(1);
  });

  it("rejects what is under way when it is closed", async () => {
    const limited = await start("squares", undefined, 60);
    const answer = limited.carryOut([13]);
    const rejected = expect(answer).rejects.toMatchObject({ code: "WORKERS_CLOSED" });
    await limited.close();
    await rejected;
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a limit of %d s", async (timeLimit) => {
    await expect(start("squares", undefined, timeLimit)).rejects.toThrow(RangeError);
  });
});
