/** Decimal digits that an integer written as text may have: the limit of Python itself. */
export const maxDecimalDigits = 4300;

/** A whole number as `number` where that is exact, else as `bigint`. */
export function exactInteger(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Integer from little-endian two's complement of any length; no bytes are 0. */
export function integerFromBytes(bytes: Uint8Array): number | bigint {
  if (bytes.length === 0) return 0;
  let digits = "0x";
  for (let i = bytes.length - 1; i >= 0; i--) digits += bytes[i].toString(16).padStart(2, "0");
  const unsigned = BigInt(digits);
  const negative = bytes[bytes.length - 1] >= 0x80;
  return exactInteger(negative ? unsigned - (1n << BigInt(8 * bytes.length)) : unsigned);
}

/** Integer from decimal text, with the `L` that Python 2 appends; undefined when it is none or too long. */
export function integerFromText(text: string): number | bigint | undefined {
  const match = /^\s*([+-]?)(\d+)L?\s*$/.exec(text);
  if (match === null || match[2].length > maxDecimalDigits) return undefined;
  const magnitude = BigInt(match[2]);
  return exactInteger(match[1] === "-" ? -magnitude : magnitude);
}

/** Floating-point number from the text that Python writes; undefined when it is none. */
export function floatFromText(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed);
  if (special === null) return undefined;
  if (special[2].toLowerCase() === "nan") return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
