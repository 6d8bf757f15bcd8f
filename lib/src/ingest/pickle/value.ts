import type { NumpyArray } from "./numpy-array";
import type { NumpyDtype } from "./numpy-dtype";

/**
 * Anything that a pickle can hold, as plain data.
 *
 * | Python | here |
 * |---|---|
 * | `None`, `bool`, `float`, `str` | `null`, `boolean`, `number`, `string` |
 * | `int` | `number` up to ±(2⁵³ − 1), `bigint` beyond: always exact |
 * | `str` of Python 2 | `string`, one character per byte |
 * | `bytes`, `bytearray` | `Uint8Array` |
 * | `list` / `tuple` | array / {@link PickleTuple} |
 * | `dict`, `OrderedDict`, `defaultdict` | `Map` in file order, keys of any type |
 * | `set` / `frozenset` | `Set` / {@link PickleFrozenSet} |
 * | `complex`, `datetime.*` | {@link PickleComplex}, {@link PickleDateTime} and relatives |
 * | `numpy.ndarray`, `numpy.dtype` | {@link NumpyArray}, {@link NumpyDtype}; a numpy scalar is a plain value |
 * | a class or function by name | {@link PickleGlobal}, never the thing itself |
 * | any other object | {@link PickleObject} |
 *
 * Objects that a file shares, or that contain themselves, are shared or cyclic here too.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | PickleTuple
  | PickleDict
  | Set<PickleValue>
  | PickleFrozenSet
  | PickleComplex
  | PickleDateTime
  | PickleDate
  | PickleTime
  | PickleTimeDelta
  | NumpyArray
  | NumpyDtype
  | PickleGlobal
  | PickleObject;

/** A Python dictionary. */
export interface PickleDict extends Map<PickleValue, PickleValue> {}

/** A Python tuple. */
export class PickleTuple {
  readonly kind = "tuple";
  constructor(readonly items: readonly PickleValue[]) {}
}

/** A Python frozenset. */
export class PickleFrozenSet {
  readonly kind = "frozenset";
  constructor(readonly items: ReadonlySet<PickleValue>) {}
}

/** A complex number. */
export interface PickleComplex {
  readonly kind: "complex";
  readonly re: number;
  readonly im: number;
}

/** `datetime.datetime`; `timeZone` is null for a naive time. */
export interface PickleDateTime {
  readonly kind: "datetime";
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly timeZone: PickleValue;
}

/** `datetime.date`. */
export interface PickleDate {
  readonly kind: "date";
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `datetime.time`; `timeZone` is null for a naive time. */
export interface PickleTime {
  readonly kind: "time";
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly timeZone: PickleValue;
}

/** `datetime.timedelta`. */
export interface PickleTimeDelta {
  readonly kind: "timedelta";
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;
}

/** A class or function that the file names; only the name. */
export class PickleGlobal {
  readonly kind = "global";
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}

  /** `module.Name`. */
  get path(): string {
    return `${this.module}.${this.name}`;
  }
}

/** An object of a class that is not in the table: what the file says about it, and nothing done with it. */
export class PickleObject {
  readonly kind = "object";
  /** `module.Name`, as the file spells it. */
  readonly class: string;
  /** Attributes, usually a dictionary; undefined when the file gives none. */
  state: PickleValue | undefined = undefined;
  /** What the file appended, for a subclass of list, set or deque. */
  items: PickleValue[] | undefined = undefined;
  /** What the file put under keys, for a subclass of dict. */
  entries: PickleDict | undefined = undefined;

  /**
   * @param path `module.Name`
   * @param args what the constructor would have been called with
   * @param keywords keyword arguments, when there are any
   */
  constructor(
    path: string,
    readonly args: readonly PickleValue[],
    readonly keywords: PickleDict | undefined = undefined,
  ) {
    this.class = path;
  }

  /** The attribute of this name, or undefined. Slots are looked up as well. */
  attribute(name: string): PickleValue | undefined {
    if (this.state instanceof Map) return this.state.get(name);
    if (this.state instanceof PickleTuple) {
      for (const part of this.state.items) {
        if (part instanceof Map && part.has(name)) return part.get(name);
      }
    }
    return undefined;
  }
}
