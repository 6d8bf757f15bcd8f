import { randomBytes } from "node:crypto";
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { NightbookError } from "../../core/errors";
import { type ProcessIdentity, stillRuns, thisProcess } from "./process-identity.node";

/** The right of one process to write into a run folder. */
export interface RunLock {
  release(): void;
}

/** Milliseconds between two signs of life. */
const heartbeat = 60_000;
/** A process of another machine that gave no sign of life for so long is taken for dead. */
const longestSilence = 10 * heartbeat;
/** A lock without content is just being written, or whoever wrote it died in that moment; on disks without hard links. */
const longestWriting = 5_000;

/**
 * Locks a folder for this process. The lock of a process that has died is taken over.
 *
 * @param path the lock file
 * @throws {NightbookError} `RUN_BUSY` when another process, or another fit of this one, has it
 */
export function lockRun(path: string): RunLock {
  const mine = JSON.stringify({ ...thisProcess(), key: randomBytes(8).toString("hex") });
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(path, mine)) {
      removeLeftovers(path, mine);
      return held(path, mine);
    }
    const found = read(path);
    if (found === null) continue;
    if (!isStale(found)) throw busy(path, found.holder);
    takeAway(path, found.text);
  }
  throw busy(path, null);
}

interface FoundLock {
  readonly text: string;
  readonly holder: ProcessIdentity | null;
  /** Milliseconds since the last sign of life. */
  readonly silence: number;
}

/** A name beside the lock, for a file that is about to become it or has just been it. */
const aside = (path: string): string => `${path}.${randomBytes(4).toString("hex")}.part`;

/** Makes the lock appear with its content: a process that is killed in between leaves no empty lock behind. */
function create(path: string, text: string): boolean {
  const written = aside(path);
  try {
    writeFileSync(written, text);
  } catch (error) {
    rmSync(written, { force: true });
    throw unwritable(path, error);
  }
  try {
    linkSync(written, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Somebody has the lock, unless a network disk made the link and lost its answer.
    if (code === "EEXIST") return read(path)?.text === text;
    // Somebody has just got it and cleaned up after others.
    if (code === "ENOENT") return false;
    return createInPlace(path, text);
  } finally {
    rmSync(written, { force: true });
  }
}

/** The same on a disk that knows no second names of a file. */
function createInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw unwritable(path, error);
  }
}

function read(path: string): FoundLock | null {
  try {
    const text = readFileSync(path, "utf8");
    return { text, holder: holderIn(text), silence: Date.now() - statSync(path).mtimeMs };
  } catch {
    return null;
  }
}

function holderIn(text: string): ProcessIdentity | null {
  try {
    const { host, pid, started } = JSON.parse(text) as ProcessIdentity;
    return typeof host === "string" && Number.isInteger(pid) && pid > 0 ? { host, pid, started } : null;
  } catch {
    return null;
  }
}

function isStale({ holder, silence }: FoundLock): boolean {
  if (holder === null) return silence > longestWriting;
  return !(stillRuns(holder) ?? silence < longestSilence);
}

/** Removes a stale lock, unless somebody else has replaced it in the meantime. */
function takeAway(path: string, text: string): void {
  const taken = aside(path);
  try {
    renameSync(path, taken);
    if (readFileSync(taken, "utf8") !== text) linkSync(taken, path);
  } catch {
    // Another process was faster, in taking it away or in writing its own.
  }
  rmSync(taken, { force: true });
}

/** Removes stale locks that were taken away by processes that died in that moment. */
function removeLeftovers(path: string, mine: string): void {
  for (const name of readdirSync(dirname(path))) {
    if (!(name.startsWith(`${basename(path)}.`) && name.endsWith(".part"))) continue;
    const leftover = join(dirname(path), name);
    // If somebody has just mistaken this lock for a stale one, it is about to be put back.
    const text = read(leftover)?.text;
    if (text !== undefined && text !== mine) rmSync(leftover, { force: true });
  }
}

function held(path: string, mine: string): RunLock {
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // Somebody has removed the lock; the next sign of life finds the same.
    }
  }, heartbeat);
  beat.unref();
  return {
    release(): void {
      clearInterval(beat);
      if (read(path)?.text === mine) rmSync(path, { force: true });
    },
  };
}

function unwritable(path: string, cause: unknown): NightbookError {
  return new NightbookError(`Cannot write into the run folder: ${(cause as Error).message}`, {
    code: "FILE_UNWRITABLE",
    place: { path },
    hint: "Check the folder's permissions and the free space",
    cause,
  });
}

function busy(path: string, holder: ProcessIdentity | null): NightbookError {
  const who =
    holder === null
      ? "another process"
      : holder.pid === process.pid && stillRuns(holder)
        ? "another fit of this process"
        : `process ${holder.pid} on ${holder.host}`;
  return new NightbookError(`The run folder is in use by ${who}`, {
    code: "RUN_BUSY",
    place: { path },
    hint: "Wait until it has ended, or use another folder; if it runs no longer, remove this file",
  });
}
