import { addMembers, append, setItems, setState } from "./build";
import type { PickleMachine } from "./machine";
import { floatFromText, integerFromBytes, integerFromText, maxDecimalDigits } from "./number";
import { decodeLatin1, decodeQuoted, decodeRawUnicodeEscape, decodeUtf8 } from "./text";
import { PickleFrozenSet, PickleTuple, type PickleValue } from "./value";

/** What one opcode does to the machine. */
export type Instruction = (machine: PickleMachine) => void;

/** Newest protocol there is. */
const newestProtocol = 5;
/** Bytes that one integer may have. */
const maxIntegerBytes = 2 ** 20;

const emptyTuple = new PickleTuple([]);

const push =
  (value: PickleValue): Instruction =>
  (machine) =>
    machine.push(value);

const tuple =
  (length: number): Instruction =>
  (machine) =>
    machine.pushObject(new PickleTuple(machine.stack.popMany(length, machine.offset)));

/** Reads the length that precedes a run of bytes, in one of four widths. */
type Length = (machine: PickleMachine) => number;
const length8: Length = ({ input }) => input.uint8("a length");
const length32: Length = ({ input }) => input.uint32("a length");
const length64: Length = ({ input }) => input.length64("a length");
const signedLength32: Length = (machine) => {
  const length = machine.input.int32("a length");
  return length < 0 ? machine.damaged("a length is negative") : length;
};

const bytes =
  (length: Length): Instruction =>
  (machine) =>
    machine.pushObject(machine.input.run(length(machine), "bytes").slice());

const byteText =
  (length: Length): Instruction =>
  (machine) =>
    machine.push(decodeLatin1(machine.input.run(length(machine), "a string")));

const text =
  (length: Length): Instruction =>
  (machine) =>
    machine.push(decodeUtf8(machine.input.run(length(machine), "text")) ?? machine.damaged("text is not valid UTF-8"));

const longInteger =
  (length: Length): Instruction =>
  (machine) => {
    const size = length(machine);
    const run = machine.input.run(size, "an integer");
    if (size > maxIntegerBytes) machine.fail("PICKLE_TOO_LARGE", `an integer has ${size} bytes`);
    machine.push(integerFromBytes(run));
  };

const line = (machine: PickleMachine, what: string): string => decodeLatin1(machine.input.line(what));

const name = (machine: PickleMachine): string =>
  decodeUtf8(machine.input.line("a name")) ?? machine.damaged("a name is not valid UTF-8");

const integerText = (machine: PickleMachine): number | bigint => {
  const run = machine.input.line("an integer");
  if (run.length > maxDecimalDigits + 8) machine.fail("PICKLE_TOO_LARGE", `an integer has ${run.length} characters`);
  return integerFromText(decodeLatin1(run)) ?? machine.damaged("an integer is not a number");
};

const memoText = (machine: PickleMachine): number => {
  const index = integerText(machine);
  return typeof index === "number" && index >= 0 ? index : machine.damaged("a memo number is not valid");
};

const unsupported =
  (reason: string): Instruction =>
  (machine) =>
    machine.fail("PICKLE_UNSUPPORTED", reason);

const persistent = unsupported("it refers to an object kept outside the file (a persistent id)");
const extension = unsupported("it uses a private extension code");
const outOfBand = unsupported("it refers to a buffer kept outside the file (out-of-band data)");

const table: Record<string, Instruction> = {
  // Protocol 0: text.
  "(": (machine) => machine.stack.mark(),
  "0": (machine) => machine.stack.discard(machine.offset),
  "1": (machine) => machine.popToMark(),
  "2": (machine) => machine.push(machine.stack.top(machine.offset)),
  F: (machine) => machine.push(floatFromText(line(machine, "a number")) ?? machine.damaged("a number is not a number")),
  I: (machine) => {
    const start = machine.input.offset;
    const value = integerText(machine);
    // 00 and 01 are False and True: protocol 0 has no other way to write them.
    const isTruth = machine.input.offset - start === 3 && machine.input.bytes[start] === 0x30;
    machine.push(isTruth && (value === 0 || value === 1) ? value === 1 : value);
  },
  L: (machine) => machine.push(integerText(machine)),
  N: push(null),
  P: persistent,
  R: (machine) => {
    const args = machine.pop();
    machine.pushObject(machine.construct(machine.pop(), args));
  },
  S: (machine) => machine.push(decodeQuoted(line(machine, "a string")) ?? machine.damaged("a string lacks its quotes")),
  V: (machine) =>
    machine.push(decodeRawUnicodeEscape(line(machine, "text")) ?? machine.damaged("text has a malformed escape")),
  a: (machine) => {
    const value = machine.pop();
    append(machine.stack.top(machine.offset), [value], machine.offset);
  },
  b: (machine) => {
    const state = machine.pop();
    setState(machine.stack.top(machine.offset), state, machine.site);
  },
  c: (machine) => machine.pushObject(machine.global(name(machine), name(machine))),
  d: (machine) => {
    const pairs = machine.popToMark();
    const dictionary = new Map<PickleValue, PickleValue>();
    setItems(dictionary, pairs, machine.offset);
    machine.pushObject(dictionary);
  },
  g: (machine) => machine.recall(memoText(machine)),
  i: (machine) => {
    const type = machine.global(name(machine), name(machine));
    machine.pushObject(machine.construct(type, new PickleTuple(machine.popToMark())));
  },
  l: (machine) => machine.pushObject(machine.popToMark()),
  p: (machine) => machine.remember(memoText(machine)),
  s: (machine) => {
    const pair = machine.stack.popMany(2, machine.offset);
    setItems(machine.stack.top(machine.offset), pair, machine.offset);
  },
  t: (machine) => machine.pushObject(new PickleTuple(machine.popToMark())),

  // Protocol 1: binary.
  G: (machine) => machine.push(machine.input.float64("a number")),
  J: (machine) => machine.push(machine.input.int32("an integer")),
  K: (machine) => machine.push(machine.input.uint8("an integer")),
  M: (machine) => machine.push(machine.input.uint16("an integer")),
  Q: persistent,
  T: byteText(signedLength32),
  U: byteText(length8),
  X: text(length32),
  e: (machine) => {
    const values = machine.popToMark();
    append(machine.stack.top(machine.offset), values, machine.offset);
  },
  h: (machine) => machine.recall(machine.input.uint8("a memo number")),
  j: (machine) => machine.recall(machine.input.uint32("a memo number")),
  o: (machine) => {
    const [type, ...args] = machine.popToMark();
    if (type === undefined) machine.damaged("an object has no class");
    machine.pushObject(machine.construct(type, new PickleTuple(args)));
  },
  q: (machine) => machine.remember(machine.input.uint8("a memo number")),
  r: (machine) => machine.remember(machine.input.uint32("a memo number")),
  u: (machine) => {
    const pairs = machine.popToMark();
    setItems(machine.stack.top(machine.offset), pairs, machine.offset);
  },
  ")": push(emptyTuple),
  "]": (machine) => machine.pushObject([]),
  "}": (machine) => machine.pushObject(new Map()),

  // Protocol 2.
  "\x80": (machine) => {
    const protocol = machine.input.uint8("the protocol number");
    if (protocol > newestProtocol) machine.fail("PICKLE_UNSUPPORTED", `it is written in protocol ${protocol}`);
  },
  "\x81": (machine) => {
    const args = machine.pop();
    machine.pushObject(machine.construct(machine.pop(), args));
  },
  "\x82": extension,
  "\x83": extension,
  "\x84": extension,
  "\x85": tuple(1),
  "\x86": tuple(2),
  "\x87": tuple(3),
  "\x88": push(true),
  "\x89": push(false),
  "\x8a": longInteger(length8),
  "\x8b": longInteger(signedLength32),

  // Protocol 3.
  B: bytes(length32),
  C: bytes(length8),

  // Protocol 4.
  "\x8c": text(length8),
  "\x8d": text(length64),
  "\x8e": bytes(length64),
  "\x8f": (machine) => machine.pushObject(new Set()),
  "\x90": (machine) => {
    const members = machine.popToMark();
    addMembers(machine.stack.top(machine.offset), members, machine.offset);
  },
  "\x91": (machine) => machine.pushObject(new PickleFrozenSet(new Set(machine.popToMark()))),
  "\x92": (machine: PickleMachine) => {
    const keywords = machine.pop();
    const args = machine.pop();
    if (!(keywords instanceof Map)) machine.damaged("keyword arguments are not a dictionary");
    machine.pushObject(machine.construct(machine.pop(), args, keywords.size > 0 ? keywords : undefined));
  },
  "\x93": (machine) => {
    const attribute = machine.pop();
    machine.pushObject(machine.global(machine.pop(), attribute));
  },
  "\x94": (machine) => machine.rememberNext(),
  "\x95": (machine) => {
    const length = machine.input.length64("a frame length");
    const left = machine.input.bytes.length - machine.input.offset;
    if (length > left) machine.fail("PICKLE_TRUNCATED", `a frame has ${length} bytes, but ${left} are left`);
  },

  // Protocol 5.
  "\x96": bytes(length64),
  "\x97": outOfBand,
  "\x98": outOfBand,
};

/** Opcode to what it does; undefined where no protocol has such an opcode. STOP is not among them. */
export const instructions: readonly (Instruction | undefined)[] = Array.from(
  { length: 256 },
  (_, code) => table[String.fromCharCode(code)],
);
