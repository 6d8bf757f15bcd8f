import type { Allowance } from "./allowance";
import { canonicalModule } from "./forbidden";
import { fillArray, NumpyArray, scalarOf } from "./numpy-array";
import { dtypeFromCode, NumpyDtype } from "./numpy-dtype";
import { pickleError } from "./pickle-error";
import { encodeLatin1, encodeUtf8 } from "./text";
import { PickleFrozenSet, PickleGlobal, PickleObject, PickleTuple, type PickleValue } from "./value";

/** What a constructor may need besides its arguments. */
export interface ConstructionSite {
  allowance: Allowance;
  /** Byte of the instruction, for errors. */
  offset: number;
}

type Constructor = (args: readonly PickleValue[], site: ConstructionSite) => PickleValue | undefined;

/**
 * What a named class or function makes of its arguments, if it is one of the few we know.
 * All of them only arrange data. Undefined when the name is not in the table, or when the arguments
 * are not the ones the class itself pickles.
 */
export function construct(
  callee: PickleGlobal,
  args: readonly PickleValue[],
  site: ConstructionSite,
): PickleValue | undefined {
  const make = constructors.get(`${canonicalModule(callee.module)}.${callee.name}`);
  if (make === undefined) return undefined;
  site.allowance.spend(8 * args.length, site.offset);
  return make(args, site);
}

/** Bytes of a value that stands for bytes: Python 3 bytes, or a Python 2 string of one character per byte. */
export function bytesOf(
  value: PickleValue | undefined,
  { allowance, offset }: ConstructionSite,
): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "string") return undefined;
  allowance.spend(value.length, offset);
  return encodeLatin1(value);
}

const reconstructObject: Constructor = ([type, base, state]) => {
  if (!(type instanceof PickleGlobal)) return undefined;
  const plain = base instanceof PickleGlobal && base.name === "object";
  return new PickleObject(type.path, plain || state === undefined ? [] : [state]);
};

const newObject: Constructor = ([type, ...args]) =>
  type instanceof PickleGlobal ? new PickleObject(type.path, args) : undefined;

const encode: Constructor = ([text, encoding], { allowance, offset }) => {
  if (typeof text !== "string") return undefined;
  allowance.spend(text.length + String(encoding).length, offset);
  const name = typeof encoding === "string" ? encoding.toLowerCase().replace(/[-_]/g, "") : "utf8";
  if (name === "utf8") return encodeUtf8(text);
  const highest = name === "latin1" || name === "iso88591" ? 0xff : name === "ascii" ? 0x7f : undefined;
  if (highest === undefined)
    throw pickleError("PICKLE_UNSUPPORTED", offset, `bytes are written in the encoding ${String(encoding)}`);
  const bytes = encodeLatin1(text, highest);
  if (bytes === undefined)
    throw pickleError("PICKLE_DAMAGED", offset, `a character does not fit its encoding, ${String(encoding)}`);
  return bytes;
};

const byteString: Constructor = ([content], site) => {
  if (content === undefined) return new Uint8Array(0);
  const bytes = bytesOf(content, site);
  if (bytes === undefined) return undefined;
  site.allowance.spend(bytes.length, site.offset);
  return bytes.slice();
};

/** The elements of a list or tuple that a constructor copies. */
function elements(
  args: readonly PickleValue[],
  { allowance, offset }: ConstructionSite,
): readonly PickleValue[] | undefined {
  const [content] = args;
  const items =
    content === undefined
      ? []
      : Array.isArray(content)
        ? content
        : content instanceof PickleTuple
          ? content.items
          : undefined;
  if (items !== undefined) allowance.spend(32 * items.length, offset);
  return items;
}

const list: Constructor = (args, site) => elements(args, site)?.slice();

const tuple: Constructor = (args, site) => {
  const items = elements(args, site);
  return items && new PickleTuple(items.slice());
};

const set: Constructor = (args, site) => {
  const items = elements(args, site);
  return items && new Set(items);
};

const frozenSet: Constructor = (args, site) => {
  const items = elements(args, site);
  return items && new PickleFrozenSet(new Set(items));
};

const dictionary: Constructor = (args, site) => {
  const pairs = elements(args, site);
  if (pairs === undefined) return undefined;
  const result = new Map<PickleValue, PickleValue>();
  for (const pair of pairs) {
    const entry = Array.isArray(pair) ? pair : pair instanceof PickleTuple ? pair.items : [];
    if (entry.length !== 2) return undefined;
    result.set(entry[0]!, entry[1]!);
  }
  return result;
};

const defaultDictionary: Constructor = (args, site) => dictionary(args.slice(1), site);

const complex: Constructor = ([re, im = 0]) =>
  typeof re === "number" && typeof im === "number" ? { kind: "complex", re, im } : undefined;

/** A number type called with a number: subclasses reduce to this. */
const number: Constructor = (args) => {
  const [value] = args;
  return args.length === 1 && (typeof value === "number" || typeof value === "bigint") ? value : undefined;
};

const dtype: Constructor = ([code], { offset }) => {
  if (typeof code !== "string") return undefined;
  const result = dtypeFromCode(code);
  if (result === undefined) throw pickleError("PICKLE_DAMAGED", offset, `there is no numpy type ${code.slice(0, 20)}`);
  return result;
};

const scalar: Constructor = ([type, content], site) => {
  if (!(type instanceof NumpyDtype)) return undefined;
  if (type.letter === "O") return content ?? null;
  const bytes = bytesOf(content, site);
  if (bytes === undefined) return undefined;
  const array = new NumpyArray();
  fillArray(array, type, new PickleTuple([]), false, bytes, site);
  return scalarOf(array) ?? array;
};

const fromBuffer: Constructor = ([buffer, type, shape, order], site) => {
  const bytes = bytesOf(buffer, site);
  if (bytes === undefined || !(type instanceof NumpyDtype) || shape === undefined) return undefined;
  const array = new NumpyArray();
  fillArray(array, type, shape, order === "F", bytes, site);
  return array;
};

/** Microseconds from three bytes, most significant first. */
function microseconds(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
}

/** The numbers of a date or time: from its packed bytes, or from arguments that are whole numbers. */
function calendarNumbers(
  args: readonly PickleValue[],
  site: ConstructionSite,
  packed: (bytes: Uint8Array) => number[],
  length: number,
): number[] | undefined {
  const bytes = bytesOf(args[0], site);
  if (bytes !== undefined) return bytes.length === length ? packed(bytes) : undefined;
  const numbers = args.filter((value) => typeof value === "number");
  return numbers.every(Number.isInteger) ? numbers : undefined;
}

function inRange(values: readonly number[], ranges: readonly (readonly [number, number])[]): boolean {
  return values.every((value, i) => ranges[i] !== undefined && value >= ranges[i][0] && value <= ranges[i][1]);
}

const dateRanges = [
  [1, 9999],
  [1, 12],
  [1, 31],
] as const;
const timeRanges = [
  [0, 23],
  [0, 59],
  [0, 59],
  [0, 999_999],
] as const;

// Bit 7 of the month, or of the hour in a time, marks the second of two equal clock readings.
const dateTime: Constructor = (args, site) => {
  const numbers = calendarNumbers(
    args,
    site,
    (b) => [b[0]! * 256 + b[1]!, b[2]! & 0x7f, b[3]!, b[4]!, b[5]!, b[6]!, microseconds(b, 7)],
    10,
  );
  if (numbers === undefined || numbers.length < 3 || !inRange(numbers, [...dateRanges, ...timeRanges]))
    return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0] = numbers as [
    number,
    number,
    number,
    ...number[],
  ];
  return { kind: "datetime", year, month, day, hour, minute, second, microsecond, timeZone: zone(args) };
};

const date: Constructor = (args, site) => {
  const numbers = calendarNumbers(args, site, (b) => [b[0]! * 256 + b[1]!, b[2]!, b[3]!], 4);
  if (numbers === undefined || numbers.length !== 3 || !inRange(numbers, dateRanges)) return undefined;
  const [year, month, day] = numbers as [number, number, number];
  return { kind: "date", year, month, day };
};

const time: Constructor = (args, site) => {
  const numbers = calendarNumbers(args, site, (b) => [b[0]! & 0x7f, b[1]!, b[2]!, microseconds(b, 3)], 6);
  if (numbers === undefined || !inRange(numbers, timeRanges)) return undefined;
  const [hour = 0, minute = 0, second = 0, microsecond = 0] = numbers;
  return { kind: "time", hour, minute, second, microsecond, timeZone: zone(args) };
};

/** The time zone follows the packed bytes or the numbers, if there is one. */
function zone(args: readonly PickleValue[]): PickleValue {
  const last = args.length > 1 ? args.at(-1) : null;
  return last === undefined || typeof last === "number" ? null : last;
}

const timeDelta: Constructor = (args) => {
  const [days = 0, seconds = 0, micro = 0] = args;
  const numbers = [days, seconds, micro];
  if (!numbers.every((value) => Number.isInteger(value))) return undefined;
  return { kind: "timedelta", days, seconds, microseconds: micro } as PickleValue;
};

const constructors: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ["copyreg._reconstructor", reconstructObject],
  ["copyreg.__newobj__", newObject],
  ["_codecs.encode", encode],
  ["builtins.bytes", byteString],
  ["builtins.bytearray", byteString],
  ["builtins.list", list],
  ["builtins.tuple", tuple],
  ["builtins.set", set],
  ["builtins.frozenset", frozenSet],
  ["builtins.dict", dictionary],
  ["builtins.complex", complex],
  ["builtins.int", number],
  ["builtins.long", number],
  ["builtins.float", number],
  ["collections.OrderedDict", dictionary],
  ["collections.defaultdict", defaultDictionary],
  ["datetime.datetime", dateTime],
  ["datetime.date", date],
  ["datetime.time", time],
  ["datetime.timedelta", timeDelta],
  ["numpy.dtype", dtype],
  ["numpy.core.multiarray._reconstruct", () => new NumpyArray()],
  ["numpy.core.multiarray.scalar", scalar],
  ["numpy.core.numeric._frombuffer", fromBuffer],
]);
