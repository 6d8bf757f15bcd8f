import { pickleError } from "./pickle-error";

/** Limits of {@link readPickle}. */
export interface PickleLimits {
  /** Lists, dictionaries, tuples, arrays and other objects in the file, at most. */
  maxObjects?: number;
}

/** Objects when nothing else is asked for. */
export const defaultMaxObjects = 2_000_000;

/**
 * Keeps memory in proportion to the file. One instruction of a few bytes may ask for a copy of
 * something large that was read before, so what copies take is counted and limited to 64 times the
 * file's length plus 1 MiB; an honest file takes about 3 times its length.
 */
export class Allowance {
  #bytes: number;
  #objects: number;
  readonly #maxObjects: number;

  constructor(fileLength: number, limits: PickleLimits) {
    this.#bytes = 64 * fileLength + 2 ** 20;
    this.#maxObjects = limits.maxObjects ?? defaultMaxObjects;
    this.#objects = this.#maxObjects;
  }

  /** Accounts for a copy of this many bytes. */
  spend(bytes: number, offset: number): void {
    this.#bytes -= bytes;
    if (!(this.#bytes >= 0)) {
      throw pickleError("PICKLE_TOO_LARGE", offset, "it asks for far more memory than its length accounts for");
    }
  }

  /** Accounts for one object. */
  object(offset: number): void {
    this.#objects -= 1;
    if (this.#objects < 0) {
      throw pickleError(
        "PICKLE_TOO_LARGE",
        offset,
        `it holds more than ${this.#maxObjects} objects`,
        "If you trust the file, raise maxObjects in the options of readPickle",
      );
    }
  }
}
