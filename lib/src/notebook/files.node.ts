import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isNightbookError, NightbookError } from "../core/errors";

/** A file that went into a result. */
export interface InputHash {
  /** As the user named it. */
  path: string;
  /** Hexadecimal. */
  sha256: string;
}

/** A file that was read whole. */
export interface InputFile extends InputHash {
  bytes: Uint8Array;
}

/**
 * Reads a file whole.
 * @throws {NightbookError} `FILE_MISSING`, `FILE_IS_FOLDER` or `FILE_UNREADABLE`
 */
export function readInput(path: string): InputFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException);
  }
  return { path, bytes, sha256: sha256(bytes) };
}

/**
 * Reads a text file as UTF-8.
 * @throws {NightbookError} as {@link readInput} does
 */
export function readText(path: string): string {
  return new TextDecoder().decode(readInput(path).bytes);
}

/** SHA-256 of bytes or text, hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * Writes under a temporary name and renames, so that a killed process never leaves half a file.
 * @throws {NightbookError} `FILE_EXISTS` unless `overwrite`, `FILE_UNWRITABLE`
 */
export function writeOutput(path: string, content: Uint8Array | string, options: { overwrite?: boolean } = {}): void {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.part`;
  try {
    if (!options.overwrite && exists(path)) throw fileExists(path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (cause) {
    if (isNightbookError(cause)) throw cause;
    removeQuietly(temporary);
    throw new NightbookError(`Cannot write the file: ${(cause as Error).message}`, {
      code: "FILE_UNWRITABLE",
      place: { path },
      hint: "Check the folder's permissions and the free space",
      cause,
    });
  }
}

/** What is said instead of writing over a file. */
export function fileExists(path: string): NightbookError {
  return new NightbookError("The file exists already", {
    code: "FILE_EXISTS",
    place: { path },
    hint: "Choose another name, or overwrite it with --overwrite (in a notebook: { overwrite: true })",
  });
}

/** The reason why the file could not be written matters more than what is left of it. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder is not there or may not be changed: then neither is the file.
  }
}

/** True when there is something of this name. */
export function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What is said of a file that cannot be opened or read. */
export function unreadable(path: string, cause: NodeJS.ErrnoException): NightbookError {
  const place = { path };
  if (cause.code === "ENOENT" || cause.code === "ENOTDIR") {
    return new NightbookError("There is no such file", {
      code: "FILE_MISSING",
      place,
      hint: "Check the path; it is taken from the current folder",
      cause,
    });
  }
  if (cause.code === "EISDIR") {
    return new NightbookError("This is a folder, not a file", {
      code: "FILE_IS_FOLDER",
      place,
      hint: "Name a file in it",
      cause,
    });
  }
  return new NightbookError(`Cannot read the file: ${cause.message}`, {
    code: "FILE_UNREADABLE",
    place,
    hint: "Check its permissions",
    cause,
  });
}
