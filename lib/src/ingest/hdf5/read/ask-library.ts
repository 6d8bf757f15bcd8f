import { hdf5Error } from "./hdf5-error";
import type { Hdf5Library } from "./hdf5-library";

/** Rounds that the loops of a filter may make in any case, and more for each byte that it shall give. */
const [leastRounds, roundsPerByte] = [2 ** 23, 64];

/** Bytes of memory of the library that a damaged file may leave behind. */
const mostLeft = 48 * 2 ** 20;

/**
 * Does what the library may refuse, and says why it did in a line.
 * @param what did not succeed then
 * @param part of the file that was asked for
 * @param bytes most that filters unpack meanwhile
 */
export function asked<Answer>(
  library: Hdf5Library,
  what: string,
  part: string | undefined,
  work: () => Answer,
  bytes = 0,
): Answer {
  const rounds = new DataView(library.HEAPU8.buffer, library.roundsAt, 8);
  rounds.setBigInt64(0, BigInt(Math.min(Number.MAX_SAFE_INTEGER, leastRounds + roundsPerByte * bytes)), true);
  try {
    return keepingStack(library, work);
  } catch (error) {
    closeReports(library);
    // What broke off inside the library, or took much memory, has left something behind; one that cannot even say what
    // is wrong has no memory left.
    const { name, message } = error as Error;
    if (name === "RuntimeError" || message === "" || library.HEAPU8.length > mostLeft) library.isWorn = true;
    if ((error as { code?: unknown }).code) throw error;
    const left = new DataView(library.HEAPU8.buffer, library.roundsAt, 8).getBigInt64(0, true);
    const reason = left === 0n ? "unpacking them finds no end" : libraryReason(error);
    // A filter that complains by functions which are not here, or needs them for its work, calls what is none.
    const isStuck = name === "TypeError" && bytes > 0;
    const hint = isStuck ? "Copy the file again from its source; if that does not help, pack it otherwise" : undefined;
    throw hdf5Error("HDF5_DAMAGED", `${what}: ${isStuck ? "its filter gives up" : reason}`, { part }, hint, error);
  }
}

/**
 * Reads a datatype whose bytes the library cannot turn: it leaves them then, and would complain for nothing.
 * @param work gives a number below zero when it did not succeed
 */
export function readUnturned(library: Hdf5Library, work: () => number): void {
  library.deactivate_throwing_error_handler();
  try {
    if (work() < 0) throw new Error("they cannot be unpacked");
  } finally {
    library.activate_throwing_error_handler();
  }
}

/**
 * An error on its way through the library leaves the stack as it was when it rose, and after some thousands of them the
 * stack would be full. What is called with a text is called with a copy on the stack, which is put back afterwards.
 */
function keepingStack<Answer>(library: Hdf5Library, work: () => Answer): Answer {
  let settle = (): Answer => {
    throw new Error("the work was not done");
  };
  library["_work"] = () => {
    try {
      const answer = work();
      settle = () => answer;
    } catch (error) {
      settle = () => {
        throw error;
      };
    }
  };
  library.ccall("work", null, ["string"], [""]);
  return settle();
}

/** The library writes what it reports into a file, and does not come to closing it. */
function closeReports({ FS }: Hdf5Library): void {
  for (const stream of FS.streams) if (stream?.path?.startsWith("/tmp/")) FS.close(stream);
}

/** The innermost of the reasons that the library gives. */
function libraryReason(error: unknown): string {
  const text = (error as Partial<Error>).message ?? String(error);
  const reasons = [...text.matchAll(/#\d+: .* line \d+ in \w+\(\): (.*)/g)];
  const reason = reasons.at(-1)?.[1] ?? text.split("\n")[0];
  return reason.slice(0, 200) || "the library gives no reason";
}
