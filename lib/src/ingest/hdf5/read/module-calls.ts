/** What is used of the library. */
interface Library {
  readonly HEAPU8: Uint8Array;
  readonly FS: { open(path: string, flags: string): { readonly fd: number; stream_ops: object } };
  _malloc(bytes: number): number;
}

/** A function that modules of filters may ask for: it is given as many numbers as they have, and gives one. */
export type PageFunction = (...numbers: number[]) => number;

/** How modules of filters reach the page. */
export interface ModuleCalls {
  /** Number of the open file to which they write. */
  readonly file: number;
  /** Where in memory the question stands, as {@link callLayout} says. */
  readonly place: number;
}

/** Most numbers that a function is given. */
export const mostNumbers = 6;

/** From the place on: place and length of what is written, how much was, then which function, its numbers, its answer. */
export const callLayout = { written: 8, which: 12, numbers: 16, answer: 16 + 4 * mostNumbers };
const callBytes = callLayout.answer + 4;

/**
 * Lets modules of filters ask functions of the page: a library that is made already cannot be given functions, whoever
 * made it, but what is written to a file in it is seen here.
 */
export function openCalls(library: Library, functions: readonly PageFunction[]): ModuleCalls {
  const place = library._malloc(callBytes);
  const memory = () => new DataView(library.HEAPU8.buffer);
  const at = place + callLayout.which;
  memory().setUint32(place, at, true);
  memory().setUint32(place + 4, 4, true);
  const stream = library.FS.open("/nightbook-calls", "w");
  stream.stream_ops = {
    write(_stream: unknown, _from: unknown, _at: number, length: number): number {
      const question = new Uint32Array(library.HEAPU8.slice(at, place + callLayout.answer).buffer);
      const answer = functions[question[0]](...question.subarray(1));
      // The memory may have grown meanwhile.
      memory().setInt32(place + callLayout.answer, answer, true);
      return length;
    },
  };
  return { file: stream.fd, place };
}
