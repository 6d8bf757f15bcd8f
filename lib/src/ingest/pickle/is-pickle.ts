import { isNightbookError } from "../../core/errors";
import { instructions } from "./instructions";
import { PickleMachine } from "./machine";

/** Instructions after which bytes are no longer taken for something else by chance. */
const enough = 3;
/** How collections and objects begin: only these are long. Lines such as F1, F2, … would be numbers without an end. */
const collections = "(]}c";
const stop = ".".charCodeAt(0);

/**
 * True for bytes that begin as a pickle does. Protocols 2 and later say so; the older ones have no signature, so their
 * instructions are followed as far as they go.
 *
 * @param bytes the begin of a file
 */
export function isPickle(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x80) return bytes[1] >= 2 && bytes[1] <= 5;
  const machine = new PickleMachine(bytes, {});
  let done = 0;
  try {
    for (;;) {
      const code = machine.input.opcode();
      if (code === stop) {
        machine.pop();
        return done >= enough || machine.input.offset === bytes.length;
      }
      if (instructions[code] === undefined) return false;
      instructions[code](machine);
      done++;
    }
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    if (error.code === "PICKLE_FORBIDDEN_CALL") return true;
    const isLong = collections.includes(String.fromCharCode(bytes[0]));
    return isLong && done >= enough && error.code !== "PICKLE_DAMAGED";
  }
}
