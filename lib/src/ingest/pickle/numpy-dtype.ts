import type { ConstructionSite } from "./construction-site";
import { PickleTuple, type PickleValue } from "./value";

/**
 * The element type of a numpy array.
 *
 * `letter` is numpy's kind: `b` bool, `i` `u` integers, `f` float, `c` complex, `S` bytes, `U` text,
 * `M` `m` times, `O` objects, `V` raw bytes or a record.
 */
export class NumpyDtype {
  readonly kind = "dtype";
  /** True when numbers are stored with the most significant byte first. */
  bigEndian = false;
  /** Record dtype: names of its fields in order. */
  fieldNames: readonly string[] | undefined = undefined;
  /** Record dtype: name to a tuple of dtype and byte offset. */
  fields: PickleValue = null;
  /** Times: unit and step, as numpy pickles them. */
  timeUnit: PickleValue = null;

  constructor(
    readonly letter: string,
    /** Bytes per element; changes while the pickle of a record or text dtype is being read. */
    public itemSize: number,
  ) {}

  /** numpy's short name without byte order, for example `f8`, or `U12` with the count in characters. */
  get code(): string {
    if (this.letter === "O") return "O";
    return `${this.letter}${this.letter === "U" ? this.itemSize / 4 : this.itemSize}`;
  }
}

const sizes: Record<string, readonly number[]> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8, 12, 16],
  c: [8, 16, 24, 32],
  M: [8],
  m: [8],
};

/** A dtype from numpy's short name, for example `f8`, `<i4`, `U12`, `O`; undefined when there is no such dtype. */
export function dtypeFromCode(code: string): NumpyDtype | undefined {
  const match = /^([<>=|]?)([biufcSaUMmOV?])(\d{0,10})$/.exec(code);
  if (match === null) return undefined;
  const [, order, given, digits] = match;
  const letter = given === "?" ? "b" : given === "a" ? "S" : given!;
  const count = digits === "" ? undefined : Number(digits);
  let itemSize: number;
  if (letter === "O") itemSize = 8;
  else if (letter === "U") itemSize = 4 * (count ?? 0);
  else if (letter === "S" || letter === "V") itemSize = count ?? 0;
  else if (given === "?") itemSize = 1;
  else if (count !== undefined && sizes[letter].includes(count)) itemSize = count;
  else if (count === undefined && (letter === "M" || letter === "m")) itemSize = 8;
  else return undefined;
  const dtype = new NumpyDtype(letter, itemSize);
  dtype.bigEndian = order === ">";
  return dtype;
}

/**
 * Applies the state tuple that numpy pickles for a dtype:
 * version, byte order, sub-array, field names, fields, item size, alignment, flags, and for times the unit.
 * @returns false when the tuple is not of that form
 */
export function setDtypeState(
  dtype: NumpyDtype,
  state: readonly PickleValue[],
  { allowance, offset }: ConstructionSite,
): boolean {
  const [, order, , names, fields, itemSize] = state;
  if (state.length < 3 || typeof order !== "string") return false;
  dtype.bigEndian = order === ">";
  if (typeof itemSize === "number" && itemSize >= 0 && "SUV".includes(dtype.letter)) {
    if (dtype.letter === "U" && itemSize % 4 !== 0) return false;
    dtype.itemSize = itemSize;
  }
  if (names !== undefined && names !== null) {
    if (!(names instanceof PickleTuple)) return false;
    allowance.spend(names.items.length, offset);
    if (!names.items.every((name) => typeof name === "string")) return false;
    dtype.fieldNames = names.items as readonly string[];
    dtype.fields = fields ?? null;
  }
  if ("Mm".includes(dtype.letter)) dtype.timeUnit = state[8] ?? null;
  return true;
}
