import type { ResolvedVariable } from "nightbook/priors";

/** Says that a number comes with the observation that the prior is used for. */
export const fromData = "from the data";

/** A number with at most four digits that matter: `4 000`, `67 456`, `5e−12`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === 0) return "0";
  if (size >= 1e6 || size < 1e-3) {
    const [mantissa, exponent] = size.toExponential(3).split("e") as [string, string];
    return `${sign}${trimmed(mantissa)}e${exponent.replace("+", "").replace("-", "−")}`;
  }
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(size)));
  const [whole, fraction] = trimmed(size.toFixed(decimals)).split(".") as [string, string?];
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return sign + grouped + (fraction === undefined ? "" : `.${fraction}`);
}

/**
 * What a line amounts to, in physical units: `100 … 4000 kg/m³`, `67 456 ± 500 m/s`, `from the data`.
 * @param wrong whether the line has a mistake, so that what is missing is not for want of data
 */
export function resolvedText(variable: ResolvedVariable, wrong: boolean): string {
  const missing = wrong ? "?" : fromData;
  const withUnit = (text: string): string => (variable.unit === "" ? text : `${text} ${variable.unit}`);
  if (variable.role === "fixed") {
    if (variable.value === null) return missing;
    return typeof variable.value === "number" ? withUnit(shortNumber(variable.value)) : String(variable.value);
  }
  const [first, second] = variable.bounds;
  if (first === null && second === null) return missing;
  // Bounds of a logarithm go back to what is written in the file; a width in log10 becomes a factor.
  const known = (value: number): string => shortNumber(variable.log ? 10 ** value : value);
  const text = (value: number | null): string => (value === null ? missing : known(value));
  const united = (value: number | null): string => (value === null ? missing : withUnit(known(value)));
  switch (variable.kind) {
    case "uniform":
      return second === null ? `${united(first)} … ${missing}` : `${text(first)} … ${united(second)}`;
    case "norm":
      return variable.log ? `${united(second)} ×÷ ${text(first)}` : `${text(second)} ± ${united(first)}`;
    case "invgamma":
      return second === null ? missing : `mode ${united(second)}`;
  }
}

function trimmed(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}
