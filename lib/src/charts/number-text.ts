const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number as a row of a chart carries it: six digits are more than a picture shows. */
export function compact(value: number): number {
  return Number(value.toPrecision(6));
}

/** Four significant digits for a sentence or a label, with a true minus sign; powers of ten where they are needed. */
export function numberText(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value).replace("-", "−");
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4 || exponent > 6) {
    const [mantissa, power] = value.toExponential(digits - 1).split("e");
    return `${signed(String(Number(mantissa)))} × ${powerOfTen(Number(power))}`;
  }
  return signed(String(Number(value.toPrecision(Math.max(digits, exponent + 1)))));
}

/** `10⁻⁶` */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/**
 * A value with its interval, `214.3 +4.1 −3.9` or `214.3 ± 4.1`: two significant digits for the smaller distance, and
 * the same decimals for all numbers.
 */
export function intervalText(value: number, low: number, high: number): string {
  const distance = Math.min(value - low, high - value);
  if (!(distance > 0 && Number.isFinite(high - low))) return numberText(value);
  const size = Math.max(Math.abs(low), Math.abs(high));
  // 1e-324 is 0.
  const exponent = Math.max(-323, Math.floor(Math.log10(size)));
  if (exponent < -3 || exponent > 6) {
    const unit = Number(`1e${exponent}`);
    return `(${intervalText(value / unit, low / unit, high / unit)}) × ${powerOfTen(exponent)}`;
  }
  const decimals = Math.max(0, Math.min(15, 1 - Math.floor(Math.log10(distance))));
  const [v, up, down] = [value, high - value, value - low].map((x) => signed(x.toFixed(decimals)));
  return up === down ? `${v} ± ${up}` : `${v} +${up} −${down}`;
}

function signed(text: string): string {
  return text.replace(/^-/, "−");
}
