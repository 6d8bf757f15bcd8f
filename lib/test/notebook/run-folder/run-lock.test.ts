import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { thisProcess } from "../../../src/notebook/run-folder/process-identity.node";
import { lockRun } from "../../../src/notebook/run-folder/run-lock.node";

const lockFile = () => join(mkdtempSync(join(tmpdir(), "nightbook-lock-")), "lock");
/** For other processes, which cannot run TypeScript. */
const compiledLock = join(__dirname, "../../../dist/notebook/run-folder/run-lock.node.js");
const busy = expect.objectContaining({ code: "RUN_BUSY" });
const holder = (identity: object) => JSON.stringify({ ...thisProcess(), ...identity });

function isTaken(path: string): boolean {
  try {
    lockRun(path).release();
    return false;
  } catch (error) {
    expect(error).toEqual(busy);
    return true;
  }
}

/** The file, or null where there is none at the moment. */
function contentOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

async function startIdle(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["-e", "console.log(1); setInterval(() => {}, 1000)"]);
  await once(child.stdout, "data");
  return child;
}

describe("the lock of a run folder", () => {
  it("keeps others out until it is released", () => {
    const path = lockFile();
    const lock = lockRun(path);
    expect(() => lockRun(path)).toThrow(/in use by another fit of this process/);
    lock.release();
    expect(readdirSync(dirname(path))).toEqual([]);
    lockRun(path).release();
  });

  it("is never seen without its content, so that whoever dies while taking it leaves none that looks half written", async () => {
    const path = lockFile();
    const script = `const { lockRun } = require(process.argv[1]); console.log(1); for (;;) lockRun(process.argv[2]).release();`;
    const child = spawn(process.execPath, ["-e", script, compiledLock, path]);
    await once(child.stdout, "data");
    const seen = { locks: 0, empty: 0 };
    for (const end = Date.now() + 1000; Date.now() < end; ) {
      const text = contentOf(path);
      if (text === "") seen.empty++;
      else if (text !== null) seen.locks++;
    }
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(seen.locks).toBeGreaterThan(100);
    expect(seen.empty).toBe(0);
    expect(isTaken(path)).toBe(false);
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it("of a process that runs is respected, of one that was killed taken over", async () => {
    const path = lockFile();
    const child = await startIdle();
    writeFileSync(path, JSON.stringify({ host: hostname(), pid: child.pid, started: null }));
    expect(() => lockRun(path)).toThrow(new RegExp(`in use by process ${child.pid} on `));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isTaken(path)).toBe(false);
  });

  it("of a process whose number another one has got since is taken over", () => {
    const path = lockFile();
    writeFileSync(path, holder({ started: "another boot 1" }));
    // Where the system does not tell when a process started, its number is all there is.
    expect(isTaken(path)).toBe(thisProcess().started === null);
  });

  it("of another machine is respected while it gives signs of life", () => {
    const path = lockFile();
    writeFileSync(path, holder({ host: "elsewhere" }));
    expect(isTaken(path)).toBe(true);
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(path, longAgo, longAgo);
    expect(isTaken(path)).toBe(false);
  });

  it.each(["", "{", '{"host":1}'])(
    "that makes no sense (%j) counts for a moment, as it may be half written",
    (text) => {
      const path = lockFile();
      writeFileSync(path, text);
      expect(isTaken(path)).toBe(true);
      const before = new Date(Date.now() - 60_000);
      utimesSync(path, before, before);
      expect(isTaken(path)).toBe(false);
    },
  );

  it("loses what a process left that was killed while it took over", () => {
    const path = lockFile();
    writeFileSync(`${path}.0123abcd.part`, holder({ started: "another boot 1" }));
    const lock = lockRun(path);
    expect(readdirSync(dirname(path))).toEqual(["lock"]);
    lock.release();
  });

  it("is not removed by one who lost it", () => {
    const path = lockFile();
    const lock = lockRun(path);
    const other = holder({ host: "elsewhere" });
    writeFileSync(path, other);
    lock.release();
    expect(readFileSync(path, "utf8")).toBe(other);
  });

  it("goes to one of many processes that want to take over a stale one", async () => {
    const path = lockFile();
    writeFileSync(path, holder({ started: "another boot 1", pid: 2 ** 22 + 1 }));
    const module = join(__dirname, "../../../dist/notebook/run-folder/run-lock.node.js");
    const script = `
      const { lockRun } = require(${JSON.stringify(module)});
      try { lockRun(${JSON.stringify(path)}); console.log("mine"); setTimeout(() => {}, 3000); }
      catch (error) { console.log(error.code); }`;
    const children = Array.from({ length: 6 }, () => spawn(process.execPath, ["-e", script]));
    const answers = await Promise.all(
      children.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()),
    );
    for (const child of children) child.kill("SIGKILL");
    expect(answers.sort()).toEqual(["RUN_BUSY", "RUN_BUSY", "RUN_BUSY", "RUN_BUSY", "RUN_BUSY", "mine"]);
    expect(existsSync(path)).toBe(true);
  });
});
