import { bytesOf, type ConstructionSite, type Constructor } from "./construction-site";
import type { PickleValue } from "./value";

/** Microseconds from three bytes, most significant first. */
function microseconds(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
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
export const dateTime: Constructor = (args, site) => {
  const numbers = calendarNumbers(
    args,
    site,
    (b) => [b[0] * 256 + b[1], b[2] & 0x7f, b[3], b[4], b[5], b[6], microseconds(b, 7)],
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

export const date: Constructor = (args, site) => {
  const numbers = calendarNumbers(args, site, (b) => [b[0] * 256 + b[1], b[2], b[3]], 4);
  if (numbers === undefined || numbers.length !== 3 || !inRange(numbers, dateRanges)) return undefined;
  const [year, month, day] = numbers as [number, number, number];
  return { kind: "date", year, month, day };
};

export const time: Constructor = (args, site) => {
  const numbers = calendarNumbers(args, site, (b) => [b[0] & 0x7f, b[1], b[2], microseconds(b, 3)], 6);
  if (numbers === undefined || !inRange(numbers, timeRanges)) return undefined;
  const [hour = 0, minute = 0, second = 0, microsecond = 0] = numbers;
  return { kind: "time", hour, minute, second, microsecond, timeZone: zone(args) };
};

/** The time zone follows the packed bytes or the numbers, if there is one. */
function zone(args: readonly PickleValue[]): PickleValue {
  const last = args.length > 1 ? args.at(-1) : null;
  return last === undefined || typeof last === "number" ? null : last;
}

export const timeDelta: Constructor = (args) => {
  const [days = 0, seconds = 0, micro = 0] = args;
  const numbers = [days, seconds, micro];
  if (!numbers.every((value) => Number.isInteger(value))) return undefined;
  return { kind: "timedelta", days, seconds, microseconds: micro } as PickleValue;
};
