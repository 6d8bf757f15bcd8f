import { InvalidArgumentError } from "commander";

/** A parser of numbers in a closed interval. */
export function numberIn(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value >= low && value <= high) return value;
    throw new InvalidArgumentError(`Not a number from ${low} to ${high}.`);
  };
}

/** A parser of whole numbers that are not below a limit. */
export function wholeNumberFrom(low: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= low) return value;
    throw new InvalidArgumentError(`Not a whole number from ${low} up.`);
  };
}
