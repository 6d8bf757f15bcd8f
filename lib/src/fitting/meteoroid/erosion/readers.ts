/** Checks one named value and gives it back in its own type. */
export type Reader<T> = (value: unknown, name: string) => T;

export const finiteNumber: Reader<number> = (value, name) => {
  if (typeof value !== "number") throw new TypeError(`${name} must be a number: ${shown(value)}`);
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite: ${value}`);
  return value;
};

export const positiveNumber: Reader<number> = (value, name) => {
  const number = finiteNumber(value, name);
  if (!(number > 0)) throw new RangeError(`${name} must be positive: ${number}`);
  return number;
};

export const notNegativeNumber: Reader<number> = (value, name) => {
  const number = finiteNumber(value, name);
  if (number < 0) throw new RangeError(`${name} must not be negative: ${number}`);
  return number;
};

/** A list of numbers; a single number counts as a list of one. */
export const finiteNumbers: Reader<number[]> = (value, name) => numbers(value, name, finiteNumber);

export const positiveNumbers: Reader<number[]> = (value, name) => {
  const list = numbers(value, name, positiveNumber);
  if (list.length === 0) throw new RangeError(`${name} must not be empty`);
  return list;
};

/** True or false; files may write 1 or 0. */
export const truth: Reader<boolean> = (value, name) => {
  if (typeof value === "boolean") return value;
  if (value === 0 || value === 1) return value === 1;
  throw new TypeError(`${name} must be true or false: ${shown(value)}`);
};

export const text: Reader<string> = (value, name) => {
  if (typeof value !== "string") throw new TypeError(`${name} must be a text: ${shown(value)}`);
  return value;
};

/** One of a few values. */
export function oneOf<T extends string | number>(choices: readonly T[]): Reader<T> {
  return (value, name) => {
    const choice = choices.find((c) => c === value);
    if (choice === undefined) throw new RangeError(`${name} must be one of ${choices.join(", ")}: ${shown(value)}`);
    return choice;
  };
}

/** The value or, where it is missing, `null`. */
export function optional<T>(reader: Reader<T>): Reader<T | null> {
  return (value, name) => (value === undefined || value === null ? null : reader(value, name));
}

function numbers(value: unknown, name: string, read: Reader<number>): number[] {
  if (typeof value === "number") return [read(value, name)];
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) {
    throw new TypeError(`${name} must be a list of numbers: ${shown(value)}`);
  }
  return Array.from(value as ArrayLike<unknown>, (item, i) => read(item, `${name}[${i}]`));
}

/** A value as it may stand in a message. */
function shown(value: unknown): string {
  return typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : String(value);
}
