import type { WritableValue } from "./write-pickle";

/** The class and arguments that Python makes a value of. */
export interface BuiltInCall {
  readonly module: string;
  readonly name: string;
  readonly args: readonly WritableValue[];
}

const date = ["year", "month", "day"];
const time = ["hour", "minute", "second", "microsecond"];

/** By kind: where its class is, and which properties are its arguments. */
const kinds: Record<string, { module: string; whole: readonly string[]; more?: string }> = {
  datetime: { module: "datetime", whole: [...date, ...time], more: "timeZone" },
  date: { module: "datetime", whole: date },
  time: { module: "datetime", whole: time, more: "timeZone" },
  timedelta: { module: "datetime", whole: ["days", "seconds", "microseconds"] },
};

/** What complex numbers, dates and times are made of; `undefined` for any other object. */
export function callOf(value: { readonly [key: string]: WritableValue }): BuiltInCall | undefined {
  const { kind, re, im } = value;
  if (typeof kind !== "string") return undefined;
  const isOf = (names: readonly string[]) =>
    Object.keys(value).length === names.length + 1 && names.every((name) => Object.hasOwn(value, name));
  if (kind === "complex" && isOf(["re", "im"]) && typeof re === "number" && typeof im === "number") {
    return { module: "builtins", name: "complex", args: [re, im] };
  }
  if (!Object.hasOwn(kinds, kind)) return undefined;
  const { module, whole, more } = kinds[kind];
  if (!isOf(more ? [...whole, more] : whole) || !whole.every((name) => Number.isInteger(value[name]))) return undefined;
  const args = whole.map((name): WritableValue => BigInt(value[name] as number));
  return { module, name: kind, args: more && value[more] !== null ? [...args, value[more]] : args };
}
