import { pickleError } from "./pickle-error";
import type { PickleValue } from "./value";

/** The value stack of a pickle, with the marks that open tuples, lists and dictionaries. */
export class Stack {
  readonly #values: PickleValue[] = [];
  readonly #marks: number[] = [];

  push(value: PickleValue): void {
    this.#values.push(value);
  }

  mark(): void {
    this.#marks.push(this.#values.length);
  }

  /** Values above the innermost mark. */
  #available(): number {
    return this.#values.length - (this.#marks.at(-1) ?? 0);
  }

  pop(offset: number): PickleValue {
    if (this.#available() < 1) throw underflow(offset);
    return this.#values.pop()!;
  }

  /** The last `count` values, in the order they were pushed. */
  popMany(count: number, offset: number): PickleValue[] {
    if (this.#available() < count) throw underflow(offset);
    return this.#values.splice(this.#values.length - count, count);
  }

  top(offset: number): PickleValue {
    if (this.#available() < 1) throw underflow(offset);
    return this.#values.at(-1)!;
  }

  /** Everything above the innermost mark, which is removed too. */
  popToMark(offset: number): PickleValue[] {
    const start = this.#marks.pop();
    if (start === undefined) throw pickleError("PICKLE_DAMAGED", offset, "a group ends that was never opened");
    return this.#values.splice(start);
  }

  /** Drops the last value, or the mark when it lies on top. */
  discard(offset: number): void {
    if (this.#available() > 0) this.#values.pop();
    else if (this.#marks.pop() === undefined) throw underflow(offset);
  }
}

function underflow(offset: number): Error {
  return pickleError("PICKLE_DAMAGED", offset, "an instruction wants more values than there are");
}
