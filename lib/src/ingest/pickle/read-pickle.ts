import { plainBytes } from "../../core/plain-bytes";
import type { PickleLimits } from "./allowance";
import { instructions } from "./instructions";
import { PickleMachine } from "./machine";
import type { PickleValue } from "./value";

const stop = ".".charCodeAt(0);

/**
 * Reads a Python pickle, protocols 0 to 5, as data. Nothing of the file is ever executed: known
 * classes (numpy arrays, dates, collections) become plain values, every other class becomes a
 * {@link PickleObject} that holds what the file says about it, and a file that names a function
 * such as `os.system` is refused. Bytes after the end of the pickle are ignored.
 *
 * Memory stays in proportion to the file: see {@link PickleLimits}. Damaged or hostile input ends
 * in a `NightbookError`, whatever it is.
 *
 * @param bytes the whole file, uncompressed; not modified
 * @param limits what to allow
 * @returns the value; see {@link PickleValue} for how Python's types map
 * @throws {NightbookError} with the byte offset and one of the codes `PICKLE_TRUNCATED`,
 * `PICKLE_DAMAGED`, `PICKLE_UNSUPPORTED` (out-of-band data, extensions, persistent ids, newer
 * protocols), `PICKLE_TOO_LARGE`, `PICKLE_FORBIDDEN_CALL`
 * @see [PEP3154], [PEP574]
 *
 * @example
 * ```ts
 * import { type PickleTuple, readPickle } from "nightbook/ingest";
 *
 * // pickle.dumps((1, "a"), protocol=2)
 * const bytes = Uint8Array.from([128, 2, 75, 1, 88, 1, 0, 0, 0, 97, 134, 113, 0, 46]);
 * const pair = readPickle(bytes) as PickleTuple;
 * pair.items; // => [1, "a"]
 * ```
 */
export function readPickle(bytes: Uint8Array, limits: PickleLimits = {}): PickleValue {
  return readFrom(new PickleMachine(plainBytes(bytes), limits));
}

/**
 * Reads a file into which several values were pickled one after the other.
 *
 * @param input the whole file, uncompressed; not modified
 * @param limits what to allow to each value
 * @returns the values, at least one
 * @throws {NightbookError} as {@link readPickle} does; offsets count from the beginning of the value
 *
 * @example
 * ```ts
 * import { readPickles, writePickle } from "nightbook/ingest";
 *
 * readPickles(Uint8Array.of(...writePickle("a"), ...writePickle(2n))); // => ["a", 2]
 * ```
 */
export function readPickles(input: Uint8Array, limits: PickleLimits = {}): PickleValue[] {
  const bytes = plainBytes(input);
  const values: PickleValue[] = [];
  let start = 0;
  do {
    const machine = new PickleMachine(bytes.subarray(start), limits);
    values.push(readFrom(machine));
    start += machine.input.offset;
  } while (start < bytes.length);
  return values;
}

function readFrom(machine: PickleMachine): PickleValue {
  for (;;) {
    const code = machine.input.opcode();
    if (code === stop) return machine.pop();
    const instruction = instructions[code];
    if (instruction === undefined) {
      const where = machine.offset === 0 ? "this is not a pickle: it begins with" : "there is no instruction";
      machine.damaged(`${where} 0x${code.toString(16).padStart(2, "0")}`);
    }
    instruction(machine);
  }
}
