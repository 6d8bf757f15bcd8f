import { NumpyArray } from "./numpy-array";
import { decodeLatin1, encodeUtf8 } from "./text";
import {
  type PickleComplex,
  type PickleDate,
  type PickleDateTime,
  PickleFrozenSet,
  type PickleTime,
  type PickleTimeDelta,
  PickleTuple,
} from "./value";
import { WriteBuffer } from "./write-buffer";
import { callOf } from "./write-built-in";
import { op } from "./write-codes";
import {
  isNumericArray,
  type StoredArray,
  storedNumpyArray,
  storedTypedArray,
  type WritableTypedArray,
} from "./write-numpy";

/**
 * What {@link writePickle} takes.
 *
 * | here | Python |
 * |---|---|
 * | `null`, `boolean`, `string` | `None`, `bool`, `str` |
 * | `number` / `bigint` | `float` / `int` |
 * | array / {@link PickleTuple} | `list` / `tuple` |
 * | `Map`, plain object | `dict`, in order |
 * | `Set` / {@link PickleFrozenSet} | `set` / `frozenset` |
 * | `Uint8Array` | `bytes` |
 * | other typed arrays | `numpy.ndarray` of one axis and that type |
 * | {@link NumpyArray} of numbers or text | `numpy.ndarray` |
 * | {@link NumpyScalar} | a numpy scalar, for example `numpy.float32` |
 * | {@link PickleComplex}, {@link PickleDateTime} and relatives | `complex`, `datetime.*` |
 */
export type WritableValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | WritableTypedArray
  | readonly WritableValue[]
  | PickleTuple
  | ReadonlyMap<WritableValue, WritableValue>
  | ReadonlySet<WritableValue>
  | PickleFrozenSet
  | NumpyArray
  | NumpyScalar
  | PickleComplex
  | PickleDateTime
  | PickleDate
  | PickleTime
  | PickleTimeDelta
  | { readonly [key: string]: WritableValue };

/** A number that Python shall see as a numpy scalar: the only element of a typed array. */
export class NumpyScalar {
  readonly kind = "scalar";
  /** @param value shape `[1]`; its class is the type of the scalar */
  constructor(readonly value: WritableTypedArray) {}
}

/** Options of {@link writePickle}. */
export interface WritePickleOptions {
  /** 2 is read by Python 2 too, 4 by Python 3.4 and later, 5 by 3.8 and later. Default 4. */
  protocol?: 2 | 3 | 4 | 5;
}

/** How deep collections may lie in each other: Python's own reader has such a limit. */
const maxDepth = 500;
/** Python's batch of list elements and dictionary entries. */
const batch = 1000;

/**
 * Writes a value as a Python pickle that plain Python, with numpy where there are arrays, reads back. Collections and
 * arrays that appear twice are one object there too. Equal values give equal bytes.
 *
 * @param value what to write; a `number` becomes a `float`, a `bigint` an `int`
 * @param options protocol
 * @returns the bytes of the file
 * @throws {TypeError} for what has no form in a pickle, such as a function or `undefined`
 * @throws {RangeError} for collections that lie more than 500 deep in each other, and for a protocol that is not known
 * @see [PEP3154], [PEP574]
 *
 * @example
 * ```ts
 * import { readPickle, writePickle } from "nightbook/ingest";
 *
 * const bytes = writePickle({ rho: 285.5, runs: 3n, heights: Float32Array.of(90e3, 85e3) });
 * (readPickle(bytes) as Map<string, unknown>).get("runs"); // => 3
 * ```
 */
export function writePickle(value: WritableValue, { protocol = 4 }: WritePickleOptions = {}): Uint8Array {
  if (![2, 3, 4, 5].includes(protocol))
    throw new RangeError(`A pickle is written in protocol 2, 3, 4 or 5: ${protocol}`);
  return new Writer(protocol).write(value);
}

class Writer {
  readonly #out: WriteBuffer;
  /** Place of what was written, by identity or, for texts and names, by a key. */
  readonly #memo = new Map<unknown, number>();
  readonly #open = new Set<unknown>();
  #remembered = 0;

  constructor(readonly protocol: number) {
    this.#out = new WriteBuffer(protocol);
  }

  write(value: WritableValue): Uint8Array {
    this.#out.header(op.proto, this.protocol);
    this.#value(value, 0);
    this.#op(op.stop);
    return this.#out.finish();
  }

  #op(code: number | string): void {
    this.#out.opcode(typeof code === "number" ? code : code.charCodeAt(0));
  }

  #value(value: WritableValue, depth: number): void {
    if (value === null) this.#op(op.none);
    else if (typeof value === "boolean") this.#op(value ? op.true : op.false);
    else if (typeof value === "number") {
      this.#op(op.float);
      this.#out.float64(value);
    } else if (typeof value === "bigint") this.#integer(value);
    else if (typeof value === "string") this.#text(value);
    else if (typeof value === "object") this.#once(value, () => this.#object(value, depth));
    else throw new TypeError(`A pickle has no form for this: ${typeof value}`);
  }

  /** Writes a thing, or where it was written before. */
  #once(thing: unknown, write: () => void): void {
    const known = this.#memo.get(thing);
    if (known === undefined) write();
    else {
      this.#op(known < 256 ? op.get : op.longGet);
      this.#short(known);
    }
  }

  #remember(thing: unknown): void {
    const place = this.#remembered++;
    this.#memo.set(thing, place);
    if (this.protocol >= 4) this.#op(op.memoize);
    else {
      this.#op(place < 256 ? op.put : op.longPut);
      this.#short(place);
    }
  }

  /** A number in one byte where it fits, else in four. */
  #short(value: number, isShort = value < 256): void {
    if (isShort) this.#out.uint8(value);
    else this.#out.uint32(value);
  }

  #integer(value: bigint): void {
    if (value >= 0n && value < 256n) {
      this.#op(op.int1);
      this.#out.uint8(Number(value));
    } else if (value >= 0n && value < 65_536n) {
      this.#op(op.int2);
      this.#out.uint16(Number(value));
    } else if (value >= -(2n ** 31n) && value < 2n ** 31n) {
      this.#op(op.int);
      this.#out.uint32(Number(value) >>> 0);
    } else {
      const bytes = twosComplement(value);
      this.#op(bytes.length < 256 ? op.long1 : op.long4);
      this.#short(bytes.length);
      this.#out.run(bytes);
    }
  }

  #text(text: string): void {
    const key = `text ${text}`;
    this.#once(key, () => {
      const bytes = encodeUtf8(text);
      const isShort = this.protocol >= 4 && bytes.length < 256;
      this.#op(isShort ? op.shortText : op.text);
      this.#short(bytes.length, isShort);
      this.#out.run(bytes);
      this.#remember(key);
    });
  }

  #bytes(bytes: Uint8Array): void {
    if (this.protocol < 3) {
      // As Python does: there was no instruction for bytes yet.
      this.#call("_codecs", "encode", [decodeLatin1(bytes), "latin1"], 0);
    } else {
      this.#op(bytes.length < 256 ? op.shortBytes : op.bytes);
      this.#short(bytes.length);
      this.#out.run(bytes);
    }
    this.#remember(bytes);
  }

  #object(value: WritableValue & object, depth: number): void {
    if (depth > maxDepth) throw new RangeError(`Collections lie more than ${maxDepth} deep in each other: ${depth}`);
    if (value instanceof PickleTuple) this.#whole(value, () => this.#tuple(value.items as WritableValue[], depth));
    else if (value instanceof PickleFrozenSet) this.#whole(value, () => this.#frozenSet(value, depth));
    else if (value instanceof NumpyScalar) this.#scalar(value);
    else if (value instanceof NumpyArray) {
      if (value.attributes !== undefined) throw new TypeError("Only plain numpy arrays are written: attributes");
      this.#array(value, storedNumpyArray(value));
    } else if (isNumericArray(value)) this.#array(value, storedTypedArray(value));
    else if (ArrayBuffer.isView(value)) this.#bytes(value as Uint8Array);
    else if (Array.isArray(value)) this.#list(value, depth);
    else if (value instanceof Map) this.#dict(value, value, depth);
    else if (value instanceof Set) this.#set(value, depth);
    else if (isPlainObject(value)) this.#plain(value, depth);
    else throw new TypeError(`A pickle has no form for this: ${value.constructor?.name ?? "object"}`);
  }

  #list(list: readonly WritableValue[], depth: number): void {
    this.#op(op.list);
    this.#remember(list);
    this.#inBatches(list, op.appends, (item) => this.#value(item, depth + 1));
  }

  #dict(thing: object, entries: Iterable<readonly [WritableValue, WritableValue]>, depth: number): void {
    this.#op(op.dict);
    this.#remember(thing);
    this.#inBatches([...entries], op.setItems, ([key, value]) => {
      this.#value(key, depth + 1);
      this.#value(value, depth + 1);
    });
  }

  #plain(value: { readonly [key: string]: WritableValue }, depth: number): void {
    const call = callOf(value);
    if (call === undefined) this.#dict(value, Object.entries(value), depth);
    else this.#whole(value, () => this.#call(call.module, call.name, call.args, depth));
  }

  #set(set: ReadonlySet<WritableValue>, depth: number): void {
    if (this.protocol < 4) {
      this.#call("builtins", "set", [[...set]], depth);
      this.#remember(set);
    } else {
      this.#op(op.set);
      this.#remember(set);
      this.#inBatches([...set], op.addItems, (item) => this.#value(item, depth + 1));
    }
  }

  #frozenSet(set: PickleFrozenSet, depth: number): void {
    const items = [...set.items] as WritableValue[];
    if (this.protocol < 4) this.#call("builtins", "frozenset", [items], depth);
    else {
      this.#op(op.mark);
      for (const item of items) this.#value(item, depth + 1);
      this.#op(op.frozenSet);
    }
  }

  #inBatches<T>(items: readonly T[], code: number | string, write: (item: T) => void): void {
    for (let start = 0; start < items.length; start += batch) {
      this.#op(op.mark);
      for (let i = start; i < Math.min(items.length, start + batch); i++) write(items[i]);
      this.#op(code);
    }
  }

  /** A collection that exists only when it is complete, so that it cannot contain itself. */
  #whole(thing: object, write: () => void): void {
    if (this.#open.has(thing)) throw new TypeError("A tuple or frozen set that contains itself cannot be written");
    this.#open.add(thing);
    write();
    this.#open.delete(thing);
    this.#remember(thing);
  }

  #tuple(items: readonly WritableValue[], depth: number): void {
    if (items.length > 3) this.#op(op.mark);
    for (const item of items) this.#value(item, depth + 1);
    this.#op(items.length === 0 ? op.emptyTuple : items.length > 3 ? op.tuple : op.tuple1 + items.length - 1);
  }

  #scalar({ value }: NumpyScalar): void {
    const { code, shape, bytes } = storedTypedArray(value);
    if (shape[0] !== 1) throw new RangeError(`A numpy scalar is one number: ${shape[0]}`);
    this.#global("numpy.core.multiarray", "scalar");
    this.#dtype(code);
    this.#bytes(bytes);
    this.#op(op.tuple1 + 1);
    this.#op(op.reduce);
  }

  /** As numpy itself does it; the path of old versions is known to the new ones too. */
  #array(thing: object, { code, shape, bytes }: StoredArray): void {
    this.#global("numpy.core.multiarray", "_reconstruct");
    this.#global("numpy", "ndarray");
    this.#tuple([0n], 0);
    this.#bytes(Uint8Array.of("b".charCodeAt(0)));
    this.#op(op.tuple1 + 2);
    this.#op(op.reduce);
    this.#remember(thing);
    this.#op(op.mark);
    this.#integer(1n);
    this.#tuple(shape.map(BigInt), 0);
    this.#dtype(code);
    this.#op(op.false);
    this.#bytes(bytes);
    this.#op(op.tuple);
    this.#op(op.build);
  }

  /** An element type: its name, then byte order and, for text, size and alignment. */
  #dtype(code: string): void {
    const key = `dtype ${code}`;
    this.#once(key, () => {
      const name = code.slice(1);
      this.#call("numpy", "dtype", [name, false, true], 0);
      this.#remember(key);
      const characters = BigInt(name.slice(1));
      const [size, alignment] = { U: [4n * characters, 4n], S: [characters, 1n] }[name[0]] ?? [-1n, -1n];
      this.#tuple([3n, code[0], null, null, null, size, alignment, 0n], 0);
      this.#op(op.build);
    });
  }

  #call(module: string, name: string, args: readonly WritableValue[], depth: number): void {
    this.#global(module, name);
    this.#tuple(args, depth + 1);
    this.#op(op.reduce);
  }

  #global(module: string, name: string): void {
    const key = `global ${module} ${name}`;
    this.#once(key, () => {
      if (this.protocol >= 4) {
        this.#value(module, 0);
        this.#value(name, 0);
        this.#op(op.stackGlobal);
      } else {
        this.#op(op.global);
        // Python 2 called it otherwise, and Python 3 knows both.
        this.#out.line(module === "builtins" && this.protocol === 2 ? "__builtin__" : module);
        this.#out.line(name);
      }
      this.#remember(key);
    });
  }
}

/** A plain object, of whatever realm. */
function isPlainObject(value: object): value is { readonly [key: string]: WritableValue } {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Little-endian, as short as it may be. */
function twosComplement(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = Number(rest & 0xffn);
    bytes.push(byte);
    rest >>= 8n;
    if ((rest === 0n && byte < 0x80) || (rest === -1n && byte >= 0x80)) return Uint8Array.from(bytes);
  }
}
