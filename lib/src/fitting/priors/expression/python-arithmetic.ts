/**
 * Remainder with the sign of the divisor, Python's `%`.
 * @see [PythonReference] 6.7
 */
export function pythonModulo(x: number, y: number): number {
  const remainder = x % y;
  if (remainder === 0) return y < 0 ? -0 : 0;
  return remainder < 0 !== y < 0 ? remainder + y : remainder;
}

/**
 * Quotient rounded towards minus infinity, Python's `//`.
 * @see [PythonReference] 6.7
 */
export function floorDivide(x: number, y: number): number {
  if (Number.isNaN(x / y)) return Number.NaN;
  if (!Number.isFinite(y)) return x === 0 || x < 0 === y < 0 ? 0 : -1;
  // the rounded quotient may be one off the whole number that the remainder belongs to
  const quotient = (x - pythonModulo(x, y)) / y;
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}

/** Rounds to the nearest number of that many decimals, halves to the even one. */
export function roundHalfEven(x: number, decimals = 0): number {
  const scale = Number(`1e${Math.trunc(decimals)}`);
  const scaled = x * scale;
  if (!Number.isFinite(scaled)) return x;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  const up = rest > 0.5 || (rest === 0.5 && whole % 2 !== 0);
  return (up ? whole + 1 : whole) / scale;
}
