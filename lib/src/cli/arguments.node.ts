import { InvalidArgumentError } from "commander";

/** A parser of numbers in a closed interval. */
export function numberIn(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value >= low && value <= high) return value;
    throw new InvalidArgumentError(`Not a number from ${low} to ${high}.`);
  };
}
