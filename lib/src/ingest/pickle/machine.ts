import { printable } from "../../core/text";
import { Allowance, type PickleLimits } from "./allowance";
import { ByteCursor } from "./byte-cursor";
import { construct } from "./construct";
import type { ConstructionSite } from "./construction-site";
import { canonicalModule, isForbidden } from "./forbidden";
import { type PickleErrorCode, pickleError } from "./pickle-error";
import { Stack } from "./stack";
import { type PickleDict, PickleGlobal, PickleObject, PickleTuple, type PickleValue } from "./value";

/** The machine whose program a pickle is: input, value stack and memo. It can only make data. */
export class PickleMachine {
  readonly input: ByteCursor;
  readonly stack = new Stack();
  readonly #memo = new Map<number, PickleValue>();
  readonly #allowance: Allowance;

  constructor(bytes: Uint8Array, limits: PickleLimits) {
    this.input = new ByteCursor(bytes);
    this.#allowance = new Allowance(bytes.length, limits);
  }

  /** Byte of the current instruction. */
  get offset(): number {
    return this.input.instruction;
  }

  get site(): ConstructionSite {
    return { allowance: this.#allowance, offset: this.offset };
  }

  fail(code: PickleErrorCode, reason: string): never {
    throw pickleError(code, this.offset, reason);
  }

  damaged(reason: string): never {
    this.fail("PICKLE_DAMAGED", reason);
  }

  push(value: PickleValue): void {
    this.stack.push(value);
  }

  /** Pushes a value that takes memory of its own. */
  pushObject(value: PickleValue): void {
    this.#allowance.object(this.offset);
    this.stack.push(value);
  }

  pop(): PickleValue {
    return this.stack.pop(this.offset);
  }

  popToMark(): PickleValue[] {
    return this.stack.popToMark(this.offset);
  }

  /** Remembers the value on top under a number. */
  remember(index: number): void {
    this.#memo.set(index, this.stack.top(this.offset));
  }

  /** Remembers the value on top under the next free number. */
  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) this.damaged(`it recalls value ${index}, which was never stored`);
    this.push(value);
  }

  /** A class or function by name. */
  global(module: PickleValue | undefined, name: PickleValue | undefined): PickleGlobal {
    if (typeof module !== "string" || typeof name !== "string") this.damaged("the name of a class is not text");
    this.#allowance.spend(module.length + name.length, this.offset);
    if (isForbidden(canonicalModule(module), name)) {
      this.fail(
        "PICKLE_FORBIDDEN_CALL",
        `it names the function ${shownName(`${module}.${name}`)}, which data do not need`,
      );
    }
    return new PickleGlobal(module, name);
  }

  /** What a call of `callee` stands for: plain data where we know the class, else a record of the call. */
  construct(callee: PickleValue, args: PickleValue, keywords?: PickleDict): PickleValue {
    if (!(callee instanceof PickleGlobal)) this.damaged("it makes an object of something that is not a class");
    if (!(args instanceof PickleTuple)) this.damaged(`the arguments of ${shownName(callee.path)} are not a tuple`);
    const known = keywords === undefined ? construct(callee, args.items, this.site) : undefined;
    return known ?? new PickleObject(callee.path, args.items, keywords);
  }
}

/** A name from a file as a message may show it: short, and without control characters. */
function shownName(text: string): string {
  return printable(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
