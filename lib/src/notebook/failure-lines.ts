import { isNightbookError, NightbookError } from "../core/errors";
import { printable } from "../core/text";
import { PriorError, type PriorIssue } from "../fitting/priors";

/** What `node:fs` throws. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

/** One line about one place of a prior file: file, place, reason and remedy. */
export function issueLine({ message, code, fileName, line, column, hint }: PriorIssue): string {
  return new NightbookError(message, { code, place: { path: fileName, line, column }, hint }).oneLine();
}

/** What to tell of a failure: a line each with file, place, reason and remedy. A bug of ours keeps its stack. */
export function failureLines(error: unknown): string[] {
  if (error instanceof PriorError) return error.issues.filter(({ severity }) => severity === "error").map(issueLine);
  if (isNightbookError(error)) return [error.oneLine()];
  if (error instanceof RangeError || error instanceof TypeError) return [`${printable(error.message)}.`];
  if (isSystemError(error)) return [systemErrorLine(error)];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

/** An error of the operating system. */
function isSystemError(error: unknown): error is SystemError {
  const { code, syscall } = (error ?? {}) as SystemError;
  return error instanceof Error && typeof code === "string" && typeof syscall === "string";
}

function systemErrorLine({ code, path, message, syscall }: SystemError): string {
  // Node writes "EACCES: permission denied, open '/a/b'": the words between are for people.
  const reason = /^[A-Z0-9]+: (.*?),/.exec(message)?.[1] ?? message;
  return new NightbookError(`Cannot ${syscall}: ${reason}`, {
    code,
    place: { path },
    hint: "Check the path, its permissions and the free space",
  }).oneLine();
}
