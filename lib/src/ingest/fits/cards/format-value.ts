import { type CardValue, isComplex } from "./card";

/**
 * A value as the standard writes it: numbers and logicals end in column 30, text begins in column 11.
 *
 * @param value what to write
 * @param isReal write a whole number with a decimal point, so that it is read as real again
 * @throws {RangeError} when the value cannot be written: a number that is not finite, text beyond ASCII
 */
export function formatValue(value: CardValue, isReal = false): string {
  if (value === null) return "";
  if (typeof value === "boolean") return (value ? "T" : "F").padStart(20);
  if (typeof value === "string") return `'${checkedText(value).replaceAll("'", "''").padEnd(8)}'`.padEnd(20);
  if (isComplex(value)) return `(${real(value.re)}, ${real(value.im)})`.padStart(20);
  if (typeof value === "bigint" || (Number.isInteger(value) && !isReal && !Object.is(value, -0))) {
    if (typeof value === "number" && !Number.isSafeInteger(value)) return real(value).padStart(20);
    return String(value).padStart(20);
  }
  return real(value).padStart(20);
}

/** The shortest digits that read back as the same number, with a decimal point and an upper-case E. */
function real(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A FITS header cannot hold this number: ${value}`);
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  const [mantissa, exponent] = text.split("e");
  const pointed = mantissa.includes(".") ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? pointed : `${pointed}E${exponent.replace("+", "")}`;
}

/** Text that a header can hold. */
export function checkedText(text: string): string {
  if (!/^[ -~]*$/.test(text)) {
    throw new RangeError(`A FITS header holds printable ASCII only: ${JSON.stringify(text)}`);
  }
  return text;
}
